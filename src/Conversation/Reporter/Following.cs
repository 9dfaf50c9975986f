using System.Text.RegularExpressions;
using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>What a resident does with cases already filed: look, withdraw, urge, rate.</summary>
internal sealed partial class Following(CaseWords words, CaseLinks links)
{
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
    public bool LooksLikeRating(string text) => SaysNotFixed(text) || ReadGrade(text) is not null;

    public static bool SaysNotFixed(string text)
    {
        var plain = PlainText.WithoutMarks(PlainText.Of(text));
        return plain.Length <= 200
            && (plain.StartsWith("未解决", StringComparison.Ordinal) || plain.StartsWith("没解决", StringComparison.Ordinal)
                || plain.StartsWith("没有解决", StringComparison.Ordinal) || plain.StartsWith("没修好", StringComparison.Ordinal)
                || plain.StartsWith("根本没", StringComparison.Ordinal));
    }

    /// <summary>"未解决,桶还是满的": what stands after the verdict, or the whole when nothing does.</summary>
    public static string ReasonOf(string plain) =>
        plain.IndexOfAny([',', '，', '。', ' ', ':', '：']) is var at and > 0 && plain[(at + 1)..].Trim() is { Length: > 1 } reason ? reason : plain;

    /// <summary>The grade itself (5 is the best), its name, or a clear part of the name.</summary>
    public int? ReadGrade(string text) =>
        Choice.Read(text, words.Grades) is not { } chosen ? null
        : words.Grades[chosen].Contains(PlainText.WithoutMarks(PlainText.Of(text)), StringComparison.Ordinal) ? words.Grades.Count - chosen
        : chosen + 1;

    public string Progress(IReadOnlyList<Case> cases, string? number)
    {
        var asked = number is null ? cases : [.. cases.Where(c => Matches(c, number))];
        return asked.Count switch
        {
            0 => _say.Text(Say.NoCases),
            1 => One(asked[0]),
            _ => _say.Text(Say.ProgressList, ("lines", Lines(asked))),
        };
    }

    public string Lines(IReadOnlyList<Case> cases) => string.Join('\n', cases.Take(6).Select(c => _say.Text(
        Say.ProgressLine, ("number", c.Number), ("subject", words.Subject(c)), ("place", Brief(words.Place(c))), ("state", words.State(c.State)))));

    private static string Brief(string place) => place.Length <= 24 ? place : place[..24] + "…";

    public string WhichCase(string command, IReadOnlyList<Case> cases) =>
        _say.Text(Say.WhichCase, ("command", command), ("lines", Lines(cases)));

    public string AskGrade(Case kase) => _say.Text(
        Say.AskGrade, ("number", kase.Number), ("note", kase.OutcomeNote ?? ""), ("choices", words.GradeLines()));

    public static bool Matches(Case kase, string number) =>
        kase.Number.EndsWith(number.TrimStart('W', 'w', 'P', 'p', '-'), StringComparison.OrdinalIgnoreCase);

    private string One(Case kase) => _say.Text(
        Say.Progress,
        ("number", kase.Number), ("subject", words.Subject(kase)), ("place", words.Place(kase)), ("handler", words.Handler(kase)),
        ("helper", words.Helper(kase)), ("state", words.State(kase.State)), ("due", words.Due(kase)), ("link", links.Page(kase)));

    [GeneratedRegex(@"^(?<word>\D{2,6}?)\s*(?<number>(?:WP-?\d{8}-?)?\d{4,})$", RegexOptions.IgnoreCase)]
    private static partial Regex WithNumber();
}
