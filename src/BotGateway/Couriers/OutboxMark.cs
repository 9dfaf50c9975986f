using System.Diagnostics;
using BotGateway.PlatformApi;
using CaseStore.Persistence;

namespace BotGateway.Couriers;

/// <summary>What an outbox row says after an attempt.</summary>
internal sealed record OutboxMark(
    OutboxState State, int Attempts, DateTimeOffset NextAttemptAt, DateTimeOffset? SentAt, string? LastError, string Payload)
{
    public static OutboxMark After(OutboxMessage row, Delivery delivery, DateTimeOffset now, DecentHours hours)
    {
        var same = new OutboxMark(row.State, row.Attempts, row.NextAttemptAt, null, row.LastError, row.Payload);
        return delivery switch
        {
            Delivery.Sent => same with { State = OutboxState.Sent, SentAt = now },
            Delivery.PartSent part => new(OutboxState.Pending, 0, now + part.Pause, null, null, Senders.Write(part.Rest)),
            Delivery.Dropped dropped => same with { State = OutboxState.Dropped, LastError = dropped.Reason },
            Delivery.KeptForLater kept => same with { State = OutboxState.Waiting, LastError = kept.Reason },
            Delivery.Failed failed => Failed(same, failed, row, now, hours),
            _ => throw new UnreachableException(),
        };
    }

    private static OutboxMark Failed(OutboxMark mark, Delivery.Failed failed, OutboxMessage row, DateTimeOffset now, DecentHours hours)
    {
        // An hour of outage must not use up the few repeats that "busy" gets afterwards.
        var attempts = row.LastError is null || row.LastError.StartsWith($"{failed.Reaction}:", StringComparison.Ordinal) ? row.Attempts : 1;
        var next = RetrySchedule.Next(failed.Reaction, attempts, now - (row.RequeuedAt ?? row.CreatedAt), now);
        return mark with
        {
            State = next is null ? OutboxState.Dead : OutboxState.Pending,
            Attempts = attempts,
            NextAttemptAt = next switch
            {
                null => row.NextAttemptAt,

                // If it was heard, nobody is woken; in the morning the platform would not know any more that it is a repeat.
                { } soon when failed.Reaction == Reaction.NoAnswer && attempts <= RetrySchedule.Soon => soon,
                // Whoever waited for an answer until tomorrow does not wait for it at midnight.
                { } moment => hours.Next(row.Destination, row.Urgent || (row.AtOnce && failed.Reaction != Reaction.NextDay), moment),
            },
            LastError = $"{failed.Reaction}: {failed.Reason}",
        };
    }
}
