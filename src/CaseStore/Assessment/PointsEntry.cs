using CaseStore.People;

namespace CaseStore.Assessment;

public enum PointsReason
{
    /// <summary>Somebody accepted the report: it was one.</summary>
    ValidReport,

    /// <summary>The case was closed as fixed.</summary>
    SolvedCase,
}

/// <summary>One line of a reporter's ledger of points. Lines are added, never changed; one a case and reason.</summary>
public sealed class PointsEntry
{
    public long Id { get; private set; }

    public long PersonId { get; private set; }

    public required Person Person { get; init; }

    public required string CaseNumber { get; init; }

    public required PointsReason Reason { get; init; }

    public required int Points { get; init; }

    public required DateTimeOffset At { get; init; }
}
