using BotGateway.Couriers.Crowds;
using BotGateway.Couriers.Lanes;
using BotGateway.Digests;
using BotGateway.Letters;
using BotGateway.PlatformApi;
using BotGateway.Settings;
using CaseStore.Persistence;
using Conversation;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers;

/// <summary>The outbox as a courier sees it: rows claimed for a while within what the platforms allow, and what became of them.</summary>
internal sealed class OutboxLedger(
    ICaseWriter writer, IDbContextFactory<CaseContext> reads, MemberGone gone, BeforeClaiming before, Crowd crowd, DecentHours hours, CityNow city, TimeProvider clock)
{
    /// <summary>Longer than any attempt may take (<see cref="OutboxCourier"/>): a row is free again only if its courier died.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>What is due and has room in its lanes; what has none waits until it has.</summary>
    public async Task<IReadOnlyList<Claim>> ClaimAsync(int atMost, CancellationToken cancellation)
    {
        // As the database keeps it: the end of the lease is the claim's sign.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        await before(now);
        return await writer.WriteAsync(session => ClaimAsync(session, atMost, now), cancellation);
    }

    /// <returns>The row's new state; null when the claim had ended meanwhile and the row is somebody else's.</returns>
    public Task<OutboxState?> RecordAsync(Claim claim, Delivery delivery)
    {
        var now = clock.GetUtcNow();
        return writer.WriteAsync(session => RecordAsync(session, claim, delivery, now));
    }

    /// <summary>The next moment at which <see cref="ClaimAsync(int, CancellationToken)"/> finds something, if nothing new is written.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        await using var context = await reads.CreateDbContextAsync(cancellation);
        return await context.NextOutboxAsync(cancellation);
    }

    /// <summary>
    /// At the start, where one process owns the database: what a killed one had under way is free again at once, as something that may
    /// have been heard. With several nodes the leases see to that.
    /// </summary>
    public Task<int> ReleaseAsync()
    {
        var now = clock.GetUtcNow();
        return writer.WriteAsync(async session =>
        {
            if (!session.Cases.Database.IsSqlite())
            {
                return 0;
            }

            await LeftSends.EndAsync(session.Cases.Sends, now);
            var left = await session.Cases.Outbox.AsNoTracking().Where(m => m.State == OutboxState.Sending).ToListAsync();
            foreach (var row in left)
            {
                var tellsRepeats = Senders.TryRead(row.Payload) is not (Notification.GroupMessage or Notification.ResidentMessage or Notification.ResidentPhoto);
                var mark = OutboxMark.After(
                    row, new Delivery.Failed(tellsRepeats ? Reaction.NoAnswer : Reaction.MaybeHeard, "the process ended"), (row.LeaseUntil ?? now) - Lease, hours);
                await WriteAsync(session, row, tellsRepeats ? mark with { NextAttemptAt = RepeatAt(row, now) } : mark);
                await LetGoAsync(session, row.Id, Senders.TryRead(row.Payload), mark);
            }

            return left.Count;
        });
    }

    /// <summary>At once when it was under way moments ago: see <see cref="OutboxMark"/>.</summary>
    private DateTimeOffset RepeatAt(OutboxMessage row, DateTimeOffset now) =>
        now - row.LeaseUntil < TimeSpan.FromMinutes(5) ? now : hours.Next(row.Destination, row.AtOnce || row.Urgent, now);

    private async ValueTask<IReadOnlyList<Claim>> ClaimAsync(WriteSession session, int atMost, DateTimeOffset now)
    {
        await session.LockOutboxAsync();
        var claims = new List<Claim>();
        var book = new LaneBook(session.Cases, now);
        while (claims.Count < atMost && await session.DueOutboxAsync(atMost - claims.Count, now) is { Count: > 0 } due)
        {
            // What is urgent overtakes an earlier message to the same destination: one of the two now.
            var heads = due.DistinctBy(row => row.Destination).Select(row => (Row: row, Message: Senders.TryRead(row.Payload))).ToList();
            var lanes = heads.ToDictionary(h => h.Row.Id, h => h.Message is { } message ? Lane.Of(message, city()) : []);
            await book.ReadAsync(lanes.Values.SelectMany(l => l));
            foreach (var (row, message) in heads)
            {
                if (await ClaimAsync(session, row, message, lanes[row.Id], book, now) is { } claim)
                {
                    claims.Add(claim);
                }
            }

            await session.Cases.SaveChangesAsync();
        }

        return claims;
    }

    /// <returns>Null: not now.</returns>
    private async Task<Claim?> ClaimAsync(
        WriteSession session, OutboxMessage row, Notification? message, IReadOnlyList<string> lanes, LaneBook book, DateTimeOffset now)
    {
        if (row.State == OutboxState.Sending)
        {
            // Whoever had it did not come back.
            await LeftSends.EndAsync(session.Cases.Sends.Where(s => s.OutboxId == row.Id), now);
        }

        if (message is null)
        {
            return await TakeAsync(session, new Claim(row, [], null, [], new Delivery.Failed(Reaction.OurBug, "payload not readable")), now);
        }

        if (hours.Next(row.Destination, row.AtOnce || row.Urgent, now) is var decent && decent > now && !IsPromptRepeat(row, now))
        {
            return await DeferAsync(session, row, decent);
        }

        var gathered = await crowd.GatherAsync(session, row, message, now);
        if (gathered is Gathered.HeadDropped)
        {
            return null;
        }

        switch (await book.TakeAsync(lanes))
        {
            case Room.Full full:
                return await DeferAsync(session, row, hours.Next(row.Destination, row.AtOnce || row.Urgent, full.Until));
            case Room.Stopped stopped:
                return await TakeAsync(session, new Claim(row, [], message, [], new Delivery.Failed(Reaction.RobotGone, stopped.Reason)), now);
            default:
                break;
        }

        var (told, others) = gathered is Gathered.Together together ? (together.Message, together.Rows.Skip(1).ToList()) : (message, []);
        var sends = lanes.Select(lane => new Send { OutboxId = row.Id, Lane = lane, StartedAt = now })
            .Concat(others.Select(other => new Send { OutboxId = other.Id, Lane = Lane.Beside(row.Id), StartedAt = now }))
            .ToList();
        return await TakeAsync(session, new Claim(row, others, told, sends), now);
    }

    private static async Task<Claim> TakeAsync(WriteSession session, Claim claim, DateTimeOffset now)
    {
        List<OutboxMessage> rows = [claim.Row, .. claim.Others];
        var ids = rows.ConvertAll(r => r.Id);
        var until = now + Lease;
        if (claim.Others.Any(r => r.State == OutboxState.Sending))
        {
            await LeftSends.EndAsync(session.Cases.Sends.Where(s => ids.Contains(s.OutboxId)), now);
        }

        await session.Cases.Outbox.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(m => m
            .SetProperty(x => x.State, OutboxState.Sending)
            .SetProperty(x => x.LeaseUntil, until)
            .SetProperty(x => x.NextAttemptAt, until)
            .SetProperty(x => x.Attempts, x => x.Attempts + 1));
        foreach (var row in rows)
        {
            (row.State, row.LeaseUntil, row.NextAttemptAt, row.Attempts) = (OutboxState.Sending, until, until, row.Attempts + 1);
        }

        session.Cases.Sends.AddRange(claim.Sends);
        return claim;
    }

    private static async Task<Claim?> DeferAsync(WriteSession session, OutboxMessage row, DateTimeOffset until)
    {
        await session.Cases.Outbox.Where(m => m.Id == row.Id).ExecuteUpdateAsync(m => m
            .SetProperty(x => x.State, OutboxState.Pending)
            .SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null)
            .SetProperty(x => x.NextAttemptAt, until));
        return null;
    }

    /// <summary>Its moment was chosen with the hour in mind (<see cref="OutboxMark"/>), and we are not late.</summary>
    private static bool IsPromptRepeat(OutboxMessage row, DateTimeOffset now) =>
        row is { State: OutboxState.Pending, Attempts: > 0 } && now - row.NextAttemptAt < TimeSpan.FromMinutes(1);

    private async ValueTask<OutboxState?> RecordAsync(WriteSession session, Claim claim, Delivery delivery, DateTimeOffset now)
    {
        await EndAsync(session.Cases, claim, delivery, now);
        foreach (var spent in delivery.Spent)
        {
            await session.Cases.Cards.Where(c => c.TaskId == spent.TaskId && c.ResponseCode == spent.ResponseCode)
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.ResponseCode, (string?)null));
        }

        var mark = OutboxMark.After(claim.Row, delivery, now, hours);
        if (await WriteAsync(session, claim.Row, mark) == 0)
        {
            return null;
        }

        await LetGoAsync(session, claim.Row.Id, claim.Message, mark);
        foreach (var other in claim.Others)
        {
            await WriteAsync(session, other, OutboxMark.After(other, delivery, now, hours), mark.State == OutboxState.Sent ? claim.Row.Id : null);
        }

        if (delivery.Alongside is { } alongside)
        {
            await alongside(session, now);
        }

        if (delivery is Delivery.Sent { Card: { } card })
        {
            session.Cases.Cards.Add(card);
        }

        foreach (var stranger in delivery.Strangers)
        {
            await gone(session, stranger, now);
        }

        return mark.State;
    }

    /// <summary>What nobody will hear takes along what it named; and a resident may still come by.</summary>
    private static async ValueTask LetGoAsync(WriteSession session, long id, Notification? message, OutboxMark mark)
    {
        if (mark.State is OutboxState.Dead or OutboxState.Dropped)
        {
            await DeadDigest.TakeAlongAsync(session, id, mark.LastError);
        }

        if (mark.State == OutboxState.Dead && message is Notification.ResidentMessage told)
        {
            await session.SetNewsAsync(Inbound.PersonKey(told.Channel, told.ExternalId), news: true);
        }
    }

    private static Task<int> WriteAsync(WriteSession session, OutboxMessage row, OutboxMark mark, long? sentWith = null) => session.Cases.Outbox
        .Where(m => m.Id == row.Id && m.State == OutboxState.Sending && m.LeaseUntil == row.LeaseUntil)
        .ExecuteUpdateAsync(m => m
            .SetProperty(x => x.State, mark.State)
            .SetProperty(x => x.Attempts, mark.Attempts)
            .SetProperty(x => x.NextAttemptAt, mark.NextAttemptAt)
            .SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null)
            .SetProperty(x => x.SentAt, mark.SentAt)
            .SetProperty(x => x.SentWith, sentWith)
            .SetProperty(x => x.LastError, mark.LastError)
            .SetProperty(x => x.Payload, mark.Payload));

    /// <summary>Also when the row is somebody else's by now: this is what became of this attempt.</summary>
    private static async Task EndAsync(CaseContext cases, Claim claim, Delivery delivery, DateTimeOffset now)
    {
        var ids = claim.Sends.Select(s => s.Id).ToList();
        if (ids.Count == 0)
        {
            return;
        }

        var sends = cases.Sends.Where(s => ids.Contains(s.Id));
        if (delivery.OutcomeOfSend is not { } outcome)
        {
            await sends.ExecuteDeleteAsync();
            return;
        }

        // Never earlier than it was, by the milliseconds that the table keeps.
        var ended = Earlier(now + TimeSpan.FromMilliseconds(1) - TimeSpan.FromTicks(1), claim.Sends[0].StartedAt + Lease);
        await sends.ExecuteUpdateAsync(s => s
            .SetProperty(x => x.Outcome, outcome)
            .SetProperty(x => x.EndedAt, ended)
            .SetProperty(x => x.Code, delivery.Code)
            .SetProperty(x => x.MessageId, delivery.MessageId));
        if (delivery.Strangers.Count > 0)
        {
            var strange = delivery.Strangers.Select(Lane.OfMember).ToList();
            await sends.Where(s => strange.Contains(s.Lane)).ExecuteUpdateAsync(s => s.SetProperty(x => x.Outcome, SendOutcome.Refused));
        }

        if (LaneHold.After(delivery, now) is { } until && claim.Sends.Where(s => LaneHold.Concerns(s.Lane)).Select(s => s.Id).ToList() is { Count: > 0 } held)
        {
            await cases.Sends.Where(s => held.Contains(s.Id)).ExecuteUpdateAsync(s => s.SetProperty(x => x.HoldsLaneUntil, until));
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
