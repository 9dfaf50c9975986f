using CaseStore.Cases;
using Conversation.Phrases;

namespace Conversation.Officer;

/// <summary>What is said once the store has done, or refused, what somebody on duty asked of it.</summary>
internal sealed class StaffReplies(CaseWords words)
{
    private readonly PhraseBook _say = words.Book;

    public string Done(CaseAct act, Case kase)
    {
        var shortNumber = ("short", CaseWords.Short(kase.Number));
        var handler = ("handler", words.Handler(kase));
        return act switch
        {
            CaseAct.Accept => _say.Text(Say.StaffAccepted, shortNumber, ("due", words.Due(kase))),
            CaseAct.Resolve when kase.Kind == CaseKind.Praise => _say.Text(Say.StaffPraiseHeard, shortNumber),
            CaseAct.Resolve when kase.Kind is CaseKind.Consultation or CaseKind.Suggestion => _say.Text(Say.StaffAnswered, shortNumber),
            CaseAct.Resolve => _say.Text(Say.StaffResolved, shortNumber),
            CaseAct.Recall => _say.Text(Say.StaffProofBroken, shortNumber),
            CaseAct.Decline => _say.Text(Say.StaffDeclined, shortNumber, handler),
            CaseAct.Approve => _say.Text(Say.StaffApproved, shortNumber, handler),
            CaseAct.Return => _say.Text(Say.StaffReturned, shortNumber, handler),
            CaseAct.Reject => _say.Text(Say.StaffRejected, shortNumber),
            CaseAct.Urge => _say.Text(Say.StaffUrged, shortNumber, handler),
            CaseAct.Escalate => _say.Text(Say.StaffEscalated, shortNumber, handler, ("due", words.Due(kase))),
            CaseAct.Redispatch => _say.Text(Say.StaffRedispatched, shortNumber, handler),
            CaseAct.Correct => _say.Text(Say.StaffCorrected, shortNumber, ("subject", words.Subject(kase)), ("due", words.Due(kase))),
            CaseAct.Merge merge => _say.Text(Say.StaffMerged, shortNumber, ("other", CaseWords.Short(kase.MergedInto ?? merge.Into))),
            CaseAct.Whistle whistle => _say.Text(
                Say.StaffWhistled, shortNumber, ("names", string.Join('、', whistle.Organisations.Select(words.OrganisationName)))),
            CaseAct.ReportIn => _say.Text(Say.StaffReportedIn, shortNumber),
            CaseAct.Extend => _say.Text(Say.StaffExtended, shortNumber, ("due", words.Due(kase))),
            CaseAct.Raise => _say.Text(Say.StaffRaised, shortNumber, handler),
            CaseAct.AskReporter => _say.Text(Say.StaffAsked, shortNumber),
            CaseAct.Remark => _say.Text(Say.StaffRemarked, shortNumber),
            CaseAct.HandOver over => _say.Text(Say.StaffHandedOver, shortNumber, ("member", over.Member)),
            _ => throw new InvalidOperationException($"Staff cannot {act.GetType().Name}"),
        };
    }

    /// <summary>Why not, and what to do instead.</summary>
    public string Refused(Refusal why, Case kase)
    {
        var shortNumber = ("short", CaseWords.Short(kase.Number));
        return why switch
        {
            Refusal.NoSuchCase => _say.Text(Say.StaffNoSuchCase, ("number", shortNumber.Item2)),
            Refusal.NotOnDuty => _say.Text(Say.StaffNotOnDuty, shortNumber, ("handler", words.Handler(kase))),
            Refusal.NotNow => _say.Text(
                Say.StaffNotNow, shortNumber, ("state", words.StateForStaff(kase)), ("handler", words.Handler(kase))),
            Refusal.UnknownUnit => _say.Text(Say.StaffUnknownUnit, shortNumber),
            Refusal.ProofMissing => _say.Text(Say.StaffProofMissing, shortNumber),
            Refusal.ReasonMissing => _say.Text(Say.StaffReasonMissing, shortNumber),
            Refusal.TooSoon => _say.Text(Say.StaffTooSoon, shortNumber),
            Refusal.Already => _say.Text(Say.StaffAlready, shortNumber),
            Refusal.NotOverdue => _say.Text(Say.StaffNotOverdue, shortNumber, ("due", words.Due(kase))),
            Refusal.MonthsOutOfRange => _say.Text(Say.StaffMonthsOutOfRange, shortNumber),
            Refusal.UnknownOrganisation => _say.Text(Say.StaffUnknownOrganisation, shortNumber),
            Refusal.UnknownMember => _say.Text(Say.StaffUnknownMember, shortNumber),
            Refusal.UnknownSubtype => _say.Text(Say.StaffUnknownSubtype, shortNumber),
            Refusal.NotMergeable => _say.Text(Say.StaffNotMergeable, shortNumber),
            Refusal.MustPassOn => _say.Text(Say.StaffMustPassOn, shortNumber),
            Refusal.DangerToLife => _say.Text(Say.StaffDangerToLife, shortNumber),
            Refusal.NotClaimable => _say.Text(Say.StaffNotClaimable, shortNumber),
            _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
        };
    }
}
