using CaseStore.City;

namespace Conversation.Understanding;

/// <summary>
/// Finds a compound's name or alias, as people write it: exactly; without 小区; with one character wrong, missing or swapped in
/// names long enough for that to be told from another name. Cost follows the text, not the number of compounds.
/// </summary>
internal sealed class CompoundFinder
{
    private const int ShortestForTypos = 3;
    private const int ShortestCore = 2;
    private static readonly string[] Suffixes = ["小区", "花园", "新村", "家园", "公寓", "花苑", "佳苑", "雅苑", "名苑", "苑", "园", "府", "居"];

    /// <summary>What two characters stand in front of when they are no compound: 望湖路, 柳荫社区.</summary>
    private static readonly string[] Elsewhere = ["路", "街", "大道", "社区", "公园", "桥", "河", "湖", "山", "小学", "中学", "学校", "幼儿园", "医院", "超市", "派出所", "物业", "镇", "村委", "站"];

    private readonly WordIndex<Compound> _exact;
    private readonly HashSet<string> _cores;
    private readonly Dictionary<char, List<(int Name, int At)>> _places = [];
    private readonly List<(string Name, Compound Compound)> _names = [];

    public CompoundFinder(IReadOnlyList<Compound> compounds)
    {
        var names = compounds.SelectMany(c => c.Aliases.Append(c.Name).Distinct().Select(n => (Name: SimplifiedText.Fold(n), Compound: c))).ToList();
        var taken = names.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);

        // A name without its 小区 or 花园 is as good, when nobody else has it; two characters only in front of a building or a gate.
        var cores = names
            .SelectMany(n => Suffixes.Where(s => n.Name.EndsWith(s, StringComparison.Ordinal) && n.Name.Length - s.Length >= ShortestCore).Select(s => (Name: n.Name[..^s.Length], n.Compound)))
            .Where(c => !taken.Contains(c.Name))
            .GroupBy(c => c.Name).Where(g => g.Select(c => c.Compound).Distinct().Count() == 1).Select(g => g.First()).ToList();
        _cores = [.. cores.Select(c => c.Name)];
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
    public (Compound Compound, int At, int Length)? Find(string text) => FindExact(text) ?? FindMistyped(text) ?? FindSpaced(text);

    private (Compound Compound, int At, int Length)? FindExact(string text)
    {
        var found = new List<(int At, string Word, Compound Meaning)>();
        _exact.Find(text, found);
        (int At, string Word, Compound Meaning)? last = null;
        foreach (var other in found)
        {
            // The longest name at the last place where one stands: "望湖苑" holds "望湖".
            if ((last is not { } kept || other.At >= kept.At + kept.Word.Length || (other.At == kept.At && other.Word.Length > kept.Word.Length))
                && IsMeant(text, other.At, other.Word))
            {
                last = other;
            }
        }

        return last is { } name ? (name.Meaning, name.At, name.Word.Length) : null;
    }

    /// <summary>Whether two characters are the compound here; a longer name always is.</summary>
    private bool IsMeant(string text, int at, string word)
    {
        if (word.Length >= ShortestForTypos)
        {
            return true;
        }

        var rest = text.AsSpan(at + word.Length);
        foreach (var elsewhere in Elsewhere)
        {
            if (rest.StartsWith(elsewhere))
            {
                return false;
            }
        }

        return !_cores.Contains(word) || ((at == 0 || !char.IsLetterOrDigit(text[at - 1]) || "在住是我们到".Contains(text[at - 1])) && IsFollowedByPlace(rest));
    }

    private static bool IsFollowedByPlace(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("小区"))
        {
            return true;
        }

        Span<PlacePart> parts = stackalloc PlacePart[1];
        return PlaceScanner.Scan(rest[..Math.Min(rest.Length, 8)], parts) == 1 && parts[0] is { At: 0, Kind: PlaceKind.Building or PlaceKind.Gate or PlaceKind.Unit };
    }

    /// <summary>"望 湖 苑": read without the spaces, and found where it stands with them.</summary>
    private (Compound Compound, int At, int Length)? FindSpaced(string text)
    {
        if (!text.Contains(' ', StringComparison.Ordinal) || FindExact(text.Replace(" ", "", StringComparison.Ordinal)) is not { } found || found.Length < ShortestForTypos)
        {
            return null;
        }

        var at = With(text, found.At);
        return (found.Compound, at, With(text, found.At + found.Length - 1) + 1 - at);
    }

    /// <summary>Where the character stands that is the <paramref name="nth"/> one that is no space.</summary>
    private static int With(string text, int nth)
    {
        var at = 0;
        while (text[at] == ' ' || nth-- > 0)
        {
            at++;
        }

        return at;
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
