using CaseStore.Cases;

namespace CaseStore.Tests.Cases;

/// <summary>The calendar once more, so simple that it can be believed: it asks of every minute and every day whether it counts.</summary>
internal sealed class SlowCalendar(CalendarFile file, TimeZoneInfo zone)
{
    public bool Works(DateOnly day)
    {
        foreach (var holiday in file.Years.SelectMany(y => y.Holidays))
        {
            if (holiday.WorkInstead?.Contains(day) == true)
            {
                return true;
            }
        }

        foreach (var holiday in file.Years.SelectMany(y => y.Holidays))
        {
            if (holiday.From <= day && day <= holiday.To)
            {
                return false;
            }
        }

        return !file.Weekend.Contains(day.DayOfWeek);
    }

    /// <summary>Whether the minute that begins at this moment is worked.</summary>
    public bool Works(DateTimeOffset minute)
    {
        var local = TimeZoneInfo.ConvertTime(minute, zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        return file.Spans.Any(s => s.From <= time && time < s.To) && Works(DateOnly.FromDateTime(local.DateTime));
    }

    /// <summary>The end of the last minute that counts.</summary>
    public DateTimeOffset Add(DateTimeOffset start, int minutes, Func<DateTimeOffset, bool>? paused = null)
    {
        var now = start;
        while (minutes > 0)
        {
            minutes -= Works(now) && paused?.Invoke(now) != true ? 1 : 0;
            now = now.AddMinutes(1);
        }

        return now;
    }

    public DateOnly AddDays(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            count -= Works(day) ? 1 : 0;
        }

        return day;
    }
}
