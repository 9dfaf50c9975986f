namespace Conversation.Officer;

/// <summary>What staff can ask for: the first half of a button's key (<c>accept:WP-…</c>), or a typed word.</summary>
public enum StaffVerb
{
    Accept,
    Resolve,
    Decline,
    Approve,
    Return,
    Reject,
    Escalate,
    Redispatch,
    Correct,
    Merge,
    Whistle,
    ReportIn,
    Extend,
    Raise,
    Urge,
    AskReporter,
    Remark,
    HandOver,

    /// <summary>Only to see the case, and what can be done with it.</summary>
    Show,
}
