using CaseStore.City;

namespace Conversation.Understanding;

/// <summary>
/// Finds a compound's name or alias, as people write it: exactly; without 小区; with one character wrong, missing or swapped in
/// names long enough for that to be told from another name. Cost follows the text, not the number of compounds.
/// </summary>
internal sealed class CompoundFinder
{
    private const int ShortestForTypos = 3;
    private static readonly string[] Suffixes = ["小区", "花园", "新村", "家园", "公寓"];

    private readonly WordIndex<Compound> _exact;
    private readonly Dictionary<char, List<(int Name, int At)>> _places = [];
    private readonly List<(string Name, Compound Compound)> _names = [];

    public CompoundFinder(IReadOnlyList<Compound> compounds)
    {
        var names = compounds.SelectMany(c => c.Aliases.Append(c.Name).Distinct().Select(n => (Name: SimplifiedText.Fold(n), Compound: c))).ToList();
        var taken = names.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);

        // A name without its 小区 or 花园 is as good, when enough of it is left and nobody else has it.
        var cores = names
            .SelectMany(n => Suffixes.Where(s => n.Name.EndsWith(s, StringComparison.Ordinal) && n.Name.Length - s.Length >= ShortestForTypos).Select(s => (Name: n.Name[..^s.Length], n.Compound)))
            .Where(c => !taken.Contains(c.Name))
            .GroupBy(c => c.Name).Where(g => g.Select(c => c.Compound).Distinct().Count() == 1).Select(g => g.First()).ToList();
        _exact = new([.. names, .. cores]);
        foreach (var (name, compound) in names.Where(n => n.Name.Length >= ShortestForTypos))
        {
            for (var i = 0; i < name.Length; i++)
            {
                if (!_places.TryGetValue(name[i], out var places))
                {
                    _places[name[i]] = places = [];
                }

                places.Add((_names.Count, i));
            }

            _names.Add((name, compound));
        }
    }

    /// <param name="text">Plain and simplified.</param>
    /// <returns>The compound said last (a correction comes last), with where its name stands; null when none is named.</returns>
    public (Compound Compound, int At, int Length)? Find(string text)
    {
        var found = new List<(int At, string Word, Compound Meaning)>();
        _exact.Find(text, found);
        if (found.Count == 0)
        {
            return FindMistyped(text);
        }

        // The longest name at the last place where one stands: "望湖苑" holds "望湖".
        var last = found[^1];
        foreach (var other in found)
        {
            if (other.At <= last.At && other.At + other.Word.Length >= last.At + last.Word.Length && other.Word.Length > last.Word.Length)
            {
                last = other;
            }
        }

        return (last.Meaning, last.At, last.Word.Length);
    }

    private (Compound Compound, int At, int Length)? FindMistyped(string text)
    {
        Dictionary<(int Name, int Start), int>? matches = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!_places.TryGetValue(text[i], out var places))
            {
                continue;
            }

            foreach (var (name, at) in places)
            {
                matches ??= [];
                matches[(name, i - at)] = matches.GetValueOrDefault((name, i - at)) + 1;
            }
        }

        if (matches is null)
        {
            return null;
        }

        (Compound Compound, int At, int Length)? best = null;
        foreach (var ((index, start), count) in matches)
        {
            var (name, compound) = _names[index];
            if (Length(name, text, start, count) is not { } length)
            {
                continue;
            }

            if (best is { } other && other.Compound != compound)
            {
                return null;
            }

            best = (compound, Math.Max(start, 0), length);
        }

        return best;
    }

    /// <summary>How many characters of the text are the mistyped name; null when they are not.</summary>
    private static int? Length(string name, string text, int start, int count)
    {
        if (start >= 0 && start + name.Length <= text.Length && count == name.Length - 1 && IsLikelySlip(name, text, start))
        {
            return name.Length;
        }

        if (start < 0 || name.Length < 4)
        {
            return null;
        }

        // One character left out: what stands before the gap matches here, what stands behind it one to the left.
        if (start + name.Length - 1 <= text.Length)
        {
            var gap = 0;
            while (gap < name.Length - 1 && text[start + gap] == name[gap])
            {
                gap++;
            }

            if (gap > 0 && string.CompareOrdinal(text, start + gap, name, gap + 1, name.Length - gap - 1) == 0)
            {
                return name.Length - 1;
            }
        }

        // Two neighbours swapped.
        if (count == name.Length - 2 && start + name.Length <= text.Length)
        {
            var at = 0;
            while (at < name.Length && text[start + at] == name[at])
            {
                at++;
            }

            if (at + 1 < name.Length && text[start + at] == name[at + 1] && text[start + at + 1] == name[at])
            {
                return name.Length;
            }
        }

        return null;
    }

    /// <summary>镜湖苑 is not 望湖苑 mistyped: one wrong character is only believed when it sounds like the right one.</summary>
    private static bool IsLikelySlip(string name, string text, int start)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (text[start + i] != name[i])
            {
                return Homophones.Are(text[start + i], name[i]);
            }
        }

        return true;
    }
}
