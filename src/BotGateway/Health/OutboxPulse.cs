using BotGateway.Couriers;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Health;

/// <summary>
/// Whether the outbox moves. Stuck is what nobody takes up, and what is tried in vain for more than one receiver while nothing goes out
/// at all: one dead robot makes no gateway ill, and neither does what waits for a decent hour or for tomorrow's quota.
/// </summary>
internal sealed class OutboxPulse(IDbContextFactory<CaseContext> reads, DecentHours hours, TimeProvider clock)
{
    /// <summary>A due message is normally taken up within a second; the loop looks every half minute by itself.</summary>
    public static readonly TimeSpan Untouched = TimeSpan.FromMinutes(5);

    /// <summary>Longer than a platform's hiccup.</summary>
    public static readonly TimeSpan InVain = TimeSpan.FromMinutes(20);

    /// <summary>Between two attempts (<see cref="RetrySchedule"/>): what waits longer waits for something else.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    /// <summary>Enough of the latest attempts to see a good one among them if there are any.</summary>
    private const int LatestSends = 200;

    /// <returns>What is wrong, in words; null: it moves, or has nothing to do.</returns>
    public async Task<string?> StuckAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var store = await reads.CreateDbContextAsync(cancellation);
        if (await store.NextOutboxAsync(cancellation) is { } next && next < now - Untouched)
        {
            return "due messages are not taken up";
        }

        var since = now - InVain;
        return !await store.Sends.OrderByDescending(s => s.Id).Take(LatestSends).AnyAsync(s => s.Outcome == SendOutcome.Sent && s.EndedAt >= since, cancellation)
            && await InVainAsync(store, since, now, cancellation) > 1
            ? "messages are tried in vain, none has gone out lately"
            : null;
    }

    /// <returns>For how many receivers. A picture in a queue of its own is not counted: it may just not be fetched yet.</returns>
    private async Task<int> InVainAsync(CaseContext store, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellation)
    {
        var soon = now + LongestPause;
        var failing = await store.Outbox
            .Where(m => m.State == OutboxState.Pending && m.NextAttemptAt <= soon && m.Attempts > 0 && m.CreatedAt < since && m.LastError != null
                && !m.Destination.StartsWith("photo:"))
            .Select(m => new { m.Destination, AtOnce = m.AtOnce || m.Urgent }).Distinct().ToListAsync(cancellation);

        // Since the hour is decent it must have been tried for as long as anything else.
        return failing.Where(m => hours.Next(m.Destination, m.AtOnce, since) == since && hours.Next(m.Destination, m.AtOnce, now) == now)
            .Select(m => m.Destination).Distinct(StringComparer.Ordinal).Count();
    }
}
