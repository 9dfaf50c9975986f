using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.People;

namespace Benchmarks.Year;

/// <summary>How one member of the staff is.</summary>
/// <param name="Pace">1 is usual, 2 takes twice as long.</param>
/// <param name="Forgets">The share of cases that only a reminder brings back to mind.</param>
internal sealed record Temper(double Pace, double Forgets);

/// <summary>20 compounds, two of them without a property, 6 properties, 3 communities, one township with a unit for each of the 8 departments; 1 to 3 people everywhere.</summary>
internal sealed class YearTown
{
    public const int Compounds = 20;

    private static readonly (string Id, string Name)[] Departments =
    [
        ("Police", "公安局"), ("Housing", "住建局"), ("UrbanManagement", "城管局"), ("Water", "水务局"), ("MarketRegulation", "市场监管局"), ("Environment", "生态环境局"),
        ("Fire", "消防大队"), ("Utilities", "公用事业企业"),
    ];

    private readonly Dictionary<string, Temper> _tempers = new(StringComparer.Ordinal);

    public YearTown(Chance chance)
    {
        City = new CityDirectory(new CityFile
        {
            Name = "模拟市",
            TimeZone = "Asia/Shanghai",
            CommandCentre = new CommandCentreEntry("指挥中心", Members("commander", 2)),
            Departments = [.. Departments.Select(d => new DepartmentEntry(d.Id, d.Name, Members(d.Id.ToLowerInvariant(), chance.From(1, 3)), "robot-" + d.Id))],
            Townships =
            [
                new TownshipEntry("t1", "一镇", Members("reviewer", 3), "robot-t1",
                    [.. Departments.Select(d => new UnitEntry(UnitOf(d.Id), "一镇" + d.Name, d.Id, Members(UnitOf(d.Id), chance.From(1, 3)), "robot-" + UnitOf(d.Id)))]),
            ],
            Communities = [.. Enumerable.Range(0, 3).Select(i => new CommunityEntry($"c{i}", $"{i}社区", "t1", Members($"staff-{i}", chance.From(1, 3)), $"robot-c{i}"))],

            // The first has colleagues when somebody leaves, the second has nobody.
            Properties = [.. Enumerable.Range(0, 6).Select(i => new PropertyEntry(
                $"p{i}", $"{i}物业", Members($"officer-{i}", i switch { 0 => 2, 1 => 1, _ => chance.From(1, 3) }), $"robot-p{i}"))],
            Compounds = [.. Enumerable.Range(0, Compounds).Select(i => new CompoundEntry($"x{i}", $"{i}苑", null, $"c{i % 3}", i < Compounds - 2 ? $"p{i % 6}" : null, null, null))],
        });
        Staff = [.. City.Organisations.SelectMany(o => o.Members.Select(m => (Member: m, o.Role))).OrderBy(m => m.Member, StringComparer.Ordinal)];
        foreach (var (member, _) in Staff)
        {
            _tempers.Add(member, new Temper(0.5 + chance.Around(TimeSpan.FromHours(0.7), 0.5).TotalHours, chance.One<double>([(0.01, 2), (0.05, 2), (0.2, 1)])));
        }

        static string[] Members(string name, int count) => [.. Enumerable.Range(1, count).Select(n => $"{name}-{n}")];
    }

    public CityDirectory City { get; }

    public IReadOnlyList<(string Member, Role Role)> Staff { get; }

    public IReadOnlyList<string> DepartmentIds { get; } = [.. Departments.Select(d => d.Id)];

    public static string UnitOf(string department) => "t1-" + department.ToLowerInvariant();

    public Temper TemperOf(string member) => _tempers[member];

    /// <summary>The department of what was reported; for what nobody answers for, the one that looks after houses.</summary>
    public static string DepartmentOf(Subtype? subtype) => subtype?.Department ?? "Housing";
}
