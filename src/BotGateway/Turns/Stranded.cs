using CaseStore.Cases;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Turns;

/// <summary>Open cases whose desk <c>city.json</c> left without anybody: passed on, and those concerned told.</summary>
internal sealed partial class Stranded(
    CaseDesk desk, Announcer announcer, ICaseWriter writer, IDbContextFactory<CaseContext> reads, Outgoing outgoing, TimeProvider clock, ILogger<Stranded> log)
{
    private const int AtOnce = 100;

    /// <summary>Each some in a transaction of its own; what is not reached is still there the next time.</summary>
    public async Task PassOnAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> numbers;
        await using (var store = await reads.CreateDbContextAsync(cancellation))
        {
            numbers = await desk.StrandedAsync(store, cancellation);
        }

        foreach (var some in numbers.Chunk(AtOnce))
        {
            var now = clock.GetUtcNow();
            var passed = await writer.WriteAsync(
                async session =>
                {
                    var events = await desk.PassOnAsync(session, some, now);
                    await outgoing.AddAsync(session, announcer.Announce(events), now);
                    return events.Select(e => $"{e.Case.Number} → {e.Case.HandlerOrganisation}").Distinct().ToList();
                },
                cancellation);
            Log.PassedOn(log, passed.Count, string.Join(", ", passed));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Count} open cases were with nobody on duty and were passed on: {Cases}")]
        public static partial void PassedOn(ILogger log, int count, string cases);
    }
}
