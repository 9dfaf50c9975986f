using System.Runtime.CompilerServices;

namespace Conversation.Understanding.Model;

/// <summary>A text as a bag of keys: runs of one to three characters, how long it is, and which subtypes' and dangers' words of the catalogue stand in it.</summary>
internal static class Features
{
    /// <summary>Enough for every run of a masked text, the two ends, and the catalogue's hints.</summary>
    public const int Most = (3 * (MaskedText.Most + 2)) + 128;

    private const char Start = '\u0002';
    private const char End = '\u0003';

    /// <param name="plain">Already made plain by <see cref="PlainText.Of"/>.</param>
    /// <param name="keys">At least <see cref="Most"/> long.</param>
    /// <returns>How many keys were written; a run that stands twice counts twice.</returns>
    public static int Write(ReadOnlySpan<char> plain, Span<uint> keys)
    {
        Span<char> text = stackalloc char[MaskedText.Most + 2];
        text[0] = Start;
        var length = MaskedText.Write(plain, text[1..^1]) + 2;
        text[length - 1] = End;
        var count = 0;
        for (var i = 0; i < length; i++)
        {
            var one = Mix(text[i], 1);
            keys[count++] = one;
            if (i + 1 < length)
            {
                var two = Mix(text[i + 1], one);
                keys[count++] = two;
                if (i + 2 < length)
                {
                    keys[count++] = Mix(text[i + 2], two);
                }
            }
        }

        keys[count++] = Mix(LengthClass(length), KeyOf("length"));
        return count;
    }

    /// <summary>Commands and greetings are short, stories are long.</summary>
    private static char LengthClass(int length) => length switch
    {
        < 6 => 'a',
        < 10 => 'b',
        < 16 => 'c',
        < 26 => 'd',
        < 45 => 'e',
        _ => 'f',
    };

    /// <summary>How strongly the catalogue's words speak for a subtype: the squares of their lengths, summed.</summary>
    public static int WriteHint(string subtype, int evidence, bool isBest, Span<uint> keys)
    {
        var key = KeyOf(subtype);
        keys[0] = Mix('W', key);
        var count = 1;
        if (evidence >= 9)
        {
            keys[count++] = Mix('X', key);
        }

        if (evidence >= 20)
        {
            keys[count++] = Mix('Y', key);
        }

        if (isBest)
        {
            keys[count++] = Mix('Z', key);
        }

        return count;
    }

    public static uint Danger { get; } = Mix('!', KeyOf("danger"));

    private static uint KeyOf(string code)
    {
        var key = 7u;
        foreach (var c in code)
        {
            key = Mix(c, key);
        }

        return key;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(char c, uint before)
    {
        var key = (before ^ c) * 0x9E3779B1u;
        key ^= key >> 15;
        key *= 0x85EBCA77u;
        key ^= key >> 13;
        return key == 0 ? 1 : key;
    }
}
