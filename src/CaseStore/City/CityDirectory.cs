using System.Collections.Frozen;
using CaseStore.Catalogue;

namespace CaseStore.City;

/// <summary>Who looks after what, and who is on duty where. Built once from a checked <see cref="CityFile"/>.</summary>
public sealed class CityDirectory
{
    public const string CommandCentreId = "command-centre";

    private readonly FrozenDictionary<string, Organisation> _organisations;
    private readonly FrozenDictionary<string, Compound> _compounds;
    private readonly FrozenDictionary<string, Organisation[]> _duties;
    private readonly FrozenDictionary<string, Organisation[]> _unitsOfTownship;

    public CityDirectory(CityFile file)
    {
        Name = file.Name;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(file.TimeZone);
        QuietHours = file.QuietHours;
        QuietHours Hours(QuietHours? own) => own ?? file.QuietHours;
        var all = new List<Organisation>
        {
            new(CommandCentreId, file.CommandCentre.Name, OrganisationKind.CommandCentre, file.CommandCentre.Members, null, Hours(file.CommandCentre.QuietHours)),
        };
        all.AddRange(file.Departments.Select(d => new Organisation(d.Id, d.Name, OrganisationKind.Department, d.Handlers ?? [], d.GroupRobotKey, Hours(d.QuietHours))));
        all.AddRange(file.Townships.Select(t => new Organisation(t.Id, t.Name, OrganisationKind.Township, t.Reviewers ?? [], t.GroupRobotKey, Hours(t.QuietHours))));
        all.AddRange(file.Townships.SelectMany(t => t.Units ?? []).Select(u => new Organisation(u.Id, u.Name, OrganisationKind.Unit, u.Handlers ?? [], u.GroupRobotKey, Hours(u.QuietHours))));
        all.AddRange(file.Communities.Select(c => new Organisation(c.Id, c.Name, OrganisationKind.Community, c.Staff ?? [], c.GroupRobotKey, Hours(c.QuietHours))));
        all.AddRange(file.Properties.Select(p => new Organisation(p.Id, p.Name, OrganisationKind.Property, p.InfoOfficers ?? [], p.GroupRobotKey, Hours(p.QuietHours))));
        _organisations = all.ToFrozenDictionary(o => o.Id, StringComparer.Ordinal);
        var townshipOf = file.Communities.ToDictionary(c => c.Id, c => c.Township, StringComparer.Ordinal);
        Compounds = [.. file.Compounds.Select(x => new Compound(
            x.Id, x.Name, x.Aliases ?? [], _organisations[x.Community], _organisations[townshipOf[x.Community]],
            x.Property is { } property ? _organisations[property] : null, x.Latitude, x.Longitude))];
        _compounds = Compounds.ToFrozenDictionary(x => x.Id, StringComparer.Ordinal);
        var lookout = _organisations[CommandCentreId] is { Members.Count: > 0 } centre
            ? centre
            : file.Townships.Select(t => _organisations[t.Id]).FirstOrDefault(t => t.Members.Count > 0) ?? _organisations[CommandCentreId];
        Nowhere = new Compound("", "", [], lookout, lookout, null, null, null);
        _duties = all.SelectMany(o => o.Members.Select(m => (Member: m, Organisation: o)))
            .GroupBy(d => d.Member, d => d.Organisation, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.OrdinalIgnoreCase);
        _unitsOfTownship = file.Townships.ToFrozenDictionary(
            t => t.Id, t => (t.Units ?? []).Select(u => _organisations[u.Id]).ToArray(), StringComparer.Ordinal);
        DepartmentOfUnit = file.Townships.SelectMany(t => t.Units ?? []).Where(u => u.Department is not null)
            .ToFrozenDictionary(u => u.Id, u => u.Department!, StringComparer.Ordinal);
    }

    public string Name { get; }

    public TimeZoneInfo TimeZone { get; }

    /// <summary>The residents'.</summary>
    public QuietHours QuietHours { get; }

    public IReadOnlyList<Compound> Compounds { get; }

    public FrozenDictionary<string, string> DepartmentOfUnit { get; }

    public IEnumerable<Organisation> Organisations => _organisations.Values;

    public Organisation CommandCentre => _organisations[CommandCentreId];

    public Organisation? FindOrganisation(string id) => _organisations.GetValueOrDefault(id);

    /// <summary>
    /// The compound of an emergency whose compound nobody has said yet: nameless, without a property company, looked after by the
    /// command centre (or, where that has nobody, the first township that has).
    /// </summary>
    public Compound Nowhere { get; }

    /// <summary>Empty is <see cref="Nowhere"/>; null when city.json has none of that id (any more).</summary>
    public Compound? FindCompound(string id) => id.Length == 0 ? Nowhere : _compounds.GetValueOrDefault(id);

    /// <summary>The organisations for which this WeCom member is on duty; empty for a stranger. WeCom does not tell userids apart by case.</summary>
    public IReadOnlyList<Organisation> DutiesOf(string userId) => _duties.GetValueOrDefault(userId) ?? [];

    public IReadOnlyList<Organisation> UnitsOf(string townshipId) => _unitsOfTownship.GetValueOrDefault(townshipId) ?? [];

    /// <summary>
    /// The unit of a township that answers for a subtype: the one the catalogue names, else that of its department; one with somebody on duty if there
    /// is any. Null when there is none.
    /// </summary>
    public Organisation? CounterpartOf(Subtype subtype, string townshipId)
    {
        var units = UnitsOf(townshipId);
        return units.FirstOrDefault(u => subtype.Units.Contains(u.Id))
            ?? units.Where(u => subtype.Department is { } department && DepartmentOfUnit.GetValueOrDefault(u.Id) == department).OrderByDescending(u => u.Members.Count > 0).FirstOrDefault();
    }

    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, TimeZone);

    public DateTimeOffset? Local(DateTimeOffset? moment) => moment is { } known ? Local(known) : null;
}
