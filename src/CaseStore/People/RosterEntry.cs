namespace CaseStore.People;

/// <summary>One line of a community's list of reporters, collected off line.</summary>
public sealed class RosterEntry
{
    public long Id { get; private set; }

    public required string Name { get; set; }

    /// <summary>Eleven digits; one entry a phone.</summary>
    public required string Phone { get; init; }

    public required ReporterRole Role { get; set; }

    public string? CompoundId { get; set; }

    public required DateTimeOffset ImportedAt { get; set; }
}
