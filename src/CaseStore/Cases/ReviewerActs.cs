namespace CaseStore.Cases;

/// <summary>What the township's reviewer does with a case that is not the property's duty, or not at once.</summary>
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
}
