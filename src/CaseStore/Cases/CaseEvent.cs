namespace CaseStore.Cases;

/// <summary>What has just become true of a case; the announcements turn it into messages.</summary>
public enum CaseEventKind
{
    Filed,
    Dispatched,
    SentToReview,
    Accepted,
    Declined,
    Returned,
    Rejected,
    Resolved,
    Recalled,
    Reopened,
    Closed,
    Withdrawn,
    Urged,
    Supplemented,
    Followed,
    Located,
    Warned,
    Overdue,
}

/// <param name="Note">The reason, outcome note or comment that belongs to it.</param>
public sealed record CaseEvent(CaseEventKind Kind, Case Case, Actor By, string? Note = null);
