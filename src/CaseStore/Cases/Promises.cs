using CaseStore.Catalogue;

namespace CaseStore.Cases;

/// <summary>The promise made to the reporter, and what the clock is to do about it next.</summary>
internal sealed class Promises(CaseCatalogue catalogue, WorkingCalendar calendar)
{
    /// <summary>A first or a new promise; it stays as told, whatever the catalogue says tomorrow.</summary>
    public void Make(Case kase, DateTimeOffset now)
    {
        var limit = catalogue.LimitFor(kase.Subtype, kase.Emergency);
        var due = DueTimes.Due(limit, now, calendar);
        kase.DueAt = due;
        kase.ClockStartedAt = now;
        kase.DeadlineVersion++;
        Next(kase, DueStep.Warning, DueTimes.Warning(limit, now, due, catalogue.File.WarnAt, calendar));
    }

    public void AwaitRating(Case kase, DateTimeOffset now) =>
        Next(kase, DueStep.RatingLapse, now.AddDays(catalogue.File.RatingLapsesAfterDays));

    /// <summary>The clock of an old promise goes on where it stands.</summary>
    public static void Resume(Case kase, DateTimeOffset now)
    {
        var due = kase.DueAt ?? now;
        Next(kase, DueStep.Overdue, now < due ? due : DueTimes.NextNudge(due, now));
    }

    public void End(Case kase, DateTimeOffset now)
    {
        kase.ClosedAt = now;
        kase.PageUntil = now.AddDays(catalogue.File.PageDaysAfterEnd);
        kase.NextDue = null;
        kase.NextDueAt = null;
    }

    public static void Next(Case kase, DueStep step, DateTimeOffset at)
    {
        kase.NextDue = step;
        kase.NextDueAt = at;
    }
}
