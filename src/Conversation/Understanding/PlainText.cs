using System.Buffers;

namespace Conversation.Understanding;

/// <summary>Text as people type it, made plain: full-width signs narrowed, control signs and outer space gone.</summary>
internal static class PlainText
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(" \t\r\n。.,，、!！?？~～;；:：“”\"'‘’()（）[]【】<>《》「」『』-—_*#@…");

    public static string Of(string text)
    {
        var from = text.AsSpan().Trim();
        var needsWork = from.Length != text.Length;
        foreach (var c in from)
        {
            needsWork |= c is >= '\uFF01' and <= '\uFF5E' or '\u3000' || (char.IsControl(c) && c != '\n');
        }

        if (!needsWork)
        {
            return text;
        }

        return string.Create(from.Length, text, static (plain, source) =>
        {
            var trimmed = source.AsSpan().Trim();
            for (var i = 0; i < trimmed.Length; i++)
            {
                var c = trimmed[i];
                plain[i] = c switch
                {
                    '，' or '！' or '？' or '：' or '；' => c, // Chinese marks stay: they are shown again
                    >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                    '\u3000' => ' ',
                    '\n' => c,
                    _ when char.IsControl(c) => ' ',
                    _ => c,
                };
            }
        });
    }

    /// <summary>Without the marks and spaces around it.</summary>
    public static string WithoutMarks(string text)
    {
        var span = text.AsSpan();
        while (span.Length > 0 && Marks.Contains(span[0]))
        {
            span = span[1..];
        }

        while (span.Length > 0 && Marks.Contains(span[^1]))
        {
            span = span[..^1];
        }

        return span.Length == text.Length ? text : span.ToString();
    }
}
