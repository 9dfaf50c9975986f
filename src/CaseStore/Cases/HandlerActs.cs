namespace CaseStore.Cases;

/// <summary>What whoever is responsible does: accept, resolve, decline.</summary>
internal static class HandlerActs
{
    public static void Accept(CaseInHand hand)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Accept);
        Taken(hand);
        hand.Tell(CaseEventKind.Accepted);
    }

    public static void Resolve(CaseInHand hand, CaseAct.Resolve act, IReadOnlyList<Photo> proof, Promises promises)
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
        promises.AwaitRating(kase, hand.Now);
        hand.Tell(CaseEventKind.Resolved, kase.OutcomeNote);
    }

    public static void Recall(CaseInHand hand)
    {
        var kase = hand.Case;
        Lifecycle.Fire(kase, CaseTrigger.Recall);
        kase.ResolvedAt = null;
        kase.Outcome = null;
        kase.OutcomeNote = null;
        hand.Note(nameof(CaseAct.Recall));
        Promises.Resume(kase, hand.Now);
        hand.Tell(CaseEventKind.Recalled);
    }

    public static void Decline(CaseInHand hand, string reason, Route reviewer)
    {
        hand.Note(nameof(CaseAct.Decline), reason);
        hand.Tell(CaseEventKind.Declined, reason);
        hand.HandTo(reviewer, CaseTrigger.Decline);
    }

    private static void Taken(CaseInHand hand)
    {
        hand.Case.AcceptedAt = hand.Now;
        hand.Case.HandlerMember = hand.By.Id;
        hand.Note(nameof(CaseAct.Accept));
    }
}
