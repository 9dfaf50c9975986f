using System.Text.RegularExpressions;
using CaseStore.Cases;
using CaseStore.People;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>What a resident does with cases already filed: look, withdraw, urge, rate.</summary>
internal sealed partial class Following(CaseWords words, CaseLinks links)
{
    /// <summary>Whole sentences are no grade, and not worth comparing with one.</summary>
    private const int LongestGrade = 8;

    private readonly PhraseBook _say = words.Book;

    /// <summary>"进度 0012": a command with the end of a number.</summary>
    public static (Command Command, string? Number)? ReadCommand(string text)
    {
        var plain = PlainText.Of(text);
        if (Commands.Read(plain) is { } command)
        {
            return (command, null);
        }

        var match = plain.Length <= 32 ? WithNumber().Match(plain) : Match.Empty;
        return match.Success && Commands.Read(match.Groups["word"].Value) is { } numbered ? (numbered, match.Groups["number"].Value) : null;
    }

    /// <summary>Whether a text out of the blue may answer a request for a rating.</summary>
    public bool LooksLikeRating(string text) => SaysNotFixed(text) || ReadVerdict(text) is not null;

    public static bool SaysNotFixed(string text)
    {
        var plain = PlainText.WithoutMarks(PlainText.Of(text));
        return plain.Length <= 200
            && (plain.StartsWith("未解决", StringComparison.Ordinal) || plain.StartsWith("没解决", StringComparison.Ordinal)
                || plain.StartsWith("没有解决", StringComparison.Ordinal) || plain.StartsWith("没修好", StringComparison.Ordinal)
                || plain.StartsWith("根本没", StringComparison.Ordinal));
    }

    /// <summary>
    /// "还是没清", "满意,但是没修好": whoever names no place speaks of what was done, or not. Only where such an answer is awaited, because
    /// a new report may sound the same.
    /// </summary>
    public bool SaysStillNotFixed(string text) =>
        SaysNotFixed(text) || (ReadVerdict(text) is { Why: { } why } ? SaysNotFixed(why) || IsStillNot(why) : IsStillNot(PlainText.Of(text)));

    private static bool IsStillNot(string plain) => StillNot().IsMatch(plain) && PlaceReader.Find(plain) is null;

    /// <summary>"未解决,桶还是满的": what stands after the verdict, or the whole when nothing does.</summary>
    public static string ReasonOf(string plain) =>
        plain.IndexOfAny([',', '，', '。', ' ', ':', '：']) is var at and > 0 && plain[(at + 1)..].Trim() is { Length: > 1 } reason ? reason : plain;

    /// <summary>A grade, and behind its name why: "不满意,楼道还是脏".</summary>
    public (int Grade, string? Why)? ReadVerdict(string text)
    {
        if (ReadGrade(text) is { } whole)
        {
            return (whole, null);
        }

        var plain = PlainText.Of(text);
        return plain.IndexOfAny([',', '，', '。', ' ', ';', '；', '!', '！']) is var at and > 0
            && words.Grades.Contains(SimplifiedText.Fold(plain[..at])) && ReadGrade(plain[..at]) is { } grade && plain[(at + 1)..].Trim() is { Length: > 1 } why
                ? (grade, why)
                : null;
    }

    /// <summary>The grade itself (5 is the best), its name, or a clear part of the name.</summary>
    public int? ReadGrade(string text)
    {
        var bare = PlainText.WithoutMarks(PlainText.Of(text));
        bare = bare is [_, '分' or '星'] ? bare[..1] : bare;
        return bare.Length > LongestGrade ? null
            : Choice.Read(bare, words.Grades) is not { } chosen ? null
            : words.Grades[chosen].Contains(bare, StringComparison.Ordinal) ? words.Grades.Count - chosen
            : chosen + 1;
    }

    /// <summary>One case as a card: the one named by its number, the only open one, or the one that the words are about; else the list.</summary>
    public string Progress(Facts facts, string? number, Heard heard)
    {
        if (number is not null || Commands.Read(heard.Plain) is not null)
        {
            return List(facts, number);
        }

        var about = facts.Cases.Concat(facts.Followed)
            .Select(c => (Case: c, Shared: Shared(heard.Plain, $"{words.Subject(c)} {c.Place} {c.Description}")))
            .Where(c => c.Shared > 0).OrderByDescending(c => c.Shared).ToList();
        return about is [var best] || (about is [var first, var second, ..] && first.Shared > second.Shared && (best = first) == first)
            ? One(best.Case, facts)
            : List(facts, null);
    }

