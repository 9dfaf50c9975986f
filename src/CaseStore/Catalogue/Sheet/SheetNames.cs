using CaseStore.Cases;
using CaseStore.City;

namespace CaseStore.Catalogue.Sheet;

/// <summary>What a spreadsheet calls the things that the files know by code. A name that two share is not used: the code stands instead.</summary>
internal sealed class SheetNames
{
    public static readonly SheetNames Kinds = new([(nameof(CaseKind.PropertyService), "物业服务类"), (nameof(CaseKind.LawEnforcement), "综合执法类")]);

    public static readonly SheetNames Units = new(
    [
        (nameof(LimitUnit.WorkingHours), "工作小时"), (nameof(LimitUnit.ClockHours), "小时"), (nameof(LimitUnit.WorkingDays), "工作日"), (nameof(LimitUnit.ClockDays), "天"),
        (nameof(LimitUnit.ClockMinutes), "分钟"),
    ]);

    private readonly HashSet<string> _codes;
    private readonly Dictionary<string, string> _codeOf;
    private readonly Dictionary<string, string> _nameOf;

    public SheetNames(IEnumerable<(string Code, string Name)> things)
    {
        var all = things.DistinctBy(t => t.Code).ToList();
        _codes = all.Select(t => t.Code).ToHashSet(StringComparer.Ordinal);
        var clear = all.GroupBy(t => t.Name, StringComparer.Ordinal).Where(g => g.Count() == 1 && !_codes.Contains(g.Key)).Select(g => g.Single()).ToList();
        _codeOf = clear.ToDictionary(t => t.Name, t => t.Code, StringComparer.Ordinal);
        _nameOf = clear.ToDictionary(t => t.Code, t => t.Name, StringComparer.Ordinal);
    }

    public static SheetNames Departments(CityFile city) => new(city.Departments.Select(d => (d.Id, d.Name)));

    public static SheetNames TownshipUnits(CityFile city) => new(city.Townships.SelectMany(t => t.Units ?? []).Select(u => (u.Id, u.Name)));

    public IEnumerable<string> All => _codes.Select(Name);

    public string Name(string code) => _nameOf.GetValueOrDefault(code, code);

    /// <returns>Null when nothing is called that.</returns>
    public string? Code(string cell) => _codes.Contains(cell) ? cell : _codeOf.GetValueOrDefault(cell);
}
