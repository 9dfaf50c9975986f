using CaseStore.Cases;
using CaseStore.Catalogue;

namespace CaseStore.Due;

/// <summary>A case's own promise explained: from its history and its clock, by the rules as they are today.</summary>
/// <param name="WaitingSince">Since when the clock stands still; then the end is the one that an answer at this moment would mean.</param>
public sealed record CaseDue(string Number, DueExplanation Why, DateTimeOffset? WaitingSince)
{
    private const int MostMonths = 6;

    /// <param name="kase">With its history, in order.</param>
    /// <returns>Null when nothing was promised.</returns>
    public static CaseDue? Of(Case kase, CaseCatalogue catalogue, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (kase.DueAt is not { } told)
        {
            return null;
        }

        var pauses = Pauses.Of(kase.History);
        var extended = kase.History.LastOrDefault(h => h.Act == nameof(CaseAct.Extend))?.At;
        var why = extended is { } since && since >= kase.ClockStartedAt
            ? Extended(since, told, pauses, calendar, now)
            : Limited(catalogue.LimitFor(kase.Subtype, kase.Emergency), kase.ClockStartedAt, told, pauses, calendar, now);
        return new CaseDue(kase.Number, why, pauses.Since);
    }

    private static DueExplanation Limited(
        Limit limit, DateTimeOffset start, DateTimeOffset told, Pauses pauses, WorkingCalendar calendar, DateTimeOffset now) =>
        IsSame(DueTimes.Due(limit, start, pauses.Ended, calendar), told)
            ? DueExplanation.Of(limit, start, pauses.Until(now), calendar)
            : AsPromised(start, told, pauses, calendar, now);

    private static DueExplanation Extended(DateTimeOffset start, DateTimeOffset told, Pauses pauses, WorkingCalendar calendar, DateTimeOffset now)
    {
        for (var months = 1; months <= MostMonths; months++)
        {
            var unpaused = calendar.AddMonths(start, months);
            if (IsSame(DueTimes.AfterPauses(unpaused, start, pauses.Ended, calendar: null), told))
            {
                var due = DueTimes.AfterPauses(unpaused, start, pauses.Until(now), calendar: null);
                return DueExplanation.ByClock(new DueRule.Months(months), start, due, pauses.Until(now), calendar);
            }
        }

        return AsPromised(start, told, pauses, calendar, now);
    }

    private static DueExplanation AsPromised(DateTimeOffset start, DateTimeOffset told, Pauses pauses, WorkingCalendar calendar, DateTimeOffset now)
    {
        var due = pauses.Since is { } since && since < told && now > since ? told + (now - since) : told;
        return DueExplanation.ByClock(new DueRule.AsPromised(), start, due, pauses.Until(now), calendar);
    }

    /// <summary>The store keeps milliseconds, and a sum of rounded moments is not the rounded sum.</summary>
    private static bool IsSame(DateTimeOffset one, DateTimeOffset other) => (one - other).Duration() < TimeSpan.FromSeconds(1);
}
