using System.Globalization;
using Conversation.Understanding;

namespace Conversation.Dialogs;

/// <summary>Numbered choices: each on a line of its own as <c>N. label</c>; the number, the label or a clear part of it chooses.</summary>
internal static class Choice
{
    private const string ChineseDigits = "一二三四五六七八九";
    private static readonly char[] Between = [' ', ',', '，', '、', '.', ';', '；', '+', '和', '\n'];

    public static string Lines(IEnumerable<string> labels) =>
        string.Join('\n', labels.Select((label, i) => $"{i + 1}. {label}"));

    /// <returns>The index of the chosen label, or null when it is none or not clear which.</returns>
    public static int? Read(string text, IReadOnlyList<string> labels)
    {
        var plain = SimplifiedText.Fold(PlainText.WithoutMarks(PlainText.Of(text)));
        var digits = plain.StartsWith('第') ? plain[1..].TrimEnd('个', '项', '条') : plain;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number >= 1 && number <= labels.Count ? number - 1 : null;
        }

        if (digits.Length == 1 && ChineseDigits.IndexOf(digits[0]) is var at and >= 0 && at < labels.Count)
        {
            return at;
        }

        for (var i = 0; i < labels.Count; i++)
        {
            if (string.Equals(labels[i], plain, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        if (plain.Length < 2)
        {
            return null;
        }

        var partly = Enumerable.Range(0, labels.Count).Where(i => labels[i].Contains(plain, StringComparison.OrdinalIgnoreCase)).ToList();
        return partly.Count == 1 ? partly[0] : null;
    }

    /// <summary>One or several: "1 3", "1、3", or labels with something between them.</summary>
    /// <returns>The indexes in the order they were said; empty when one of them is not clear.</returns>
    public static IReadOnlyList<int> ReadSeveral(string text, IReadOnlyList<string> labels)
    {
        if (Read(text, labels) is { } one)
        {
            return [one];
        }

        var chosen = PlainText.Of(text).Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(part => Read(part, labels)).ToList();
        return chosen.Contains(null) ? [] : [.. chosen.Select(c => c!.Value).Distinct()];
    }
}
