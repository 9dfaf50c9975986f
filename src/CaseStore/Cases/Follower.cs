using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>A neighbour who saw the same and joined instead of filing again.</summary>
public sealed class Follower
{
    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public long PersonId { get; private set; }

    public required Person Person { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The unguessable part of this neighbour's own page: it shows how far the matter is, and not what the reporter wrote.</summary>
    public required string PageToken { get; init; }
}
