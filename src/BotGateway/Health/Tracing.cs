using System.Diagnostics;
using CaseStore.People;
using CaseStore.Persistence;

namespace BotGateway.Health;

/// <summary>One trace leads from the webhook through the turn to every send it caused. Names nobody: channel, case number, outcome.</summary>
internal static class Tracing
{
    public static readonly ActivitySource Source = new(Observability.Name);

    /// <returns>Null when nobody listens.</returns>
    public static Activity? Turn(Channel channel)
    {
        var turn = Source.StartActivity("turn", ActivityKind.Internal);
        turn?.SetTag("woodpecker.channel", channel.ToString());
        return turn;
    }

    /// <summary>Goes on with the trace of the turn that wrote the message, however much later.</summary>
    public static Activity? Send(string kind, OutboxMessage row)
    {
        var parent = ActivityContext.TryParse(row.TraceParent, null, isRemote: true, out var turn) ? turn : default;
        var send = Source.StartActivity("send " + kind, ActivityKind.Producer, parent);
        send?.SetTag("woodpecker.outbox", row.Id);
        send?.SetTag("woodpecker.case", row.CaseNumber);
        send?.SetTag("woodpecker.attempt", row.Attempts);
        return send;
    }
}
