using CaseStore.Cases;
using CaseStore.City;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Officer;

/// <summary>What can be chosen from for a case, likeliest first: units, departments, desks, colleagues, types.</summary>
internal sealed class Offering(CaseWords words, Understander understander)
{
    private const int MostLikelyTypes = 5;

    /// <summary>Stands for the whole list of types.</summary>
    public const string AllTypes = "*all";

    private CityDirectory City => words.City;

    /// <summary>The units of the township, that of the responsible department first.</summary>
    public IReadOnlyList<StaffOption> Units(Case kase) =>
        Options(City.UnitsOf(TownshipOf(kase)).OrderByDescending(u => IsCounterpart(u, kase)));

    /// <summary>The city's departments, the catalogue's first.</summary>
    public IReadOnlyList<StaffOption> Departments(Case kase) =>
        Options(AllDepartments().OrderByDescending(d => d.Id == DepartmentOf(kase)));

    /// <summary>Everybody who can be called to the spot, those whose matter it is first.</summary>
    public IReadOnlyList<StaffOption> Callable(Case kase)
    {
        var called = kase.Calls.Where(c => c.ReportedInAt is null).Select(c => c.Organisation).Append(kase.HandlerOrganisation).ToHashSet(StringComparer.Ordinal);
        return Options(City.UnitsOf(TownshipOf(kase)).Concat(AllDepartments())
            .Where(o => o.Members.Count > 0 && !called.Contains(o.Id))
            .OrderByDescending(o => o.Id == DepartmentOf(kase) || IsCounterpart(o, kase)));
    }

    /// <summary>The desks to which this case may be sent: a community sends to its neighbours, a township to its units, the command centre anywhere.</summary>
    public IReadOnlyList<StaffOption> Desks(Case kase, string user)
    {
        var compound = City.FindCompound(kase.CompoundId);
        var duties = City.DutiesOf(user);
        var centre = duties.Any(o => o.Kind == OrganisationKind.CommandCentre);
        var near = centre || (compound is not null && kase.HandlerOrganisation == compound.Community.Id && duties.Contains(compound.Community));
        List<Organisation?> desks = [];
        if (near)
        {
            desks.AddRange([compound?.Property, compound?.Community, compound?.Township]);
        }

        if (centre || !near)
        {
            desks.AddRange(City.UnitsOf(TownshipOf(kase)).OrderByDescending(u => IsCounterpart(u, kase)));
        }

        if (centre)
        {
            desks.AddRange(AllDepartments().OrderByDescending(d => d.Id == DepartmentOf(kase)));
        }

        return Options(desks.OfType<Organisation>().Distinct().Where(o => o.Members.Count > 0 && o.Id != kase.HandlerOrganisation));
    }

    public IReadOnlyList<StaffOption> Colleagues(Case kase, string user) =>
        [.. (City.FindOrganisation(kase.HandlerOrganisation)?.Members ?? [])
            .Where(m => !m.Equals(user, StringComparison.OrdinalIgnoreCase) && !m.Equals(kase.HandlerMember, StringComparison.OrdinalIgnoreCase))
            .Select(m => new StaffOption(m, m))];

    /// <summary>What the reporter's words sound like, and behind it a way to all the types.</summary>
    public IReadOnlyList<StaffOption> LikelyTypes(Case kase)
    {
        var likely = understander.Read(kase.Description).Candidates.Select(c => c.Subtype).Where(c => c != kase.Subtype).Distinct().Take(MostLikelyTypes).ToList();
        return likely.Count == 0
            ? Types(kase.Subtype)
            : [.. likely.Select(TypeOption), new StaffOption(AllTypes, words.Book.Text(Say.LabelMore))];
    }

    public IReadOnlyList<StaffOption> Types(string? except) => [.. words.Catalogue.Subtypes.Where(s => s.Code != except).Select(s => TypeOption(s.Code))];

    private StaffOption TypeOption(string code) => new(code, words.Catalogue.Find(code)!.Name);

    private static IReadOnlyList<StaffOption> Options(IEnumerable<Organisation> organisations) => [.. organisations.Select(o => new StaffOption(o.Id, o.Name))];

    private IEnumerable<Organisation> AllDepartments() =>
        City.Organisations.Where(o => o.Kind == OrganisationKind.Department).OrderBy(o => o.Id, StringComparer.Ordinal);

    private string? DepartmentOf(Case kase) => words.Catalogue.Find(kase.Subtype)?.Department;

    private bool IsCounterpart(Organisation unit, Case kase) =>
        words.Catalogue.Find(kase.Subtype) is { } subtype && City.CounterpartOf(subtype, TownshipOf(kase)) == unit;

    private string TownshipOf(Case kase) => City.FindCompound(kase.CompoundId)?.Township.Id ?? kase.HandlerOrganisation;
}
