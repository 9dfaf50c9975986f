using System.Collections.Frozen;

namespace CaseStore.Cases;

/// <summary>When the city works: spans of every working day, weekends, public holidays, make-up working days. All in the city's time.</summary>
/// <remarks>A year without a notice of the State Council (yet) has weekends only; <see cref="IsPublished"/> tells.</remarks>
public sealed class WorkingCalendar
{
    /// <summary>The longest stretch without work that is believed; past it the calendar itself is wrong.</summary>
    private const int MaxDaysOff = 366;

    /// <summary>The State Council publishes a year in the November before it; from then on a missing one is a calendar nobody has updated.</summary>
    private const int DaysToPublish = 60;

    private readonly WorkingSpan[] _spans;
    private readonly FrozenSet<DayOfWeek> _weekend;
    private readonly FrozenDictionary<DateOnly, string> _off;
    private readonly FrozenSet<DateOnly> _madeUp;
    private readonly FrozenSet<int> _published;

    public WorkingCalendar(CalendarFile file, TimeZoneInfo zone)
    {
        Zone = zone;
        _spans = [.. file.Spans.OrderBy(s => s.From)];
        DayLength = new TimeSpan(_spans.Sum(s => (s.To - s.From).Ticks));
        _weekend = file.Weekend.ToFrozenSet();
        var holidays = file.Years.SelectMany(y => y.Holidays).ToList();
        _off = holidays.SelectMany(h => h.Days.Select(day => (day, h.Name))).ToFrozenDictionary(d => d.day, d => d.Name);
        _madeUp = holidays.SelectMany(h => h.WorkInstead ?? []).ToFrozenSet();
        _published = file.Years.Select(y => y.Year).ToFrozenSet();
    }

    public TimeZoneInfo Zone { get; }

    /// <summary>The working time of one working day.</summary>
    public TimeSpan DayLength { get; }

    public bool IsPublished(int year) => _published.Contains(year);

    /// <summary>The first year that the calendar should hold by now and does not: this one, or the coming one when it begins soon.</summary>
    public int? MissingYear(DateTimeOffset now)
    {
        var today = DayOf(now);
        var coming = new DateOnly(today.Year + 1, 1, 1);
        return !IsPublished(today.Year) ? today.Year
            : coming.DayNumber - today.DayNumber <= DaysToPublish && !IsPublished(coming.Year) ? coming.Year
            : null;
    }

    public DateOnly DayOf(DateTimeOffset moment) => Local(moment).Day;

    /// <summary>The moment at which a day begins in the city.</summary>
    public DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>What the city's clocks and calendars show, as a moment.</summary>
    public DateTimeOffset At(DateTime local) => At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));

    public CalendarDay Describe(DateOnly day) =>
        _madeUp.Contains(day) ? new CalendarDay(DayKind.MakeUpDay)
        : _off.TryGetValue(day, out var holiday) ? new CalendarDay(DayKind.Holiday, holiday)
        : new CalendarDay(_weekend.Contains(day.DayOfWeek) ? DayKind.Weekend : DayKind.Workday);

    public bool IsWorkingDay(DateOnly day) => Describe(day).Kind is DayKind.Workday or DayKind.MakeUpDay;

    public bool IsWorkingTime(DateTimeOffset moment) => SpansOf(DayOf(moment)).Any(s => s.From <= moment && moment <= s.To);

    /// <summary>The moment at which <paramref name="amount"/> of working time has passed; at a span's end rather than at the next one's start.</summary>
    public DateTimeOffset AddWorkingTime(DateTimeOffset start, TimeSpan amount)
    {
        foreach (var (from, to) in SpansFrom(start))
        {
            if (amount <= to - from)
            {
                return from + amount;
            }

            amount -= to - from;
        }

        throw new InvalidOperationException("The calendar has no working time.");
    }

    public TimeSpan WorkingTimeBetween(DateTimeOffset start, DateTimeOffset end) =>
        new(SpansBetween(start, end).Sum(s => (s.To - s.From).Ticks));

    /// <summary>The working time from one moment to another, piece by piece.</summary>
    public IEnumerable<TimeStretch> SpansBetween(DateTimeOffset start, DateTimeOffset end) =>
        SpansFrom(start).TakeWhile(s => s.From < end).Select(s => s.To < end ? s : s with { To = end });

    /// <summary>
    /// The last of <paramref name="count"/> working days. The day of <paramref name="start"/> does not count (as in article 201 of the
    /// Civil Code). It ends at the same time of day when that is working time; a start before work or in a break counts as the
    /// beginning of the next span; one after work or on a day off gives the whole last day.
    /// </summary>
    public DateTimeOffset AddWorkingDays(DateTimeOffset start, int count)
    {
        var (first, time) = Local(start);
        var day = first;
        for (var left = count; left > 0; left--)
        {
            day = NextWorkingDay(day);
        }

        var end = _spans[^1].To;
        if (!IsWorkingDay(first) || time >= end)
        {
            return At(day, end);
        }

        var span = _spans.First(s => time <= s.To);
        return At(day, time < span.From ? span.From : time);
    }

    /// <summary>The same day and time of the city, months later; where the month is too short, its last day.</summary>
    public DateTimeOffset AddMonths(DateTimeOffset start, int months)
    {
        var (day, time) = Local(start);
        return At(day.AddMonths(months), time);
    }

    private DateOnly NextWorkingDay(DateOnly after)
    {
        for (var day = after.AddDays(1); day.DayNumber - after.DayNumber <= MaxDaysOff; day = day.AddDays(1))
        {
            if (IsWorkingDay(day))
            {
                return day;
            }
        }

        throw new InvalidOperationException("The calendar has no working day.");
    }

    private IEnumerable<TimeStretch> SpansFrom(DateTimeOffset start)
    {
        var first = DayOf(start);
        for (var day = IsWorkingDay(first) ? first : NextWorkingDay(first); ; day = NextWorkingDay(day))
        {
            foreach (var span in SpansOf(day).Where(s => s.To > start))
            {
                yield return span.From > start ? span : span with { From = start };
            }
        }
    }

    private IEnumerable<TimeStretch> SpansOf(DateOnly day) =>
        IsWorkingDay(day) ? _spans.Select(s => new TimeStretch(At(day, s.From), At(day, s.To))).Where(s => s.To > s.From) : [];

    private (DateOnly Day, TimeOnly Time) Local(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Zone).DateTime;
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }

    /// <summary>A time of day that the clocks leave out in spring is the moment at which they do.</summary>
    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (!Zone.IsInvalidTime(local))
        {
            return new DateTimeOffset(local, Zone.GetUtcOffset(local));
        }

        var before = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
        while (Zone.IsInvalidTime(before))
        {
            before = before.AddMinutes(-1);
        }

        return TimeZoneInfo.ConvertTime(new DateTimeOffset(before, Zone.GetUtcOffset(before)).AddMinutes(1), Zone);
    }
}
