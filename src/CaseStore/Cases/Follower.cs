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
}
