using CaseStore.Catalogue;
using CaseStore.Due;

namespace CaseStore.Cases;

/// <summary>The promises made to the reporter. Each stays as told, whatever the catalogue says tomorrow, until another is told.</summary>
internal sealed class Promises(CaseCatalogue catalogue, WorkingCalendar calendar)
{
    /// <summary>The first one, or a new one for a case that is done again.</summary>
    public void Make(Case kase, DateTimeOffset now)
    {
        var limit = LimitOf(kase);
        Promise(kase, now, DueTimes.Due(limit, now, calendar), limit.Unit);
    }

    /// <summary>The community's: the city's same day and hour, months from now.</summary>
    public void Extend(Case kase, int months, DateTimeOffset now) => Promise(kase, now, calendar.AddMonths(now, months), LimitUnit.ClockDays);

    /// <summary>
    /// The limit of another subtype, on the clock that runs already: being sorted anew gives nobody more time. Only a limit that would
    /// have run out before anybody knew of it begins now.
    /// </summary>
    public void Correct(Case kase, DateTimeOffset now)
    {
        var late = kase.IsOverdue(now);
        var limit = LimitOf(kase);
        var start = kase.ClockStartedAt;
        var due = DueTimes.Due(limit, start, calendar);
        if (!late && DueTimes.AfterPauses(due, start, Pauses.Of(kase.History).Until(now), limit.CountsWorkingTime ? calendar : null) <= now)
        {
            (start, due) = (now, DueTimes.Due(limit, now, calendar));
        }

        Promise(kase, start, due, limit.Unit);
    }

    public void End(Case kase, DateTimeOffset now)
    {
        kase.ClosedAt = now;
        kase.PageUntil = now.AddDays(catalogue.File.PageDaysAfterEnd);
    }

    private Limit LimitOf(Case kase) => catalogue.LimitFor(kase).Limit;

    private static void Promise(Case kase, DateTimeOffset start, DateTimeOffset due, LimitUnit counts)
    {
        kase.ClockStartedAt = start;
        kase.UnpausedDueAt = due;
        kase.DueAt = due;
        kase.DueCounts = counts;
        kase.DeadlineVersion++;
    }
}
