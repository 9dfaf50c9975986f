using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>Two cases are one matter: one ends in the other, and everybody who waited for it waits for that.</summary>
internal static class MergeActs
{
    /// <summary>Into a case that is still worked on, so that all hear how it ends; danger to life does not end in something ordinary.</summary>
    public static bool CanMerge(Case kase, Case? survivor) =>
        survivor is { IsInWork: true } && survivor.Number != kase.Number && survivor.CompoundId == kase.CompoundId && (survivor.Emergency || !kase.Emergency);

    public static void Merge(CaseInHand hand, CaseInHand survivor, Promises promises, CaseClock clock)
    {
        var kase = hand.Case;
        Lifecycle.Fire(kase, CaseTrigger.Merge);
        kase.MergedInto = survivor.Case.Number;
        kase.Outcome = Outcome.Duplicate;
        hand.Note(nameof(CaseAct.Merge), kase.MergedInto);
        promises.End(kase, hand.Now);
        hand.Tell(CaseEventKind.Merged);
        foreach (var person in kase.Followers.Select(f => f.Person).Prepend(kase.Reporter))
        {
            Join(survivor.Case, person, hand.Now);
        }

        survivor.Note("MergedHere", kase.Number);
        survivor.Tell(CaseEventKind.MergedHere, kase.Number);
        hand.Pass(survivor.Done(clock).Events);
    }

    private static void Join(Case survivor, Person person, DateTimeOffset now)
    {
        if (survivor.Reporter.PublicId != person.PublicId && survivor.Followers.All(f => f.Person.PublicId != person.PublicId))
        {
            survivor.Join(new Follower { Person = person, At = now, PageToken = PageTokens.New() });
        }
    }
}
