using CaseStore.City;

namespace CaseStore.Cases;

/// <summary>Reads <c>calendar.cn.json</c>.</summary>
internal static class CalendarReader
{
    public static CalendarFile Read(ConfigurationNode root)
    {
        var spans = root["spans"].List(ReadSpan);
        if (spans.Count == 0 && root["spans"].IsPresent)
        {
            root["spans"].Fault("must hold at least one span");
        }

        var weekend = root["weekend"].List(n => n.Choice<DayOfWeek>());
        if (weekend.Distinct().Count() == 7)
        {
            root["weekend"].Fault("must leave a day to work on");
        }

        if (spans.OrderBy(s => s.From).Zip(spans.OrderBy(s => s.From).Skip(1)).Any(pair => pair.Second.From < pair.First.To))
        {
            root["spans"].Fault("the spans overlap");
        }

        var years = new HashSet<int>();
        var days = new HashSet<DateOnly>();
        return new CalendarFile(spans, weekend, root["years"].List(n => ReadYear(n, years, days, weekend)));
    }

    private static WorkingSpan ReadSpan(ConfigurationNode node)
    {
        var span = new WorkingSpan(Time(node["from"]), Time(node["to"]));
        if (span.To <= span.From && node["from"].IsPresent && node["to"].IsPresent)
        {
            node.Fault("must end after it begins");
        }

        return span;
    }

    /// <param name="days">Every day that some holiday has spoken of.</param>
    private static CalendarYear ReadYear(ConfigurationNode node, HashSet<int> years, HashSet<DateOnly> days, IReadOnlyList<DayOfWeek> weekend)
    {
        var year = node["year"].Whole(2000, 2100);
        if (!years.Add(year))
        {
            node["year"].Fault($"the year {year} is there twice");
        }

        return new CalendarYear(year, node["source"].Text(), node["holidays"].List(n => ReadHoliday(n, year, days, weekend)));
    }

    private static PublicHoliday ReadHoliday(ConfigurationNode node, int year, HashSet<DateOnly> days, IReadOnlyList<DayOfWeek> weekend)
    {
        var holiday = new PublicHoliday(node["name"].Text(), Date(node["from"]), Date(node["to"]), node["workInstead"].OptionalList(Date));
        if (holiday.To < holiday.From || holiday.To.DayNumber - holiday.From.DayNumber > 31)
        {
            node.Fault("must be a stretch of days, at most a month");
            return holiday with { To = holiday.From };
        }

        if (holiday.From.Year != year && holiday.To.Year != year)
        {
            node.Fault($"lies outside {year}");
        }

        var worked = holiday.WorkInstead ?? [];
        if (worked.Any(d => d >= holiday.From && d <= holiday.To))
        {
            node["workInstead"].Fault("a day of the holiday itself cannot be worked");
        }
        else if (holiday.Days.Concat(worked).Where(d => !days.Add(d)).ToList() is [var twice, ..])
        {
            node.Fault($"{twice:yyyy-MM-dd} is spoken of twice");
        }

        if (weekend.Count > 0 && worked.FirstOrDefault(d => !weekend.Contains(d.DayOfWeek)) is var odd && odd != default)
        {
            node["workInstead"].Fault($"{odd:yyyy-MM-dd} is a {odd.DayOfWeek}, worked anyway");
        }

        return holiday;
    }

    private static DateOnly Date(ConfigurationNode node) =>
        node.Written<DateOnly>("yyyy-MM-dd", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date : null);

    private static TimeOnly Time(ConfigurationNode node) =>
        node.Written<TimeOnly>("HH:mm", text => TimeOnly.TryParseExact(text, "HH:mm", out var time) ? time : null);
}
