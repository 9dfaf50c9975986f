using BotGateway.Clock;
using CaseStore.Persistence;

namespace BotGateway.Turns;

/// <summary>Forgets kept replies once no redelivery can come any more: platforms repeat within minutes (protocol.md 1.3), three days are plenty.</summary>
internal sealed class InboxKeeper(ICaseWriter writer, TimeProvider clock) : IDueWork
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    /// <summary>Never urgent: the loop looks in now and then.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellation) => Task.FromResult<DateTimeOffset?>(null);

    public Task<int> RunDueAsync(CancellationToken cancellation) =>
        writer.WriteAsync(session => session.PurgeInboxAsync(clock.GetUtcNow() - Kept, AtOnce), cancellation);

    public Task WaitForBellAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);
}
