namespace CaseStore.Catalogue;

/// <summary>The limit that counts for a report.</summary>
/// <param name="Word">The word of the report that chose it; null where nothing had to be chosen.</param>
public sealed record LimitChoice(Limit Limit, string? Word = null)
{
    /// <summary>Answers go before the other words: whoever was asked meant just that.</summary>
    /// <param name="description">As <see cref="SubtypeQuestion.Join"/> makes it.</param>
    /// <param name="leads">How the answers to all questions of the catalogue begin: the words of a question were not said by whoever reported.</param>
    internal static LimitChoice Of(Subtype subtype, string description, IEnumerable<string> leads)
    {
        if (subtype.Limits.Count == 0)
        {
            return new LimitChoice(subtype.Limit);
        }

        var own = subtype.Questions.Select(q => q.Lead).ToHashSet(StringComparer.Ordinal);
        var (answers, words) = (new List<string>(), new List<string>());
        foreach (var part in description.Split(SubtypeQuestion.Between))
        {
            var lead = leads.FirstOrDefault(l => part.StartsWith(l, StringComparison.Ordinal)) ?? "";
            (own.Contains(lead) ? answers : words).Add(part[lead.Length..]);
        }

        return answers.Select(a => In(a, subtype)).FirstOrDefault(c => c is not null)
            ?? In(string.Join(SubtypeQuestion.Between, words), subtype)
            ?? new LimitChoice(subtype.Limit);
    }

    private static LimitChoice? In(string said, Subtype subtype) => subtype.Limits
        .SelectMany(l => l.When, (l, word) => new LimitChoice(l.Limit, word))
        .FirstOrDefault(c => said.Contains(c.Word!, StringComparison.Ordinal));
}
