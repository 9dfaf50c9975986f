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

    /// <summary>A city department has it now; a <see cref="Dispatched"/> follows.</summary>
    Escalated,

    /// <summary>A new promise; the note is the milestones.</summary>
    Extended,

    /// <summary>The reporter is asked; the note is the question.</summary>
    Asked,

    /// <summary>The reporter answered a question; the note is what they said.</summary>
    Answered,

    /// <summary>No answer came within the limit: the clock goes on without it.</summary>
    AskLapsed,
    Remarked,

    /// <summary>A colleague has it now.</summary>
    HandedOver,

    /// <summary>Organisations are called to the spot; the note is the reason, <see cref="Case.Calls"/> says who.</summary>
    Whistled,

    /// <summary>A called organisation is there; the note is its id.</summary>
    ReportedIn,

    /// <summary>A called organisation did not come in time; the note is its id.</summary>
    ReportInLate,

    /// <summary>This case ended in another, <see cref="Case.MergedInto"/>.</summary>
    Merged,

    /// <summary>The survivor of a merge: more neighbours wait for it; the note is the number of the one that ended.</summary>
    MergedHere,

    /// <summary>A volunteer takes it in hand.</summary>
    Claimed,

    /// <summary>The property asks upward; the note is what it tried. A <see cref="SentToReview"/> follows.</summary>
    Raised,

    /// <summary>Another subtype and a new promise.</summary>
    Corrected,

    /// <summary>Nobody accepted or explained in time.</summary>
    Unacknowledged,

    /// <summary>Danger to life, and nobody has accepted; the note is the id of who hears it now.</summary>
    Alarmed,

    /// <summary>The ladder reached the township: a second missed limit, or the third failed rectification.</summary>
    CopiedToTownship,

    /// <summary>The ladder reached the command centre.</summary>
    CopiedToCommandCentre,

    /// <summary>The desk that should have it has nobody on duty, or nobody the platform knows: the note is its id.</summary>
    NobodyOnDuty,

    /// <summary>The volunteer who claimed it cannot be reached any more: it is anybody's again.</summary>
    ClaimLapsed,
}

/// <param name="Note">The reason, outcome note or comment that belongs to it.</param>
/// <param name="Photos">Those that came with it.</param>
public sealed record CaseEvent(CaseEventKind Kind, Case Case, Actor By, string? Note = null, IReadOnlyList<Photo>? Photos = null);
