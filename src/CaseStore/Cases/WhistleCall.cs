namespace CaseStore.Cases;

/// <summary>One organisation that the community called to the spot (社区吹哨、部门报到).</summary>
public sealed class WhistleCall
{
    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public required string Organisation { get; init; }

    public required DateTimeOffset CalledAt { get; init; }

    /// <summary>By when it must have reported in.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? ReportedInAt { get; internal set; }

    /// <summary>The userid of who reported in.</summary>
    public string? Member { get; internal set; }

    /// <summary>Whether everybody concerned has been told that it is late.</summary>
    public bool LateTold { get; internal set; }
}
