using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;

namespace Benchmarks.Scale;

/// <summary>The city of these measurements: 20 compounds, 6 properties, 3 communities, one township.</summary>
internal static class Town
{
    public const int Compounds = 20;
    public const int Properties = 6;

    /// <summary>A Monday morning.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 10, 12, 0, TimeSpan.FromHours(8));

    public static TimeProvider Clock { get; } = new Stopped();

    public static CityDirectory City { get; } = new(new CityFile
    {
        Name = "测试市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new CommandCentreEntry("指挥中心", ["commander-1"]),
        Townships = [new TownshipEntry("t1", "一镇", ["reviewer-1"], null, null)],
        Communities = [.. Enumerable.Range(0, 3).Select(i => new CommunityEntry($"c{i}", $"{i}社区", "t1", [$"staff-{i}"], null))],
        Properties = [.. Enumerable.Range(0, Properties).Select(i => new PropertyEntry($"p{i}", $"{i}物业", [$"officer-{i}"], null))],
        Compounds = [.. Enumerable.Range(0, Compounds).Select(i => new CompoundEntry($"x{i}", $"{i}苑", null, $"c{i % 3}", $"p{i % Properties}", null, null))],
    });

    public static CaseCatalogue Catalogue { get; } = new(new CatalogueFile
    {
        AnswerLimit = new Limit(3, LimitUnit.WorkingDays),
        EmergencyLimit = new Limit(1, LimitUnit.ClockHours),
        Subtypes =
        [
            .. Subtypes.Select(s => new Subtype(s, CaseKind.PropertyService, s, null, new Limit(3, LimitUnit.ClockDays), [s])),
            new Subtype(CaseCatalogue.OtherCode, CaseKind.LawEnforcement, "其他", null, new Limit(5, LimitUnit.WorkingDays), []),
        ],
    });

    public static IReadOnlyList<string> Subtypes => ["Sanitation", "PublicOrder", "Facilities", "Greening", "CustomerService"];

    public static CaseDesk Desk { get; } = new(City, Catalogue, new WorkingCalendar(
        new CalendarFile([new WorkingSpan(new TimeOnly(9, 0), new TimeOnly(17, 30))], [DayOfWeek.Saturday, DayOfWeek.Sunday], []), City.TimeZone));

    private sealed class Stopped : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
