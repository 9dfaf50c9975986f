namespace CaseStore.Cases;

/// <summary><c>config/calendar.cn.json</c>: when offices work. One entry a year, after the State Council's notice for it.</summary>
public sealed record CalendarFile(IReadOnlyList<WorkingSpan> Spans, IReadOnlyList<DayOfWeek> Weekend, IReadOnlyList<CalendarYear> Years);

public sealed record WorkingSpan(TimeOnly From, TimeOnly To);

public sealed record CalendarYear(int Year, string Source, IReadOnlyList<PublicHoliday> Holidays);

/// <param name="To">The last day off.</param>
/// <param name="WorkInstead">Days of a weekend worked in exchange (调休).</param>
public sealed record PublicHoliday(string Name, DateOnly From, DateOnly To, IReadOnlyList<DateOnly>? WorkInstead = null)
{
    internal IEnumerable<DateOnly> Days => Enumerable.Range(0, To.DayNumber - From.DayNumber + 1).Select(From.AddDays);
}
