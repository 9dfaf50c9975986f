using BotGateway.Digests;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers;

/// <summary>The outbox as a courier sees it: rows claimed for a while, and what became of them.</summary>
internal sealed class OutboxLedger(ICaseWriter writer, IDbContextFactory<CaseContext> reads, MemberGone gone, BeforeClaiming before, TimeProvider clock)
{
    /// <summary>Longer than any attempt may take (<see cref="OutboxCourier"/>): a row is free again only if its courier died.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(int atMost, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await before(now);
        return await writer.WriteAsync(session => session.ClaimOutboxAsync(atMost, now, now + Lease), cancellation);
    }

    /// <returns>The row's new state; null when the claim had ended meanwhile and the row is somebody else's.</returns>
    public Task<OutboxState?> RecordAsync(OutboxMessage row, Delivery delivery)
    {
        var now = clock.GetUtcNow();
        var mark = OutboxMark.After(row, delivery, now);
        return writer.WriteAsync(async session =>
        {
            foreach (var spent in delivery.Spent)
            {
                await session.Cases.Cards.Where(c => c.TaskId == spent.TaskId && c.ResponseCode == spent.ResponseCode)
                    .ExecuteUpdateAsync(c => c.SetProperty(x => x.ResponseCode, (string?)null));
            }

            var marked = await session.Cases.Outbox
                .Where(m => m.Id == row.Id && m.State == OutboxState.Sending && m.LeaseUntil == row.LeaseUntil)
                .ExecuteUpdateAsync(m => m
                    .SetProperty(x => x.State, mark.State)
                    .SetProperty(x => x.Attempts, mark.Attempts)
                    .SetProperty(x => x.NextAttemptAt, mark.NextAttemptAt)
                    .SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null)
                    .SetProperty(x => x.SentAt, mark.SentAt)
                    .SetProperty(x => x.LastError, mark.LastError)
                    .SetProperty(x => x.Payload, mark.Payload));
            if (marked == 0)
            {
                return (OutboxState?)null;
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
        });
    }

    /// <summary>The next moment at which <see cref="ClaimAsync"/> finds something, if nothing new is written.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        await using var context = await reads.CreateDbContextAsync(cancellation);
        // Only rows that nothing of their destination stands before: the others cannot be claimed, whatever the time.
        var free = context.Outbox.Where(m => !context.Outbox.Any(e =>
            e.Destination == m.Destination && e.Id < m.Id && (e.Urgent || !m.Urgent) && (e.AtOnce || !m.AtOnce)
            && (e.State == OutboxState.Pending || e.State == OutboxState.Sending)));
        var pending = await free.Where(m => m.State == OutboxState.Pending)
            .OrderBy(m => m.NextAttemptAt).Select(m => (DateTimeOffset?)m.NextAttemptAt).FirstOrDefaultAsync(cancellation);
        var unknown = await free.Where(m => m.State == OutboxState.Sending)
            .OrderBy(m => m.LeaseUntil).Select(m => m.LeaseUntil).FirstOrDefaultAsync(cancellation);
        return pending is null || unknown < pending ? unknown : pending;
    }
}
