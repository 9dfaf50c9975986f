using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>A report as its reporter confirmed it.</summary>
/// <param name="ExternalId">The platform's id of the person, meaningful only together with <paramref name="Channel"/>.</param>
public sealed record NewReport(
    Channel Channel, string ExternalId, CaseKind Kind, string? Subtype, string CompoundId, string Place, string Description, bool Emergency,
    IReadOnlyList<string> PhotoKeys);
