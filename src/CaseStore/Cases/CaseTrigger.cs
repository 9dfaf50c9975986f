namespace CaseStore.Cases;

/// <summary>What moves a case from state to state. An act of a person may choose between two: a rating closes or reopens.</summary>
internal enum CaseTrigger
{
    Dispatch,

    /// <summary>To whoever reviews: at the beginning, or because nobody nearer may or can decide.</summary>
    SendToReview,
    Approve,
    Return,
    Reject,
    Withdraw,
    Accept,
    Resolve,
    Decline,
    Raise,
    Escalate,
    Redispatch,
    Close,
    Recall,
    Reopen,
    Merge,
    HandOver,
    Claim,
    Extend,
    Ask,
    Whistle,
    ReportIn,
    Correct,
    Remark,
    Urge,
    Supplement,
    Follow,
    Locate,

    /// <summary>Another desk without anybody's choosing: another compound, or the desk has nobody left.</summary>
    Redirect,
    Warn,
    Nudge,

    /// <summary>A question to the reporter is no longer waited for.</summary>
    AskLapse,

    /// <summary>The volunteer who claimed it cannot be reached any more.</summary>
    ClaimLapse,
}
