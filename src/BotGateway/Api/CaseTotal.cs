using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Api;

/// <summary>
/// How many cases there are. They are never deleted, so those counted once stay counted and only later ones are counted again;
/// a database without such a memory walks through a million rows for every page of a list.
/// </summary>
internal sealed class CaseTotal(TimeProvider clock)
{
    /// <summary>On PostgreSQL a lower id may be committed after a higher one; an hour later none is.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    /// <summary>So many are counted anew each time before they join the counted ones.</summary>
    private const int MostAnew = 1_000;

    private Counted _counted = new(0, 0);

    public async Task<int> OfAsync(CaseContext store, CancellationToken cancellation)
    {
        var counted = Volatile.Read(ref _counted);
        var later = store.Cases.Where(c => c.Id > counted.Last);
        var total = counted.Cases + await later.CountAsync(cancellation);
        if (total - counted.Cases > MostAnew)
        {
            await CountOnAsync(store, counted, later, cancellation);
        }

        return total;
    }

    private async Task CountOnAsync(CaseContext store, Counted counted, IQueryable<Case> later, CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - Settled;
        var last = await store.Cases.Where(c => c.ReportedAt < before).OrderByDescending(c => c.ReportedAt).Select(c => c.Id).FirstOrDefaultAsync(cancellation);
        if (last > counted.Last)
        {
            Volatile.Write(ref _counted, new Counted(last, counted.Cases + await later.CountAsync(c => c.Id <= last, cancellation)));
        }
    }

    private sealed record Counted(long Last, int Cases);
}
