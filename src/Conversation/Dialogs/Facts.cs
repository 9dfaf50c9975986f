using CaseStore.Cases;

namespace Conversation.Dialogs;

/// <summary>What a dialog must know from the store before it can answer; most messages need nothing.</summary>
public abstract record FactsNeeded
{
    private FactsNeeded()
    {
    }

    public sealed record Nothing : FactsNeeded;

    /// <summary>The resident's own cases: open ones, and those ended lately; newest first.</summary>
    public sealed record OwnCases : FactsNeeded;

    /// <summary>The open cases of the organisations for which this member is on duty; most urgent first.</summary>
    public sealed record DeskCases : FactsNeeded;

    /// <summary>The case that a picture was attached to, if it was.</summary>
    public sealed record CaseOfPhoto(string PhotoKey) : FactsNeeded;

    /// <summary>One case by its number or the end of it.</summary>
    public sealed record OneCase(string Number) : FactsNeeded;
}

/// <param name="Now">The turn's moment; the only time a dialog knows.</param>
public sealed record Facts(DateTimeOffset Now, IReadOnlyList<Case> Cases)
{
    public static Facts None(DateTimeOffset now) => new(now, []);
}
