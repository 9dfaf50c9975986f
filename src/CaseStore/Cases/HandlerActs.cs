using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>What whoever is responsible does: accept, resolve, decline, raise, ask, hand over.</summary>
internal static class HandlerActs
{
    public static void Accept(CaseInHand hand)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Accept);
        Taken(hand);
        hand.Tell(CaseEventKind.Accepted);
    }

    public static void Resolve(CaseInHand hand, CaseAct.Resolve act, IReadOnlyList<Photo> proof)
    {
        var kase = hand.Case;
        if (kase.AcceptedAt is null)
        {
            Taken(hand);
        }

        Lifecycle.Fire(kase, CaseTrigger.Resolve);
        kase.ResolvedAt = hand.Now;
        kase.Outcome = act.Outcome;
        kase.OutcomeNote = act.Note.Trim();
        foreach (var photo in proof)
        {
            kase.Attach(photo, PhotoRole.Result);
        }

        // The outcome has a line of its own: a reopened case has none any more, its history still does.
        hand.Note(nameof(CaseAct.Resolve), kase.OutcomeNote);
        hand.Note(nameof(Outcome), act.Outcome.ToString());
        hand.Tell(CaseEventKind.Resolved, kase.OutcomeNote, proof);
    }

    public static void Recall(CaseInHand hand)
    {
        var kase = hand.Case;
        Lifecycle.Fire(kase, CaseTrigger.Recall);
        kase.ResolvedAt = null;
        kase.Outcome = null;
        kase.OutcomeNote = null;
        hand.Note(nameof(CaseAct.Recall));
        hand.Tell(CaseEventKind.Recalled);
    }

    public static void Decline(CaseInHand hand, string reason, Route reviewer)
    {
        hand.Note(nameof(CaseAct.Decline), reason);
        hand.Tell(CaseEventKind.Declined, reason);
        hand.HandTo(reviewer, CaseTrigger.Decline);
    }

    public static void Raise(CaseInHand hand, CaseAct.Raise act, IReadOnlyList<Photo> proof, Route reviewer)
    {
        // They show the trouble as it is now; what proves that it is gone is another photo.
        foreach (var photo in proof)
        {
            hand.Case.Attach(photo, PhotoRole.Report);
        }

        hand.Note(nameof(CaseAct.Raise), act.Tried);
        hand.Tell(CaseEventKind.Raised, act.Tried);
        hand.HandTo(reviewer, CaseTrigger.Raise);
    }

    public static void Ask(CaseInHand hand, string question)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Ask);
        hand.Note(nameof(CaseAct.AskReporter), question);
        hand.Tell(CaseEventKind.Asked, question);
    }

    public static void HandOver(CaseInHand hand, string member)
    {
        // Whoever says that a colleague does it has seen it.
        if (hand.Case.AcceptedAt is null)
        {
            Taken(hand);
            hand.Tell(CaseEventKind.Accepted);
        }

        Lifecycle.Fire(hand.Case, CaseTrigger.HandOver);
        hand.Case.HandlerMember = member;
        hand.Note(nameof(CaseAct.HandOver), member);
        hand.Tell(CaseEventKind.HandedOver, member);
    }

    public static void Remark(CaseInHand hand, string words)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Remark);
        hand.Note(nameof(CaseAct.Remark), words);
        hand.Tell(CaseEventKind.Remarked, words);
    }

    /// <summary>A volunteer who settles it is no member of the desk: the community answers for it.</summary>
    private static void Taken(CaseInHand hand)
    {
        hand.Case.AcceptedAt = hand.Now;
        hand.Case.HandlerMember = hand.By.Role == Role.Reporter ? null : hand.By.Id;
        hand.Note(nameof(CaseAct.Accept));
    }
}
