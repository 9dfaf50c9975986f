namespace CaseStore.Cases;

/// <summary>What the community does about a case that does not get on: a new limit, or everybody to the spot.</summary>
internal static class CommunityActs
{
    public static void Extend(CaseInHand hand, CaseAct.Extend act, Promises promises)
    {
        var kase = hand.Case;
        Lifecycle.Fire(kase, CaseTrigger.Extend);
        kase.Extensions++;
        promises.Extend(kase, act.Months, hand.Now);
        hand.Note(nameof(CaseAct.Extend), $"{act.Months} {act.Milestones.Trim()}");
        hand.Tell(CaseEventKind.Extended, act.Milestones.Trim());
    }

    public static void Whistle(CaseInHand hand, IReadOnlyList<string> organisations, string reason, CaseClock clock)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Whistle);
        foreach (var organisation in organisations)
        {
            hand.Case.Call(new WhistleCall { Organisation = organisation, CalledAt = hand.Now, DueAt = clock.ReportInBy(hand.Now) });
        }

        hand.Note(nameof(CaseAct.Whistle), $"{string.Join(',', organisations)} {reason.Trim()}");
        hand.Tell(CaseEventKind.Whistled, reason.Trim());
    }

    public static void ReportIn(CaseInHand hand, string organisation, string? words)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.ReportIn);
        foreach (var call in hand.Case.Calls.Where(c => c.Organisation == organisation && c.ReportedInAt is null))
        {
            call.ReportedInAt = hand.Now;
            call.Member = hand.By.Id;
        }

        hand.Note(nameof(CaseAct.ReportIn), string.IsNullOrWhiteSpace(words) ? organisation : $"{organisation} {words.Trim()}");
        hand.Tell(CaseEventKind.ReportedIn, organisation);
    }
}
