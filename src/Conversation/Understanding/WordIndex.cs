using System.Collections.Frozen;

namespace Conversation.Understanding;

/// <summary>Finds known words in a text, each position's longest first; cost follows the text, not the number of words.</summary>
internal sealed class WordIndex<T>
{
    private readonly FrozenDictionary<char, (string Word, T Meaning)[]> _byFirst;

    public WordIndex(IEnumerable<(string Word, T Meaning)> words) =>
        _byFirst = words.Where(w => w.Word.Length > 0)
            .GroupBy(w => char.ToLowerInvariant(w.Word[0]))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(w => w.Word.Length).ToArray());

    /// <summary>Every word found, in the text's order; a position may give several meanings of different words.</summary>
    public void Find(ReadOnlySpan<char> text, List<(int At, string Word, T Meaning)> found)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!_byFirst.TryGetValue(char.ToLowerInvariant(text[i]), out var words))
            {
                continue;
            }

            foreach (var (word, meaning) in words)
            {
                if (text[i..].StartsWith(word, StringComparison.OrdinalIgnoreCase))
                {
                    found.Add((i, word, meaning));
                }
            }
        }
    }
}
