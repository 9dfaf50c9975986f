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
        return new CalendarFile(spans, weekend, root["years"].List(n => ReadYear(n, years)));
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

    private static CalendarYear ReadYear(ConfigurationNode node, HashSet<int> years)
    {
        var year = node["year"].Whole(2000, 2100);
        if (!years.Add(year))
        {
            node["year"].Fault($"the year {year} is there twice");
        }

        return new CalendarYear(year, node["source"].Text(), node["holidays"].List(ReadHoliday));
    }

    private static PublicHoliday ReadHoliday(ConfigurationNode node)
    {
        var holiday = new PublicHoliday(node["name"].Text(), Date(node["from"]), Date(node["to"]), node["workInstead"].OptionalList(Date));
        if (holiday.To < holiday.From || holiday.To.DayNumber - holiday.From.DayNumber > 31)
        {
            node.Fault("must be a stretch of days, at most a month");
        }

        if (holiday.WorkInstead?.Any(d => d >= holiday.From && d <= holiday.To) == true)
        {
            node["workInstead"].Fault("a day of the holiday itself cannot be worked");
        }

        return holiday;
    }

    private static DateOnly Date(ConfigurationNode node) =>
        node.Written<DateOnly>("yyyy-MM-dd", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date : null);

    private static TimeOnly Time(ConfigurationNode node) =>
        node.Written<TimeOnly>("HH:mm", text => TimeOnly.TryParseExact(text, "HH:mm", out var time) ? time : null);
}
