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

    /// <summary>The reporter adds something to a case that is being worked on: words, photos, or both.</summary>
    public sealed record Supplement(string? Words, IReadOnlyList<string> Photos) : CaseAct;

    /// <summary>A neighbour sees the same thing: they hear the outcome too, and the case weighs more. What they sent is added to it.</summary>
    public sealed record Follow(string? Words, IReadOnlyList<string> Photos) : CaseAct;

    /// <summary>The reporter says where an emergency is, or that it is elsewhere; another compound means another desk.</summary>
    /// <param name="Words">All that was said with it.</param>
    public sealed record Locate(string? CompoundId, string? Place, string? Words) : CaseAct;

    /// <param name="Grade">5 very satisfied … 1 very dissatisfied; 1 and 2 reopen the case and need a reason.</param>
    public sealed record Rate(int Grade, string? Comment) : CaseAct;

    /// <summary>The reporter has the last word, whatever the handler wrote and whatever the grade.</summary>
    public sealed record NotFixed(string Reason) : CaseAct;
}
