using CaseStore.Catalogue;

namespace Conversation.Understanding;

/// <summary>The catalogue's words for dangers to life.</summary>
internal sealed class DangerWords
{
    private readonly IReadOnlyList<Danger> _byRank;
    private readonly WordIndex<Danger> _words;
    private readonly (string[] Parts, Danger Danger)[] _ofParts;

    public DangerWords(IReadOnlyList<Danger> byRank)
    {
        _byRank = byRank;
        _words = new(byRank.SelectMany(d => d.Words.Where(w => !w.Contains('+')).Select(w => (w, d))));
        _ofParts = [.. byRank.SelectMany(d => d.Words.Where(w => w.Contains('+')).Select(w => (w.Split('+'), d)))];
    }

    /// <summary>The first of the catalogue's dangers that the text speaks of: gas beats the lift that is named beside it.</summary>
    public Danger? Find(string text) => First(text, heedExceptions: true);

    /// <summary>The same without the exceptions: which danger it would be, once it is known that there is one.</summary>
    public Danger? Nearest(string text) => First(text, heedExceptions: false);

    private Danger? First(string text, bool heedExceptions)
    {
        var found = new List<(int At, string Word, Danger Meaning)>();
        _words.Find(text, found);
        HashSet<Danger>? spoken = null;
        foreach (var (_, _, danger) in found)
        {
            (spoken ??= []).Add(danger);
        }

        foreach (var (parts, danger) in _ofParts)
        {
            if (Array.TrueForAll(parts, part => text.Contains(part, StringComparison.Ordinal)))
            {
                (spoken ??= []).Add(danger);
            }
        }

        return spoken is null
            ? null
            : _byRank.FirstOrDefault(d => spoken.Contains(d) && !(heedExceptions && d.Unless?.Any(u => text.Contains(u, StringComparison.Ordinal)) == true));
    }
}
