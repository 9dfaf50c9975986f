using CaseStore.Catalogue;

namespace CaseStore.Due;

/// <summary>What an end follows from.</summary>
public abstract record DueRule
{
    private DueRule()
    {
    }

    /// <param name="Word">The word of the report for which this one of several limits counts.</param>
    public sealed record OfLimit(Limit Limit, string? Word = null) : DueRule;

    /// <summary>Set by the community after the first limit ran out.</summary>
    public sealed record Months(int Count) : DueRule;

    /// <summary>Promised under a rule that the catalogue or the calendar no longer has: the promise stands as told.</summary>
    public sealed record AsPromised : DueRule;
}
