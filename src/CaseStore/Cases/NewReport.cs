using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>A confirmed report on its way to becoming a case.</summary>
/// <param name="ExternalId">The reporter's openid on <paramref name="Channel"/>.</param>
/// <param name="Danger">The catalogue code of the danger to life that makes it an emergency.</param>
/// <param name="CompoundId">Empty only in an emergency whose compound nobody has said yet: it goes to the command centre until <see cref="CaseAct.Locate"/>.</param>
/// <param name="Latitude">Where the reporter said they stand, if they sent a position; degrees, taken to be GCJ-02.</param>
/// <param name="PhotoKeys">Keys of photos already known to the store.</param>
public sealed record NewReport(
    Channel Channel,
    string ExternalId,
    CaseKind Kind,
    string? Subtype,
    string CompoundId,
    string Place,
    string Description,
    bool Emergency,
    IReadOnlyList<string> PhotoKeys,
    string? Danger = null,
    double? Latitude = null,
    double? Longitude = null);
