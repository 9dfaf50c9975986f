using System.Collections.Frozen;

namespace CaseStore.Cases;

/// <summary>When the city works: spans of every working day, weekends, public holidays, make-up working days. All in the city's time.</summary>
public sealed class WorkingCalendar
{
    /// <summary>The longest stretch without work that is believed; past it the calendar itself is wrong.</summary>
    private const int MaxDaysOff = 366;

    private readonly TimeZoneInfo _zone;
    private readonly WorkingSpan[] _spans;
    private readonly FrozenSet<DayOfWeek> _weekend;
    private readonly FrozenSet<DateOnly> _off;
    private readonly FrozenSet<DateOnly> _madeUp;

    public WorkingCalendar(CalendarFile file, TimeZoneInfo zone)
    {
        _zone = zone;
        _spans = [.. file.Spans.OrderBy(s => s.From)];
        _weekend = file.Weekend.ToFrozenSet();
        var holidays = file.Years.SelectMany(y => y.Holidays).ToList();
        _off = holidays.SelectMany(h => Enumerable.Range(0, h.To.DayNumber - h.From.DayNumber + 1).Select(h.From.AddDays)).ToFrozenSet();
        _madeUp = holidays.SelectMany(h => h.WorkInstead ?? []).ToFrozenSet();
    }

    public bool IsWorkingDay(DateOnly day) => _madeUp.Contains(day) || (!_off.Contains(day) && !_weekend.Contains(day.DayOfWeek));

    public bool IsWorkingTime(DateTimeOffset moment)
    {
        var (day, time) = Local(moment);
        return IsWorkingDay(day) && _spans.Any(s => s.From <= time && time <= s.To);
    }

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

    public TimeSpan WorkingTimeBetween(DateTimeOffset start, DateTimeOffset end)
    {
        var sum = TimeSpan.Zero;
        foreach (var (from, to) in SpansFrom(start).TakeWhile(s => s.From < end))
        {
            sum += (to < end ? to : end) - from;
        }

        return sum;
    }

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

    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> SpansFrom(DateTimeOffset start)
    {
        var first = Local(start).Day;
        for (var day = IsWorkingDay(first) ? first : NextWorkingDay(first); ; day = NextWorkingDay(day))
        {
            foreach (var span in _spans)
            {
                var from = At(day, span.From);
                var to = At(day, span.To);
                if (to > start)
                {
                    yield return (from > start ? from : start, to);
                }
            }
        }
    }

    private (DateOnly Day, TimeOnly Time) Local(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, _zone).DateTime;
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }

    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local));
    }
}
