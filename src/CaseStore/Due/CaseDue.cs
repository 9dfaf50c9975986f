using CaseStore.Cases;
using CaseStore.Catalogue;

namespace CaseStore.Due;

/// <summary>A case's own promise explained: the promise as it was kept, the waiting as the history tells it, and the rule it followed from if that still stands.</summary>
/// <param name="WaitingSince">Since when the clock stands still; then the end is the one that an answer at this moment would mean.</param>
public sealed record CaseDue(string Number, DueExplanation Why, DateTimeOffset? WaitingSince)
{
    private const int MostMonths = 6;

    /// <param name="kase">With its history, in order.</param>
    /// <returns>Null when nothing was promised.</returns>
    public static CaseDue? Of(Case kase, CaseCatalogue catalogue, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (kase.UnpausedDueAt is not { } promised)
        {
            return null;
        }

        var pauses = Pauses.Of(kase.History);
        var waited = pauses.Until(now);
        var due = DueTimes.AfterPauses(promised, kase.ClockStartedAt, waited, kase.CountsWorkingTime ? calendar : null);
        var why = DueExplanation.Of(RuleOf(kase, promised, catalogue, calendar), kase.ClockStartedAt, due, waited, kase.CountsWorkingTime, calendar);
        return new CaseDue(kase.Number, why, pauses.Since);
    }

    private static DueRule RuleOf(Case kase, DateTimeOffset promised, CaseCatalogue catalogue, WorkingCalendar calendar)
    {
        if (kase.SincePromise().FirstOrDefault()?.Act == nameof(CaseAct.Extend))
        {
            return Enumerable.Range(1, MostMonths).Where(months => calendar.AddMonths(kase.ClockStartedAt, months) == promised)
                .Select(months => new DueRule.Months(months)).FirstOrDefault() ?? (DueRule)new DueRule.AsPromised();
        }

        var (limit, word) = catalogue.LimitFor(kase);
        return limit.CountsWorkingTime == kase.CountsWorkingTime && DueTimes.Due(limit, kase.ClockStartedAt, calendar) == promised
            ? new DueRule.OfLimit(limit, word)
            : new DueRule.AsPromised();
    }
}
