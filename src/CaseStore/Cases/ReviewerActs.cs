using CaseStore.Catalogue;

namespace CaseStore.Cases;

/// <summary>What whoever looks after a case from above does with it: the township's reviewer, the community, the command centre.</summary>
internal static class ReviewerActs
{
    public static void Approve(CaseInHand hand, Route unit)
    {
        hand.Note(nameof(CaseAct.Approve), unit.To.Id);
        hand.HandTo(unit, CaseTrigger.Approve);
    }

    public static void Return(CaseInHand hand, string reason, Route property)
    {
        hand.Note(nameof(CaseAct.Return), reason);
        hand.Tell(CaseEventKind.Returned, reason);
        hand.HandTo(property, CaseTrigger.Return);
    }

    public static void Reject(CaseInHand hand, string reason, Promises promises)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Reject);
        hand.Note(nameof(CaseAct.Reject), reason);
        promises.End(hand.Case, hand.Now);
        hand.Tell(CaseEventKind.Rejected, reason);
    }

    public static void Escalate(CaseInHand hand, string reason, Route city)
    {
        hand.Note(nameof(CaseAct.Escalate), reason);
        hand.Tell(CaseEventKind.Escalated, reason);
        hand.HandTo(city, CaseTrigger.Escalate);
    }

    public static void Redispatch(CaseInHand hand, string reason, Route elsewhere)
    {
        hand.Note(nameof(CaseAct.Redispatch), reason);
        hand.HandTo(elsewhere, CaseTrigger.Redispatch);
    }

    public static void Correct(CaseInHand hand, Subtype subtype, Promises promises)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Correct);
        hand.Case.Kind = subtype.Kind;
        hand.Case.Subtype = subtype.Code;
        promises.Correct(hand.Case, hand.Now);
        hand.Note(nameof(CaseAct.Correct), subtype.Code);
        hand.Tell(CaseEventKind.Corrected);
    }
}
