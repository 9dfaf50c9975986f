using System.Text;

namespace BotGateway.Cli;

/// <summary>Columns that stand under each other where a Chinese character is two wide, as in every terminal and fixed font.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    public static string Of(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Prepend(headings).ToList();
        var widths = headings.Select((_, column) => lines.Max(l => Width(l[column]))).ToArray();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.AppendLine(string.Join(Gap, line.Select((cell, column) => cell + new string(' ', widths[column] - Width(cell)))).TrimEnd());
        }

        return text.ToString();
    }

    internal static int Width(string text) => text.Sum(c => IsWide(c) ? 2 : 1);

    private static bool IsWide(char c) => c is (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE30' and <= '\uFE6F') or (>= '\uFF00' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6');
}