    public string List(Facts facts, string? number)
    {
        IReadOnlyList<Case> all = [.. facts.Cases, .. facts.Followed];
        var asked = number is null ? all : [.. all.Where(c => Matches(c, number))];
        return asked.Count switch
        {
            0 when number is not null && all.Count > 0 => _say.Text(Say.NoSuchNumber, ("number", number), ("lines", Lines(all))),
            0 => _say.Text(Say.NoCases),
            1 => One(asked[0], facts),
            _ => _say.Text(Say.ProgressList, ("lines", Lines(asked))),
        };
    }

    public string Points(Resident me, Registering registering) => _say.Text(
        Say.Points, ("count", me.Points.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("role", me.Verified ? registering.RoleName(me.Role) : _say.Text(Say.Unverified)));

    /// <summary>How many pairs of neighbouring characters two texts share.</summary>
    private static int Shared(string one, string other)
    {
        var pairs = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + 2 <= one.Length; i++)
        {
            pairs.Add(one.Substring(i, 2));
        }

        return pairs.Count(pair => other.Contains(pair, StringComparison.Ordinal));
    }

    public string Lines(IReadOnlyList<Case> cases) => string.Join('\n', cases.Take(6).Select(c => _say.Text(
        Say.ProgressLine, ("number", c.Number), ("subject", words.Subject(c)), ("place", Brief(words.GroupPlace(c))), ("state", words.State(c.State)))));

    private static string Brief(string place) => place.Length <= 24 ? place : place[..24] + "…";

    public string WhichCase(string command, IReadOnlyList<Case> cases) =>
        _say.Text(Say.WhichCase, ("command", command), ("lines", Lines(cases)));

    /// <summary>The choices alone, when the answer was none of them.</summary>
    public string GradeQuestion() => _say.Text(Say.AskGradeAgain, ("choices", words.GradeLines()));

    public string AskGrade(Case kase) => _say.Text(
        Say.AskGrade, ("number", kase.Number), ("note", kase.OutcomeNote ?? ""), ("choices", words.GradeLines()));

    public static bool Matches(Case kase, string number) =>
        kase.Number.EndsWith(number.TrimStart('W', 'w', 'P', 'p', '-'), StringComparison.OrdinalIgnoreCase);

    /// <summary>Of a neighbour's case: how far it is, and nothing of what they said or exactly where.</summary>
    private string One(Case kase, Facts facts) => facts.Followed.Contains(kase)
        ? _say.Text(
            Say.FollowedProgress,
            ("number", kase.Number), ("subject", words.Subject(kase)), ("place", words.GroupPlace(kase)), ("handler", words.Handler(kase)),
            ("state", words.State(kase.State)), ("due", words.Due(kase)))
        : _say.Text(
        Say.Progress,
        ("number", kase.Number), ("subject", words.Subject(kase)), ("place", words.Place(kase)), ("handler", words.Handler(kase)),
        ("helper", words.Helper(kase)), ("state", words.State(kase.State)), ("effect", Effect(kase)), ("due", words.Due(kase)), ("link", links.Page(kase)));

    /// <summary>成效: what came of it so far.</summary>
    private string Effect(Case kase) => kase switch
    {
        { Outcome: { } outcome, Grade: { } grade, GradedByDefault: false } => $"{words.Outcome(outcome)},{words.GradeName(grade)}",
        { Outcome: { } outcome } => words.Outcome(outcome),
        { IsInWork: true } => _say.Text(Say.EffectPending),
        _ => words.State(kase.State),
    };

    [GeneratedRegex(@"^(?<word>\D{2,6}?)\s*(?<number>(?:WP-?\d{8}-?)?\d{4,})$", RegexOptions.IgnoreCase)]
    private static partial Regex WithNumber();

    [GeneratedRegex("^(?:(?:但是?|可是|不过|就是)[,，]?)?(?:物业|师傅|你们|他们)?(?:(?:还是?|仍然?|根本|压根|一直|到现在|问题|其实|又)+都?(?:没有?|未)人?(?:解决|修|弄|搞|办|处理|清|收拾|扫|换|好|来|管|动|变)|没有?(?:修|弄|搞|办|处理|清|换)(?:好|掉|走|干净))")]
    private static partial Regex StillNot();
}
