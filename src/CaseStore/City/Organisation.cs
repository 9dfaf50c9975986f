using CaseStore.People;

namespace CaseStore.City;

public enum OrganisationKind
{
    Property,
    Community,
    Township,
    Unit,
    Department,
    CommandCentre,
}

/// <summary>Anybody who can be responsible for a case.</summary>
/// <param name="Members">WeCom userids on duty.</param>
/// <param name="GroupRobotKey">A secret; absent when the organisation has no group.</param>
/// <param name="QuietHours">Its own, or the city's.</param>
public sealed record Organisation(
    string Id, string Name, OrganisationKind Kind, IReadOnlyList<string> Members, string? GroupRobotKey, QuietHours QuietHours)
{
    public Role Role => Kind switch
    {
        OrganisationKind.Property => Role.InfoOfficer,
        OrganisationKind.Community => Role.CommunityStaff,
        OrganisationKind.Township => Role.TownshipReviewer,
        OrganisationKind.CommandCentre => Role.CommandCentre,
        _ => Role.DepartmentHandler,
    };
}

/// <summary>A residential compound (小区) with everybody who looks after it.</summary>
/// <param name="Property">Absent: the compound has no property company and starts at its community (self loop).</param>
public sealed record Compound(
    string Id, string Name, IReadOnlyList<string> Aliases, Organisation Community, Organisation Township, Organisation? Property, double? Latitude, double? Longitude);
