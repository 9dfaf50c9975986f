namespace Conversation.Understanding.Model;

/// <summary>
/// What the classifier sees of a text: numbers are one sign whatever they are, since no subtype lives at building 7, and marks have
/// one width. The same for learning and for reading.
/// </summary>
internal static class MaskedText
{
    /// <summary>Longer texts have said what they are about by then.</summary>
    public const int Most = 300;

    private const char Number = '0';
    private const char Picture = '\u263A';
    private const string ChineseDigits = "零一二两三四五六七八九十百";
    private const string Counted = "号栋幢座单楼层期室弄院";

    /// <param name="plain">Already made plain by <see cref="PlainText.Of"/>.</param>
    /// <param name="masked">At least <see cref="Most"/> long.</param>
    /// <returns>How many characters were written.</returns>
    public static int Write(ReadOnlySpan<char> plain, Span<char> masked)
    {
        var length = 0;
        for (var i = 0; i < plain.Length && length < Most; i++)
        {
            var c = plain[i];
            if (char.IsAsciiDigit(c) || (ChineseDigits.Contains(c) && IsCounted(plain, i)))
            {
                if (length == 0 || masked[length - 1] != Number)
                {
                    masked[length++] = Number;
                }

                continue;
            }

            masked[length] = One(c, plain, ref i);
            if (masked[length] != ' ' || (length > 0 && masked[length - 1] != ' '))
            {
                length++;
            }
        }

        return length;
    }

    private static char One(char c, ReadOnlySpan<char> plain, ref int i)
    {
        if (c >= 0x3000)
        {
            return c switch
            {
                '。' => '.',
                '，' => ',',
                '！' => '!',
                '？' => '?',
                '；' => ';',
                '：' => ':',
                >= '\uD800' and <= '\uDFFF' => Rest(plain, ref i),
                _ => SimplifiedText.Of(c),
            };
        }

        return char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c);
    }

    private static char Rest(ReadOnlySpan<char> plain, ref int i)
    {
        if (char.IsHighSurrogate(plain[i]) && i + 1 < plain.Length && char.IsLowSurrogate(plain[i + 1]))
        {
            i++;
        }

        return Picture;
    }

    /// <summary>三 in 三号楼 is a number, in 三天 it is a word.</summary>
    private static bool IsCounted(ReadOnlySpan<char> plain, int at)
    {
        while (at < plain.Length && (ChineseDigits.Contains(plain[at]) || char.IsAsciiDigit(plain[at])))
        {
            at++;
        }

        return at < plain.Length && Counted.Contains(plain[at]);
    }
}
