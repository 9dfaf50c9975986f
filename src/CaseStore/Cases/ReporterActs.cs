using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>What the reporter does: withdraw, urge, rate, and have the last word.</summary>
internal static class ReporterActs
{
    /// <summary>That many times in vain, and the township hears of it.</summary>
    private const int FailedTooOften = 3;

    public static void Withdraw(CaseInHand hand, Promises promises)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Withdraw);
        hand.Note(nameof(CaseAct.Withdraw));
        promises.End(hand.Case, hand.Now);
        hand.Tell(CaseEventKind.Withdrawn);
    }

    public static void Urge(CaseInHand hand)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Urge);
        hand.Case.UrgedAt = hand.Now;
        hand.Note(nameof(CaseAct.Urge));
        hand.Tell(CaseEventKind.Urged);
    }

    public static void Supplement(CaseInHand hand, CaseAct.Supplement act, IReadOnlyList<Photo> photos)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Supplement);
        foreach (var photo in photos)
        {
            hand.Case.Attach(photo, PhotoRole.Report);
        }

        // What the reporter says while a question is open is the answer; what somebody else adds is not.
        var answers = hand.IsWaiting && hand.By.Id == hand.Case.Reporter.PublicId;
        hand.Note(answers ? "Answer" : nameof(CaseAct.Supplement), act.Words);
        hand.Tell(answers ? CaseEventKind.Answered : CaseEventKind.Supplemented, act.Words, photos);
    }

    public static void Follow(CaseInHand hand, CaseAct.Follow act, Person person, IReadOnlyList<Photo> photos)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Follow);
        hand.Case.Join(new Follower { Person = person, At = hand.Now, PageToken = PageTokens.New() });
        foreach (var photo in photos)
        {
            hand.Case.Attach(photo, PhotoRole.Report);
        }

        hand.Note(nameof(CaseAct.Follow), act.Words);
        hand.Tell(CaseEventKind.Followed, act.Words, photos);
    }

    /// <summary>The community stays responsible; the volunteer may settle it.</summary>
    public static void Claim(CaseInHand hand)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Claim);
        hand.Case.ClaimedBy = hand.By.Id;
        hand.Note(nameof(CaseAct.Claim));
        hand.Tell(CaseEventKind.Claimed);
    }

    /// <summary>The promise stands; what only the volunteer had accepted nobody has accepted any more.</summary>
    public static void LapseClaim(CaseInHand hand)
    {
        var kase = hand.Case;
        Lifecycle.Fire(kase, CaseTrigger.ClaimLapse);
        kase.ClaimedBy = null;
        if (kase is { AcceptedAt: not null, HandlerMember: null })
        {
            Lifecycle.Fire(kase, CaseTrigger.Redirect);
            kase.AcceptedAt = null;
        }

        hand.NoteByClock("ClaimLapse");
        hand.Tell(CaseEventKind.ClaimLapsed);
    }

    /// <param name="elsewhere">Who is to go there, when it turns out to be another compound.</param>
    public static void Locate(CaseInHand hand, CaseAct.Locate act, Route? elsewhere)
    {
        var kase = hand.Case;
        kase.Place = string.IsNullOrWhiteSpace(act.Place) ? kase.Place : act.Place.Trim();
        hand.Note(nameof(CaseAct.Locate), act.Words);
        if (hand.IsWaiting)
        {
            hand.Note("Answer", act.Words);
            hand.Tell(CaseEventKind.Answered, act.Words);
        }

        if (elsewhere is not { } route)
        {
            Lifecycle.Fire(kase, CaseTrigger.Locate);
            hand.Tell(CaseEventKind.Located, act.Words);
            return;
        }

        kase.CompoundId = act.CompoundId!;
        hand.Tell(CaseEventKind.Located, act.Words);
        hand.HandTo(route, CaseTrigger.Redirect);
    }

    /// <param name="again">Who does it again if the grade says so.</param>
    public static void Rate(CaseInHand hand, CaseAct.Rate act, Func<Route> again, Promises promises)
    {
        var comment = string.IsNullOrWhiteSpace(act.Comment) ? null : act.Comment.Trim();
        hand.Case.Grade = act.Grade;
        hand.Case.GradeComment = comment;
        hand.Case.GradedByDefault = false;
        hand.Note(nameof(CaseAct.Rate), comment is null ? $"{act.Grade}" : $"{act.Grade} {comment}");
        if (act.Grade <= 2)
        {
            Reopen(hand, comment, again(), promises);
            return;
        }

        Lifecycle.Fire(hand.Case, CaseTrigger.Close);
        hand.Note("Close");
        promises.End(hand.Case, hand.Now);
        hand.Tell(CaseEventKind.Closed, comment);
    }

    public static void Reopen(CaseInHand hand, string? reason, Route again, Promises promises)
    {
        var kase = hand.Case;
        kase.Reopened++;
        kase.ResolvedAt = null;
        kase.Outcome = null;
        kase.OutcomeNote = null;
        promises.Make(kase, hand.Now);
        hand.Note("Reopen");
        hand.Tell(CaseEventKind.Reopened, reason);
        hand.HandTo(again, CaseTrigger.Reopen);
        if (kase.Reopened >= FailedTooOften)
        {
            hand.NoteByClock("CopyTownship");
            hand.Tell(CaseEventKind.CopiedToTownship);
        }
    }
}
