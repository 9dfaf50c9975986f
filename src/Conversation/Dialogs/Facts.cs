using CaseStore.Cases;
using CaseStore.People;

namespace Conversation.Dialogs;

/// <summary>What a dialog must know from the store before it can answer; most messages need nothing.</summary>
public abstract record FactsNeeded
{
    private FactsNeeded()
    {
    }

    public sealed record Nothing : FactsNeeded;

    /// <summary>The resident's own cases and those they follow: open ones, and those ended lately; newest first.</summary>
    public sealed record OwnCases : FactsNeeded;

    /// <summary>Who the resident is to us: registration, points, how much they reported within the last hour.</summary>
    public sealed record Myself : FactsNeeded;

    /// <summary>The cases of one subtype in one compound that are being worked on and were reported within the last 30 days; newest first.</summary>
    public sealed record Nearby(string CompoundId, string Subtype) : FactsNeeded;

    /// <summary>The open cases of the organisations for which this member is on duty, and those they watch over; most urgent first.</summary>
    public sealed record DeskCases : FactsNeeded;

    /// <summary>The case that a picture was attached to, if it was, with its pictures.</summary>
    public sealed record CaseOfPhoto(string PhotoKey) : FactsNeeded;

    /// <summary>One case by its whole number, or those that concern this member by the end of it.</summary>
    public sealed record OneCase(string Number) : FactsNeeded;

    /// <summary>The same, for a second case beside the first.</summary>
    public sealed record OtherCase(string Number) : FactsNeeded;

    /// <summary>The cases of a compound without a property company that a volunteer may claim, and those that this person has claimed.</summary>
    public sealed record Claimable(string CompoundId) : FactsNeeded;

    /// <summary>What became of the last message about a case to whoever reported it.</summary>
    public sealed record Told(string Number) : FactsNeeded;
}

/// <param name="Now">The turn's moment; the only time a dialog knows.</param>
/// <param name="Cases">The cases asked for by <see cref="FactsNeeded.OwnCases"/> (own ones only) or by one of the staff's questions.</param>
public sealed record Facts(DateTimeOffset Now, IReadOnlyList<Case> Cases)
{
    /// <summary>Cases of others that the resident follows; filled together with the own ones.</summary>
    public IReadOnlyList<Case> Followed { get; init; } = [];

    /// <summary>Cases on other desks that this member watches over and that need looking after now; filled together with the desk's own.</summary>
    public IReadOnlyList<Case> Watched { get; init; } = [];

    /// <summary>Cases to whose spot an organisation of this member was called and where it has not reported in; filled together with the desk's own.</summary>
    public IReadOnlyList<Case> Called { get; init; } = [];

    /// <summary>Null until asked for by <see cref="FactsNeeded.OtherCase"/>.</summary>
    public IReadOnlyList<Case>? Others { get; init; }

    /// <summary>Null until asked for by <see cref="FactsNeeded.Claimable"/>.</summary>
    public IReadOnlyList<Case>? Claimable { get; init; }

    /// <summary>What this person has claimed and not yet finished; filled together with what can be claimed.</summary>
    public IReadOnlyList<Case> Claimed { get; init; } = [];

    /// <summary>Null until asked for by <see cref="FactsNeeded.Myself"/>.</summary>
    public Resident? Me { get; init; }

    /// <summary>Null until asked for by <see cref="FactsNeeded.Nearby"/>.</summary>
    public IReadOnlyList<Case>? Nearby { get; init; }

    /// <summary>Whether the own cases were looked up: an empty list may also mean that nobody asked.</summary>
    public bool KnowsCases { get; init; }

    /// <summary>Null until asked for by <see cref="FactsNeeded.Told"/>.</summary>
    public Told? Told { get; init; }

    public static Facts None(DateTimeOffset now) => new(now, []);
}
