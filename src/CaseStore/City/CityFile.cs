namespace CaseStore.City;

/// <summary><c>config/city.json</c>: who is who (contract.md). Read once, checked, then served by <see cref="CityDirectory"/>.</summary>
public sealed record CityFile
{
    public required string Name { get; init; }

    /// <summary>IANA name; every deadline and every printed time is in it, whatever the server's.</summary>
    public required string TimeZone { get; init; }

    /// <summary>For residents, and for every organisation that names none of its own.</summary>
    public QuietHours QuietHours { get; init; } = QuietHours.Usual;

    public required CommandCentreEntry CommandCentre { get; init; }

    public IReadOnlyList<DepartmentEntry> Departments { get; init; } = [];

    public IReadOnlyList<TownshipEntry> Townships { get; init; } = [];

    public IReadOnlyList<CommunityEntry> Communities { get; init; } = [];

    public IReadOnlyList<PropertyEntry> Properties { get; init; } = [];

    public IReadOnlyList<CompoundEntry> Compounds { get; init; } = [];
}

public sealed record CommandCentreEntry(string Name, IReadOnlyList<string> Members, QuietHours? QuietHours = null);

public sealed record DepartmentEntry(string Id, string Name, IReadOnlyList<string>? Handlers, string? GroupRobotKey, QuietHours? QuietHours = null);

public sealed record TownshipEntry(
    string Id, string Name, IReadOnlyList<string>? Reviewers, string? GroupRobotKey, IReadOnlyList<UnitEntry>? Units, QuietHours? QuietHours = null);

public sealed record UnitEntry(
    string Id, string Name, string? Department, IReadOnlyList<string>? Handlers, string? GroupRobotKey, QuietHours? QuietHours = null);

public sealed record CommunityEntry(
    string Id, string Name, string Township, IReadOnlyList<string>? Staff, string? GroupRobotKey, QuietHours? QuietHours = null);

public sealed record PropertyEntry(string Id, string Name, IReadOnlyList<string>? InfoOfficers, string? GroupRobotKey, QuietHours? QuietHours = null);

public sealed record CompoundEntry(
    string Id, string Name, IReadOnlyList<string>? Aliases, string Community, string? Property, double? Latitude, double? Longitude);
