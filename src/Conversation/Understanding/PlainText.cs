using System.Buffers;
using System.Text;

namespace Conversation.Understanding;

/// <summary>Text as people type it, made plain: full-width signs narrowed, control and unseen signs and outer space gone.</summary>
internal static class PlainText
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(" \t\r\n。.,，、!！?？~～;；:：“”\"'‘’()（）[]【】<>《》「」『』-—_*#@…");

    public static string Of(string text)
    {
        var from = text.AsSpan().Trim();
        var needsWork = from.Length != text.Length;
        for (var i = 0; i < from.Length && !needsWork; i++)
        {
            needsWork = !IsPlain(from[i]);
        }

        if (!needsWork)
        {
            return text;
        }

        var plain = new StringBuilder(from.Length);
        for (var i = 0; i < from.Length; i++)
        {
            var c = from[i];
            switch (c)
            {
                case '，' or '！' or '？' or '：' or '；': // Chinese marks stay: they are shown again
                    plain.Append(c);
                    break;
                case >= '\uFF01' and <= '\uFF5E':
                    plain.Append((char)(c - 0xFEE0));
                    break;
                case '\u3000' or '\u00A0' or '\t' or '\u2028' or '\u2029':
                    plain.Append(' ');
                    break;
                case '\n':
                    plain.Append(c);
                    break;
                case >= '\uD800' and <= '\uDBFF' when i + 1 < from.Length && char.IsLowSurrogate(from[i + 1]):
                    plain.Append(c).Append(from[++i]);
                    break;
                case >= '\uD800' and <= '\uDFFF': // half a sign is none
                    break;
                default:
                    if (!char.IsControl(c) && !IsUnseen(c))
                    {
                        plain.Append(c);
                    }

                    break;
            }
        }

        return plain.ToString().Trim();
    }

    private static bool IsPlain(char c) => c switch
    {
        '，' or '！' or '？' or '：' or '；' or '\n' => true,
        < ' ' or (>= '\u007F' and <= '\u00A0') => false,
        < '\u2000' => true,
        >= '\u3001' and < '\uD800' => true,
        '\u3000' or >= '\uD800' => false,
        _ => !IsUnseen(c) && c is not ('\u2028' or '\u2029'),
    };

    /// <summary>Zero-width signs, directions of writing, variation selectors: they come along with pasted text and emoji.</summary>
    private static bool IsUnseen(char c) =>
        c is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF' or '\u00AD';

    /// <summary>Without the marks and spaces around it.</summary>
    public static string WithoutMarks(string text)
    {
        var span = WithoutMarks(text.AsSpan());
        return span.Length == text.Length ? text : span.ToString();
    }

    public static ReadOnlySpan<char> WithoutMarks(ReadOnlySpan<char> text)
    {
        var from = text.IndexOfAnyExcept(Marks);
        return from < 0 ? [] : text[from..(text.LastIndexOfAnyExcept(Marks) + 1)];
    }
}
