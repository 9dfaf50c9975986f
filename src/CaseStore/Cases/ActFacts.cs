using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>What an act must know besides its case; looked up before anything is decided.</summary>
internal sealed record ActFacts
{
    public required Routing Routing { get; init; }

    /// <summary>The photos that came with the act, as far as they can still be shown.</summary>
    public IReadOnlyList<Photo> Photos { get; init; } = [];

    /// <summary>The resident who acts, where it matters who that is; null when nobody knows them.</summary>
    public Person? Person { get; init; }

    /// <summary>No message reaches the volunteer who claimed the case; looked up where it comes back into work.</summary>
    public bool ClaimerLeft { get; init; }

    /// <summary>The case into which to merge, or the one into which that was merged, and so on to the last.</summary>
    public Case? Survivor { get; init; }

    /// <summary>The resident reported a case that ended in this one.</summary>
    public bool ThroughMerged { get; init; }
}
