using CaseStore.Catalogue;

namespace Conversation.Understanding.Model;

/// <summary>A text as keys, with what the catalogue's words say of it: the same for learning and for reading.</summary>
internal sealed class TextKeys
{
    private readonly WordIndex<int> _words;
    private readonly DangerWords _dangers;

    public TextKeys(CaseCatalogue catalogue)
    {
        Subtypes = [.. catalogue.Subtypes];
        _words = new(Subtypes.SelectMany((s, i) => s.Words.Append(s.Name).Distinct().Select(w => (w, i))));
        _dangers = new DangerWords(catalogue.File.Dangers);
    }

    public IReadOnlyList<Subtype> Subtypes { get; }

    /// <param name="evidence">For each of <see cref="Subtypes"/> the squares of the lengths of its words found, each word once.</param>
    /// <returns>How many keys were written; at most <see cref="Features.Most"/>.</returns>
    public int Write(string plain, Span<uint> keys, Span<int> evidence, out Danger? danger)
    {
        var count = Features.Write(plain, keys);
        Weigh(plain, evidence);
        var best = 0;
        foreach (var weight in evidence)
        {
            best = Math.Max(best, weight);
        }

        for (var i = 0; i < evidence.Length && count + 4 < keys.Length; i++)
        {
            if (evidence[i] > 0)
            {
                count += Features.WriteHint(Subtypes[i].Code, evidence[i], evidence[i] == best, keys[count..]);
            }
        }

        danger = _dangers.Find(plain);
        if (danger is not null)
        {
            keys[count++] = Features.Danger;
        }

        return count;
    }

    private void Weigh(string plain, Span<int> evidence)
    {
        evidence.Clear();
        var found = new List<(int At, string Word, int Meaning)>();
        _words.Find(plain, found);
        for (var i = 0; i < found.Count; i++)
        {
            var counted = false;
            for (var j = 0; j < i && !counted; j++)
            {
                counted = found[j].Meaning == found[i].Meaning && ReferenceEquals(found[j].Word, found[i].Word);
            }

            if (!counted)
            {
                evidence[found[i].Meaning] += found[i].Word.Length * found[i].Word.Length;
            }
        }
    }
}
