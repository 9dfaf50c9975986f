namespace CaseStore.Cases;

/// <summary>Where a case stands (domain.md, section 3).</summary>
public enum CaseState
{
    Reported,
    UnderReview,
    Dispatched,
    Accepted,
    Resolved,
    Closed,
    Withdrawn,
    Rejected,
    Merged,
}
