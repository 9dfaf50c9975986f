using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>Why an act was not done. The words for it are the conversation's.</summary>
public enum Refusal
{
    NoSuchCase,
    NotOnDuty,

    /// <summary>The case is in a state in which this cannot be done (any more).</summary>
    NotNow,
    UnknownUnit,
    ProofMissing,
    ReasonMissing,

    /// <summary>Urging: once a day is enough.</summary>
    TooSoon,

    /// <summary>Following a case twice, or one's own.</summary>
    Already,

    /// <summary>Extending: only the community, and only after the limit has run out.</summary>
    NotOverdue,

    /// <summary>Extending: 1 to 6 months.</summary>
    MonthsOutOfRange,

    /// <summary>No organisation of that id that may get this case, or nobody on duty there.</summary>
    UnknownOrganisation,

    /// <summary>Handing over: no such colleague in the same organisation.</summary>
    UnknownMember,
    UnknownSubtype,

    /// <summary>Merging: the other case is not there, has ended, is itself, or lies in another compound.</summary>
    NotMergeable,

    /// <summary>A returned case may be corrected or sent on by whoever receives it, not closed.</summary>
    MustPassOn,

    /// <summary>Extending: danger to life has no months.</summary>
    DangerToLife,

    /// <summary>Claiming: only a registered volunteer of the compound, and only in the self loop.</summary>
    NotClaimable,
}

/// <summary>The end of an act on a case.</summary>
public abstract record ActResult
{
    private ActResult()
    {
    }

    public sealed record Done(Case Case, IReadOnlyList<CaseEvent> Events) : ActResult;

    /// <summary>A registration was tried; no case is concerned.</summary>
    public sealed record Registered(Registration Outcome) : ActResult;

    /// <param name="Case">The case as it is; absent when there is none of that number.</param>
    public sealed record Refused(Refusal Why, Case? Case) : ActResult;
}
