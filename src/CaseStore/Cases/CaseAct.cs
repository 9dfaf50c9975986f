namespace CaseStore.Cases;

/// <summary>Everything that can be done to a case. The lifecycle says when, the duty roster says by whom.</summary>
public abstract record CaseAct
{
    private CaseAct()
    {
    }

    public sealed record Accept : CaseAct;

    /// <param name="Note">One sentence for the resident; required.</param>
    /// <param name="Photos">Keys of the photos that prove it; at least one.</param>
    public sealed record Resolve(Outcome Outcome, string Note, IReadOnlyList<string> Photos) : CaseAct;

    /// <summary>The proof turned out not to be a picture: the case is in work again, until there is another.</summary>
    public sealed record Recall : CaseAct;

    /// <summary>Not this desk's duty; goes to the township reviewer, never back to nobody.</summary>
    public sealed record Decline(string Reason) : CaseAct;

    /// <summary>The reviewer sends it to a unit of the township.</summary>
    public sealed record Approve(string Unit) : CaseAct;

    /// <summary>The reviewer sends it back to the property (or, where there is none, the community).</summary>
    public sealed record Return(string Reason) : CaseAct;

    /// <summary>The reviewer refuses it for good; the resident is told why.</summary>
    public sealed record Reject(string Reason) : CaseAct;

    public sealed record Withdraw : CaseAct;

    /// <summary>At most once a day a case.</summary>
    public sealed record Urge : CaseAct;

    /// <summary>The reporter, or a neighbour who joined, adds something to a case that is being worked on: words, photos, or both.</summary>
    public sealed record Supplement(string? Words, IReadOnlyList<string> Photos) : CaseAct;

    /// <summary>A neighbour sees the same thing: they hear the outcome too, and the case weighs more. What they sent is added to it,
    /// and that is all that is left to do for whoever waits for it already.</summary>
    public sealed record Follow(string? Words, IReadOnlyList<string> Photos) : CaseAct;

    /// <summary>The reporter says where an emergency is, or that it is elsewhere; another compound means another desk.</summary>
    /// <param name="Words">All that was said with it.</param>
    public sealed record Locate(string? CompoundId, string? Place, string? Words) : CaseAct;

    /// <param name="Grade">5 very satisfied … 1 very dissatisfied; 1 and 2 reopen the case and need a reason.</param>
    public sealed record Rate(int Grade, string? Comment) : CaseAct;

    /// <summary>The reporter has the last word, whatever the handler wrote and whatever the grade.</summary>
    public sealed record NotFixed(string Reason) : CaseAct;

    /// <summary>Small loop → big loop: the township's reviewer or one of its units sends it to a city department.</summary>
    /// <param name="Department">Null: the one that the catalogue names for the subtype.</param>
    public sealed record Escalate(string? Department, string Reason) : CaseAct;

    /// <summary>The community sets a new limit after the first has run out; the reporter is told the new promise.</summary>
    /// <param name="Months">1 to 6.</param>
    /// <param name="Milestones">What will be done by when, in words; required.</param>
    public sealed record Extend(int Months, string Milestones) : CaseAct;

    /// <summary>The handler cannot go on without an answer of the reporter; the clock stands still until it comes, five days at most.</summary>
    public sealed record AskReporter(string Question) : CaseAct;

    /// <summary>Words for the history, by anyone of the staff whom the case concerns.</summary>
    public sealed record Remark(string Words) : CaseAct;

    /// <summary>A colleague of the same organisation takes it over.</summary>
    public sealed record HandOver(string Member) : CaseAct;

    /// <summary>The community calls departments or units to the spot (社区吹哨); each must report in (报到) within a limit.</summary>
    public sealed record Whistle(IReadOnlyList<string> Organisations, string Reason) : CaseAct;

    /// <summary>A called organisation is there.</summary>
    public sealed record ReportIn(string? Words) : CaseAct;

    /// <summary>Two cases are one matter: this one ends, its reporter and followers hear the outcome of the other.</summary>
    public sealed record Merge(string Into) : CaseAct;

    /// <summary>A volunteer of the roster takes a case of the self loop in hand (认领); the community stays responsible.</summary>
    public sealed record Claim : CaseAct;

    /// <summary>企业主动上报: the property cannot solve it alone and says what it tried; goes to the township reviewer.</summary>
    public sealed record Raise(string Tried, IReadOnlyList<string> Photos) : CaseAct;

    /// <summary>Another desk, chosen by whoever looks after the case from above: the community, the reviewer, the command centre.</summary>
    public sealed record Redispatch(string Organisation, string Reason) : CaseAct;

    /// <summary>The subtype was wrong; a new limit is computed and told.</summary>
    public sealed record Correct(string Subtype) : CaseAct;
}
