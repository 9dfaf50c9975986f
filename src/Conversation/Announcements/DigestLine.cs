using System.Globalization;
using System.Text;
using Conversation.Phrases;

namespace Conversation.Announcements;

/// <summary>One case on one line of a digest. Holds no personal data when the digest goes to a group.</summary>
/// <param name="Text">Begins with the case's short number; see <see cref="Write"/>.</param>
public sealed record DigestLine(string CaseNumber, Topic Topic, string Text)
{
    /// <summary>In UTF-16 units, so that a line is never more than three times as many bytes.</summary>
    public const int MaxLength = 60;

    /// <summary>The line as it is kept: short number, a space, and as much of <paramref name="about"/> as fits, never half a character.</summary>
    public static string Write(string caseNumber, string about) => OneLine($"{CaseWords.Short(caseNumber)} {about}", MaxLength);

    /// <summary>The line with its number written out, for a digest that names two cases with the same short number.</summary>
    internal string InFull => CaseNumber + Text[CaseWords.Short(CaseNumber).Length..];

    /// <summary>No line ends or other control characters, no lone surrogates, and an ellipsis for what is too long.</summary>
    internal static string OneLine(string text, int limit)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var ends = Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            line.Append(ends ? " " : rune.ToString());
        }

        var whole = line.ToString().TrimEnd();
        if (whole.Length <= limit)
        {
            return whole;
        }

        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(whole, end) is var next && next <= limit - 1)
        {
            end = next;
        }

        return string.Concat(whole.AsSpan(0, end), "…");
    }
}
