using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Health;

/// <summary>
/// Whether the outbox moves. Stuck is what nobody takes up, and what is tried in vain while nothing goes out at all: one dead robot
/// makes no gateway ill.
/// </summary>
internal sealed class OutboxPulse(IDbContextFactory<CaseContext> reads, TimeProvider clock)
{
    /// <summary>A due message is normally taken up within a second; the loop looks every half minute by itself.</summary>
    public static readonly TimeSpan Untouched = TimeSpan.FromMinutes(5);

    /// <summary>Longer than a platform's hiccup.</summary>
    public static readonly TimeSpan InVain = TimeSpan.FromMinutes(20);

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
        var inVain = await store.Outbox.AnyAsync(m => m.State == OutboxState.Pending && m.Attempts > 0 && m.CreatedAt < since && m.LastError != null, cancellation);
        return inVain && !await store.Sends.OrderByDescending(s => s.Id).Take(LatestSends)
            .AnyAsync(s => s.Outcome == SendOutcome.Sent && s.EndedAt >= since, cancellation)
            ? "messages are tried in vain, none has gone out lately"
            : null;
    }
}
