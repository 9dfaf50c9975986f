using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Cases;

/// <summary>A volunteer whom no message reaches would never hear that a promise runs out: whoever is there may take what they claimed.</summary>
internal sealed class LostClaims(CaseClock clock)
{
    public async ValueTask<IReadOnlyList<CaseEvent>> ReleaseAsync(WriteSession session, Channel channel, string externalId, DateTimeOffset now)
    {
        if (await Residents.KnownAsync(session, channel, externalId) is not { PublicId: var volunteer })
        {
            return [];
        }

        var events = new List<CaseEvent>();
        foreach (var number in await CaseSearch.ClaimedBy(session.Cases, volunteer).OrderBy(c => c.Id).Select(c => c.Number).ToListAsync())
        {
            if (await session.FindCaseAsync(number) is { } kase && Release(kase, volunteer, now) is { } done)
            {
                events.AddRange(done.Events);
            }
        }

        return events;
    }

    /// <returns>Null when it is not theirs (any more), or done: what waits to be rated stays as it is.</returns>
    public ActResult.Done? Release(Case kase, string volunteer, DateTimeOffset now)
    {
        if (!kase.IsInWork || kase.ClaimedBy != volunteer)
        {
            return null;
        }

        var hand = new CaseInHand(kase, Actor.Clock, now);
        ReporterActs.LapseClaim(hand);
        return hand.Done(clock);
    }
}
