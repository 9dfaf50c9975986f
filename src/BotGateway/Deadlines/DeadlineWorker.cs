using System.Diagnostics;
using BotGateway.Clock;
using BotGateway.Health;
using BotGateway.Turns;
using CaseStore.Cases;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Deadlines;

/// <summary>Asks the store what is due and has it announced. Cost follows what is due, not what is open.</summary>
internal sealed class DeadlineWorker(
    ICaseWriter writer, IDbContextFactory<CaseContext> reads, CaseDesk desk, Announcer announcer, Outgoing outgoing, TimeProvider clock) : IDueWork
{
    private const int AtOnce = 100;

    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        await using var cases = await reads.CreateDbContextAsync(cancellation);
        return await CaseSearch.NextDue(cases).FirstOrDefaultAsync(cancellation);
    }

    public async Task<int> RunDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        var due = await writer.WriteAsync(
            async session =>
            {
                var events = await desk.LookAtDueAsync(session, AtOnce, now);
                await outgoing.AddAsync(session, announcer.Announce(events), now);
                return events.Count;
            },
            cancellation);
        Counts.Swept(started, due);
        return due;
    }

    /// <summary>Nothing rings: a new case's first moment lies hours ahead, and the loop looks every half minute anyway.</summary>
    public Task WaitForBellAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);
}
