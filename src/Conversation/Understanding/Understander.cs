using CaseStore.Catalogue;
using CaseStore.City;

namespace Conversation.Understanding;

/// <summary>
/// Reads a text by the words of the catalogue and the names of the city. Pure: no network, no clock. A trained model
/// may later weigh the candidates; what it gives back stays the same.
/// </summary>
public sealed class Understander
{
    /// <summary>Above this share of all evidence, and with this much evidence, the bot fills the subtype in without asking.</summary>
    private const double SureShare = 0.6;
    private const int SureEvidence = 2;

    private static readonly string[] ChatWords = ["你好", "您好", "谢谢", "再见", "在吗", "哈喽", "hello", "早上好", "晚上好", "好的", "嗯", "ok", "知道了", "收到", "辛苦了", "哈哈"];
    private static readonly (string Word, Intent Intent)[] IntentWords =
    [
        ("建议", Intent.Suggestion), ("希望能", Intent.Suggestion), ("能不能增加", Intent.Suggestion),
        ("表扬", Intent.Praise), ("点赞", Intent.Praise), ("感谢", Intent.Praise), ("好评", Intent.Praise),
        ("咨询", Intent.Consultation), ("请问", Intent.Consultation), ("怎么办理", Intent.Consultation), ("想问", Intent.Consultation),
    ];

    private readonly WordIndex<Subtype> _subtypes;
    private readonly WordIndex<Danger> _dangers;
    private readonly (string[] Parts, Danger Danger)[] _dangersOfParts;
    private readonly IReadOnlyList<Danger> _byRank;
    private readonly WordIndex<Compound> _compounds;

    public Understander(CityDirectory city, CaseCatalogue catalogue)
    {
        _subtypes = new(catalogue.Subtypes.SelectMany(s => s.Words.Append(s.Name).Distinct().Select(w => (w, s))));
        _byRank = catalogue.File.Dangers;
        _dangers = new(_byRank.SelectMany(d => d.Words.Where(w => !w.Contains('+')).Select(w => (w, d))));
        _dangersOfParts = [.. _byRank.SelectMany(d => d.Words.Where(w => w.Contains('+')).Select(w => (w.Split('+'), d)))];
        _compounds = new(city.Compounds.SelectMany(c => c.Aliases.Append(c.Name).Distinct().Select(n => (n, c))));
    }

    public Understood Read(string words)
    {
        var text = PlainText.Of(words);
        if (Commands.Read(text) is { } command)
        {
            return new Understood(Intent.Command, command, null, null, null, text, [], false);
        }

        var danger = FindDanger(text);
        var (compound, compoundAt, compoundName) = FindCompound(text);
        var place = PlaceReader.Find(text);
        var (candidates, evidence) = Weigh(text);
        var intent = Classify(text, candidates.Count > 0 || danger is not null, place is not null || compound is not null);
        var sure = candidates.Count > 0 && candidates[0].Confidence >= SureShare && evidence >= SureEvidence;
        return new Understood(
            intent, null, danger, place is { } p ? text.Substring(p.At, p.Length).Trim() : null, compound,
            Problem(text, place, compoundAt, compoundName), candidates, sure);
    }

    /// <summary>The first of the catalogue's dangers that the text speaks of: gas beats the lift that is named beside it.</summary>
    private Danger? FindDanger(string text)
    {
        var found = new List<(int At, string Word, Danger Meaning)>();
        _dangers.Find(text, found);
        var spoken = found.Select(f => f.Meaning).ToHashSet();
        foreach (var (parts, danger) in _dangersOfParts)
        {
            if (parts.All(part => text.Contains(part, StringComparison.Ordinal)))
            {
                spoken.Add(danger);
            }
        }

        return spoken.Count == 0
            ? null
            : _byRank.FirstOrDefault(d => spoken.Contains(d) && d.Unless?.Any(u => text.Contains(u, StringComparison.Ordinal)) != true);
    }

    private (Compound? Compound, int At, string Name) FindCompound(string text)
    {
        var found = new List<(int At, string Word, Compound Meaning)>();
        _compounds.Find(text, found);
        return found.Count == 0 ? (null, -1, "") : (found[^1].Meaning, found[0].At, found[0].Word);
    }

    /// <summary>Each subtype's words found in the text; longer words say more, and the same word counts once.</summary>
    private (IReadOnlyList<Candidate> Candidates, int Evidence) Weigh(string text)
    {
        var found = new List<(int At, string Word, Subtype Meaning)>();
        _subtypes.Find(text, found);
        if (found.Count == 0)
        {
            return ([], 0);
        }

        var weights = new Dictionary<string, (Subtype Subtype, int Weight)>(StringComparer.Ordinal);
        var counted = new HashSet<(string, string)>();
        foreach (var (_, word, subtype) in found)
        {
            if (counted.Add((word, subtype.Code)))
            {
                weights[subtype.Code] = (subtype, weights.GetValueOrDefault(subtype.Code).Weight + (word.Length * word.Length));
            }
        }

        var total = weights.Values.Sum(w => w.Weight);
        var candidates = weights.Values
            .OrderByDescending(w => w.Weight).ThenBy(w => w.Subtype.Code, StringComparer.Ordinal)
            .Select(w => new Candidate(w.Subtype.Kind, w.Subtype.Code, Math.Round((double)w.Weight / (total + 1), 3)))
            .ToList();
        return (candidates, weights[candidates[0].Subtype].Weight);
    }

    private static Intent Classify(string text, bool hasSubject, bool hasPlace)
    {
        foreach (var (word, intent) in IntentWords)
        {
            if (text.StartsWith(word, StringComparison.Ordinal) || (!hasSubject && text.Contains(word, StringComparison.Ordinal)))
            {
                return intent;
            }
        }

        if (hasSubject)
        {
            return Intent.Report;
        }

        if (text.Length <= 12 && ChatWords.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)))
        {
            return Intent.Chat;
        }

        return hasPlace || text.Length >= 8 ? Intent.Report : Intent.Chat;
    }

    private static string Problem(string text, (int At, int Length)? place, int compoundAt, string compoundName)
    {
        var from = 0;
        if (compoundAt == 0)
        {
            from = compoundName.Length;
        }

        if (place is { } p && p.At - from is >= 0 and <= 2)
        {
            from = p.At + p.Length;
        }

        var rest = text[from..].TrimStart(' ', ',', '，', '。', ':', '：', '的', '、');
        return rest.Length >= 3 ? rest : text;
    }
}
