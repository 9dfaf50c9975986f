using System.Globalization;
using System.Text;

namespace BotGateway.Couriers;

/// <summary>Cuts a text into messages of at most so many UTF-8 bytes: between lines where that is possible, never inside a character.</summary>
internal static class TextParts
{
    public const int MessageBytes = 2048;

    /// <summary>The first message of the text; all of it when it fits one.</summary>
    public static string First(string text, int atMost = MessageBytes) =>
        Encoding.UTF8.GetByteCount(text) <= atMost ? text : text[..Fitting(text, atMost)];

    /// <summary>Together exactly <paramref name="text"/>. Every part depends only on what follows it, so the rest of a half-sent text is cut as before.</summary>
    public static IReadOnlyList<string> Cut(string text, int atMost = MessageBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 4);
        var parts = new List<string>();
        var rest = text.AsSpan();
        while (Encoding.UTF8.GetByteCount(rest) > atMost)
        {
            var length = Fitting(rest, atMost);
            parts.Add(rest[..length].ToString());
            rest = rest[length..];
        }

        if (rest.Length > 0)
        {
            parts.Add(rest.ToString());
        }

        return parts;
    }

    private static int Fitting(ReadOnlySpan<char> text, int atMost)
    {
        var length = 0;
        var afterLine = 0;
        var bytes = 0;
        while (length < text.Length)
        {
            // What reads as one character (a family emoji, a letter with its accent) stays together unless it alone is too long.
            var step = StringInfo.GetNextTextElementLength(text[length..]);
            var size = Encoding.UTF8.GetByteCount(text.Slice(length, step));
            if (size > atMost)
            {
                Rune.DecodeFromUtf16(text[length..], out _, out step);
                size = Encoding.UTF8.GetByteCount(text.Slice(length, step));
            }

            if (bytes + size > atMost)
            {
                break;
            }

            bytes += size;
            length += step;
            if (text[length - 1] == '\n')
            {
                afterLine = length;
            }
        }

        return afterLine > 0 ? afterLine : length;
    }
}
