using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.City;

/// <summary>Compounds and organisations that open cases need and that <c>city.json</c> does not have.</summary>
public static class StillNeeded
{
    private const int MostNamed = 5;

    private static readonly CaseState[] Open =
        [CaseState.Reported, CaseState.UnderReview, CaseState.Dispatched, CaseState.Accepted, CaseState.Resolved];

    /// <summary>What the new city would take away from open cases.</summary>
    public static async Task<IReadOnlyList<ConfigurationFault>> LostAsync(CaseContext store, CityDirectory before, CityDirectory after, CancellationToken cancellation = default)
    {
        var faults = new List<ConfigurationFault>();
        foreach (var compound in before.Compounds.Where(c => after.FindCompound(c.Id) is null))
        {
            await TellAsync(faults, OpenIn(store, compound.Id), "$.compounds", $"compound '{compound.Id}' is gone", cancellation);
        }

        foreach (var organisation in before.Organisations.Where(o => after.FindOrganisation(o.Id) is null).OrderBy(o => o.Id, StringComparer.Ordinal))
        {
            await TellAsync(faults, OpenAt(store, organisation.Id), PathOf(organisation.Kind), $"organisation '{organisation.Id}' is gone", cancellation);
        }

        return faults;
    }

    /// <summary>What open cases need and the city has not, however that came about. Reads all open cases.</summary>
    public static async Task<IReadOnlyList<ConfigurationFault>> UnknownAsync(CaseContext store, CityDirectory city, CancellationToken cancellation = default)
    {
        var used = await store.Cases.Where(c => Open.Contains(c.State)).Select(c => new { c.CompoundId, c.HandlerOrganisation }).Distinct().ToListAsync(cancellation);
        var faults = new List<ConfigurationFault>();
        foreach (var compound in used.Select(u => u.CompoundId).Distinct().Where(id => city.FindCompound(id) is null).Order(StringComparer.Ordinal))
        {
            await TellAsync(faults, OpenIn(store, compound), "$.compounds", $"there is no compound '{compound}'", cancellation);
        }

        foreach (var organisation in used.Select(u => u.HandlerOrganisation).Distinct().Where(id => city.FindOrganisation(id) is null).Order(StringComparer.Ordinal))
        {
            await TellAsync(faults, OpenAt(store, organisation), "$", $"there is no organisation '{organisation}'", cancellation);
        }

        return faults;
    }

    private static IQueryable<Case> OpenIn(CaseContext store, string compound) => store.Cases.Where(c => c.CompoundId == compound && Open.Contains(c.State));

    /// <summary>Where it is responsible, or called to the spot and not there yet.</summary>
    private static IQueryable<Case> OpenAt(CaseContext store, string organisation) => store.Cases.Where(c =>
        Open.Contains(c.State) && (c.HandlerOrganisation == organisation || c.Calls.Any(w => w.Organisation == organisation && w.ReportedInAt == null)));

    private static async Task TellAsync(List<ConfigurationFault> faults, IQueryable<Case> cases, string path, string what, CancellationToken cancellation)
    {
        var count = await cases.CountAsync(cancellation);
        if (count == 0)
        {
            return;
        }

        var some = await cases.OrderBy(c => c.Id).Select(c => c.Number).Take(MostNamed).ToListAsync(cancellation);
        var more = count > some.Count ? ", …" : "";
        faults.Add(new ConfigurationFault(
            CityConfiguration.CityFileName, path, $"{what}, but {count} open {(count == 1 ? "case needs" : "cases need")} it: {string.Join(", ", some)}{more}"));
    }

    private static string PathOf(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Property => "$.properties",
        OrganisationKind.Community => "$.communities",
        OrganisationKind.Township => "$.townships",
        OrganisationKind.Unit => "$.townships[*].units",
        OrganisationKind.Department => "$.departments",
        OrganisationKind.CommandCentre => "$.commandCentre",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
