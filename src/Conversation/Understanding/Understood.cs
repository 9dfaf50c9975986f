using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;

namespace Conversation.Understanding;

public enum Intent
{
    Report,
    Suggestion,
    Praise,
    Consultation,
    Command,
    Chat,
}

/// <param name="Confidence">0–1; the candidates' sum is at most 1.</param>
public sealed record Candidate(CaseKind Kind, string Subtype, double Confidence);

/// <summary>What a text says, as far as words alone can tell.</summary>
/// <param name="Place">Where in the compound, in the person's own words; without the compound's name.</param>
/// <param name="Problem">The text without the place and the compound's name, when something sensible is left; else the text.</param>
/// <param name="Candidates">Best first.</param>
/// <param name="Sure">True when the bot may fill in the best subtype without asking.</param>
public sealed record Understood(
    Intent Intent,
    Command? Command,
    Danger? Danger,
    string? Place,
    Compound? Compound,
    string Problem,
    IReadOnlyList<Candidate> Candidates,
    bool Sure)
{
    /// <summary>Several problems said in one breath, each in its own words, in their order; empty when it is one.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    public Abuse Abuse { get; init; }
}

/// <summary>What needs a calm answer and no case.</summary>
public enum Abuse
{
    None,
    Insult,
    Advertising,
}
