using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>One line of a case's history: who, when, what, why. Lines are added, never changed.</summary>
public sealed class HistoryEntry
{
    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The act in the field's word: Report, Dispatch, Accept, Resolve …; <c>Refused</c> for an attempt that was not allowed.</summary>
    public required string Act { get; init; }

    public required string By { get; init; }

    public required Role Role { get; init; }

    public string? Note { get; init; }
}
