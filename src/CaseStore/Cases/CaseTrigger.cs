namespace CaseStore.Cases;

/// <summary>What moves a case from state to state. An act of a person may choose between two: a rating closes or reopens.</summary>
internal enum CaseTrigger
{
    Dispatch,
    SendToReview,
    Approve,
    Return,
    Reject,
    Withdraw,
    Accept,
    Resolve,
    Decline,
    Close,
    Recall,
    Reopen,
    Urge,
    Supplement,
    Follow,
    Locate,

    /// <summary>Another compound, another desk.</summary>
    Redirect,
    Warn,
    Nudge,
}
