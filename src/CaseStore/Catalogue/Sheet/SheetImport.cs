using CaseStore.City;

namespace CaseStore.Catalogue.Sheet;

/// <summary>What differs from the catalogue that is there, by the subtypes' codes.</summary>
/// <param name="SameOrder">Whether those in both stand in the same order: it is the order in which they are offered.</param>
public sealed record SheetChanges(IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed, bool SameOrder)
{
    public bool Any => Added.Count + Changed.Count + Removed.Count > 0 || !SameOrder;
}

/// <summary>What a spreadsheet comes to: a checked catalogue, or everything that is wrong with it.</summary>
public abstract record SheetImport
{
    private SheetImport()
    {
    }

    /// <param name="Json">The whole new <c>catalogue.json</c>.</param>
    public sealed record Ready(byte[] Json, SheetChanges Changes) : SheetImport;

    public sealed record Refused(IReadOnlyList<SheetFault> Faults) : SheetImport
    {
        internal static Refused Of(IEnumerable<ConfigurationFault> faults) => new([.. faults.Select(f => new SheetFault(0, "", f.ToString()))]);
    }
}
