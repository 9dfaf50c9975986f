using CaseStore.City;

namespace CaseStore.Cases;

/// <summary>
/// Who hears next of danger to life that nobody has taken in hand: the desk once more, then whoever looks after it, rung by rung; the last
/// one again and again. A new desk begins at the foot. The lines of history say how far it has got.
/// </summary>
internal sealed class DangerLadder(CityDirectory city, Duty duty)
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>When it is told next; null when there is nothing to tell.</summary>
    public static DateTimeOffset? NextAt(Case kase)
    {
        if (kase is not { IsInWork: true, Emergency: true, AcceptedAt: null, ClaimedBy: null })
        {
            return null;
        }

        var lines = kase.SinceDispatch().ToList();
        return lines.Count == 0 ? null : (lines.LastOrDefault(h => h.Act == "Alarm") ?? lines[0]).At + Every;
    }

    public Organisation Next(Case kase)
    {
        var compound = duty.Compound(kase);
        var below = new[] { duty.Handler(kase), compound.Community, compound.Township }
            .OfType<Organisation>().Where(o => o.Members.Count > 0).DistinctBy(o => o.Id);
        return below.ElementAtOrDefault(kase.SinceDispatch().Count(h => h.Act == "Alarm")) ?? city.CommandCentre;
    }
}
