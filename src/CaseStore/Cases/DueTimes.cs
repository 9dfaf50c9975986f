using CaseStore.Catalogue;

namespace CaseStore.Cases;

/// <summary>When a limit runs out, when to warn of it, and when to nudge again.</summary>
internal static class DueTimes
{
    /// <summary>An hour and a day of the clock are 60 minutes and 24 hours, nights and holidays included.</summary>
    public static DateTimeOffset Due(Limit limit, DateTimeOffset start, WorkingCalendar calendar) => limit.Unit switch
    {
        LimitUnit.ClockMinutes => start.AddMinutes(limit.Amount),
        LimitUnit.ClockHours => start.AddHours(limit.Amount),
        LimitUnit.ClockDays => start.AddDays(limit.Amount),
        LimitUnit.WorkingHours => calendar.AddWorkingTime(start, TimeSpan.FromHours(limit.Amount)),
        LimitUnit.WorkingDays => calendar.AddWorkingDays(start, limit.Amount),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Unit, null),
    };

    /// <summary>The same with waiting that is not counted: each pause that begins in time moves the end by what would have counted in it.</summary>
    public static DateTimeOffset Due(Limit limit, DateTimeOffset start, IEnumerable<TimeStretch> pauses, WorkingCalendar calendar) =>
        AfterPauses(Due(limit, start, calendar), start, pauses, limit.CountsWorkingTime ? calendar : null);

    /// <param name="due">The end if there were no pause.</param>
    /// <param name="calendar">Null: the limit counts the clock's time.</param>
    public static DateTimeOffset AfterPauses(DateTimeOffset due, DateTimeOffset start, IEnumerable<TimeStretch> pauses, WorkingCalendar? calendar)
    {
        foreach (var (from, to) in InOrder(pauses, start))
        {
            if (from >= due)
            {
                break;
            }

            var lost = calendar?.WorkingTimeBetween(from, to) ?? to - from;
            due = lost == TimeSpan.Zero ? due : calendar?.AddWorkingTime(due, lost) ?? due + lost;
        }

        return due;
    }

    /// <summary>When <paramref name="share"/> of the limit has passed: of working time where the limit counts working time.</summary>
    public static DateTimeOffset Warning(Limit limit, DateTimeOffset start, DateTimeOffset due, double share, WorkingCalendar calendar) =>
        limit.CountsWorkingTime
            ? calendar.AddWorkingTime(start, calendar.WorkingTimeBetween(start, due) * share)
            : start + ((due - start) * share);

    /// <summary>The first moment after <paramref name="now"/> that is a whole number of days, at least one, past the limit.</summary>
    public static DateTimeOffset NextNudge(DateTimeOffset due, DateTimeOffset now) =>
        due.AddDays(now < due ? 1 : Math.Floor((now - due) / TimeSpan.FromDays(1)) + 1);

    /// <summary>What of the pauses lies after <paramref name="start"/>, in order, none of it twice.</summary>
    internal static IEnumerable<TimeStretch> InOrder(IEnumerable<TimeStretch> pauses, DateTimeOffset start)
    {
        var last = start;
        foreach (var pause in pauses.OrderBy(p => p.From))
        {
            var from = pause.From > last ? pause.From : last;
            if (pause.To > from)
            {
                yield return new TimeStretch(from, pause.To);
                last = pause.To;
            }
        }
    }
}
