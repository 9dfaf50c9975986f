using System.Diagnostics;
using CaseStore.Persistence;

namespace BotGateway.Couriers;

/// <summary>What an outbox row says after an attempt.</summary>
internal sealed record OutboxMark(
    OutboxState State, int Attempts, DateTimeOffset NextAttemptAt, DateTimeOffset? SentAt, string? LastError, string Payload)
{
    public static OutboxMark After(OutboxMessage row, Delivery delivery, DateTimeOffset now)
    {
        var same = new OutboxMark(row.State, row.Attempts, row.NextAttemptAt, null, row.LastError, row.Payload);
        return delivery switch
        {
            Delivery.Sent => same with { State = OutboxState.Sent, SentAt = now },
            Delivery.Dropped dropped => same with { State = OutboxState.Dropped, LastError = dropped.Reason },
            Delivery.KeptForLater kept => same with { State = OutboxState.Waiting, LastError = kept.Reason },
            Delivery.Failed failed => Failed(same, failed, now - row.CreatedAt, now),
            _ => throw new UnreachableException(),
        };
    }

    private static OutboxMark Failed(OutboxMark row, Delivery.Failed failed, TimeSpan age, DateTimeOffset now)
    {
        // An hour of outage must not use up the few repeats that "busy" gets afterwards.
        var attempts = row.LastError is null || row.LastError.StartsWith($"{failed.Reaction}:", StringComparison.Ordinal) ? row.Attempts : 1;
        var delay = RetrySchedule.Next(failed.Reaction, attempts, age);
        return row with
        {
            State = delay is null ? OutboxState.Dead : OutboxState.Pending,
            Attempts = attempts,
            NextAttemptAt = delay is { } wait ? now + wait : row.NextAttemptAt,
            LastError = $"{failed.Reaction}: {failed.Reason}",
            Payload = failed.Rest is { } rest ? Senders.Write(rest) : row.Payload,
        };
    }
}
