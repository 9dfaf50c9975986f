using System.Diagnostics.Metrics;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Health;

/// <summary>How much waits to be told, and for how long already: asked of the table when a collector asks, kept nowhere.</summary>
internal sealed class OutboxGauge
{
    private static readonly OutboxState[] Unfinished = [OutboxState.Pending, OutboxState.Sending, OutboxState.Waiting, OutboxState.Dead];

    private readonly IDbContextFactory<CaseContext> _reads;
    private readonly TimeProvider _clock;

    public OutboxGauge(IMeterFactory meters, IDbContextFactory<CaseContext> reads, TimeProvider clock)
    {
        (_reads, _clock) = (reads, clock);
        var meter = meters.Create(Observability.Name);
        meter.CreateObservableGauge("woodpecker.outbox.depth", Depth, description: "Messages not yet told, by state");
        meter.CreateObservableGauge("woodpecker.outbox.age", Age, "s", "How long the oldest message has waited whose time has come");
    }

    private IEnumerable<Measurement<long>> Depth()
    {
        using var store = _reads.CreateDbContext();
        var counts = store.Outbox.Where(m => Unfinished.Contains(m.State)).GroupBy(m => m.State)
            .Select(g => new { State = g.Key, Count = g.LongCount() }).ToDictionary(g => g.State, g => g.Count);
        return [.. Unfinished.Select(state => new Measurement<long>(counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToString())))];
    }

    private double Age()
    {
        var now = _clock.GetUtcNow();
        using var store = _reads.CreateDbContext();
        var oldest = store.Outbox.Where(m => m.State == OutboxState.Pending && m.NextAttemptAt <= now)
            .OrderBy(m => m.NextAttemptAt).Select(m => (DateTimeOffset?)m.NextAttemptAt).FirstOrDefault();
        return oldest is { } since ? (now - since).TotalSeconds : 0;
    }
}
