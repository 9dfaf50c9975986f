using CaseStore.Cases;

namespace Conversation.Announcements;

/// <summary>
/// Why the reporter hears nothing of an event. Every change of state is told to them once, or its reason stands here; a test
/// holds each kind to one of the two.
/// </summary>
internal static class Untold
{
    /// <summary>Null: it is told.</summary>
    public static string? Reason(CaseEventKind kind) => kind switch
    {
        CaseEventKind.Filed or CaseEventKind.Withdrawn or CaseEventKind.Reopened or CaseEventKind.Supplemented or CaseEventKind.Answered
            or CaseEventKind.Located => "the reporter did it, and reads the reply",
        CaseEventKind.Returned => "the dispatch that follows says who has it now",
        CaseEventKind.Urged => "nothing about the case has changed",
        CaseEventKind.Followed or CaseEventKind.MergedHere => "who else waits for it is not the reporter's to know",
        CaseEventKind.Warned or CaseEventKind.Overdue or CaseEventKind.Unacknowledged or CaseEventKind.Alarmed or CaseEventKind.CopiedToTownship
            or CaseEventKind.CopiedToCommandCentre => "the promise stands as it was told; who is pressed to keep it is between the desks",
        CaseEventKind.AskLapsed => "the question said that this would happen",
        CaseEventKind.Remarked => "words between those who work on it",
        CaseEventKind.HandedOver => "the same organisation is responsible",
        CaseEventKind.Whistled or CaseEventKind.ReportedIn or CaseEventKind.ReportInLate or CaseEventKind.ClaimLapsed => "who is responsible, and by when, stays as it was",
        CaseEventKind.NobodyOnDuty => "the dispatch beside it says who has it now",
        _ => null,
    };
}
