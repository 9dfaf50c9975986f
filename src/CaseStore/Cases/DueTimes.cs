using CaseStore.Catalogue;

namespace CaseStore.Cases;

/// <summary>When a limit runs out, when to warn of it, and when to nudge again.</summary>
internal static class DueTimes
{
    /// <summary>An hour and a day of the clock are 60 minutes and 24 hours, nights and holidays included.</summary>
    public static DateTimeOffset Due(Limit limit, DateTimeOffset start, WorkingCalendar calendar) => limit.Unit switch
    {
        LimitUnit.ClockHours => start.AddHours(limit.Amount),
        LimitUnit.ClockDays => start.AddDays(limit.Amount),
        LimitUnit.WorkingHours => calendar.AddWorkingTime(start, TimeSpan.FromHours(limit.Amount)),
        LimitUnit.WorkingDays => calendar.AddWorkingDays(start, limit.Amount),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Unit, null),
    };

    /// <summary>When <paramref name="share"/> of the limit has passed: of working time where the limit counts working time.</summary>
    public static DateTimeOffset Warning(Limit limit, DateTimeOffset start, DateTimeOffset due, double share, WorkingCalendar calendar) =>
        limit.Unit is LimitUnit.WorkingHours or LimitUnit.WorkingDays
            ? calendar.AddWorkingTime(start, calendar.WorkingTimeBetween(start, due) * share)
            : start + ((due - start) * share);

    /// <summary>The first moment after <paramref name="now"/> that is a whole number of days, at least one, past the limit.</summary>
    public static DateTimeOffset NextNudge(DateTimeOffset due, DateTimeOffset now) =>
        due.AddDays(now < due ? 1 : Math.Floor((now - due) / TimeSpan.FromDays(1)) + 1);
}
