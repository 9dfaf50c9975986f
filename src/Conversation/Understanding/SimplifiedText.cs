using System.Reflection;

namespace Conversation.Understanding;

/// <summary>Traditional characters as simplified ones, one for one, so that what is found in the one stands at the same place in the other.</summary>
internal static class SimplifiedText
{
    private const char First = '\u3400';
    private const char Last = '\u9FFF';

    private static readonly char[] Table = Read();

    public static char Of(char c) => c is >= First and <= Last ? Table[c - First] : c;

    /// <summary>The same text when there is nothing traditional in it.</summary>
    public static string Fold(string text)
    {
        foreach (var c in text)
        {
            if (Of(c) != c)
            {
                return string.Create(text.Length, text, static (folded, source) =>
                {
                    for (var i = 0; i < folded.Length; i++)
                    {
                        folded[i] = Of(source[i]);
                    }
                });
            }
        }

        return text;
    }

    private static char[] Read()
    {
        var table = new char[Last - First + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (char)(First + i);
        }

        using var file = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Conversation.Understanding.Simplified.txt")!);
        while (file.ReadLine() is { } line)
        {
            for (var i = 0; i + 1 < line.Length && line[0] != '#'; i += 2)
            {
                table[line[i] - First] = line[i + 1];
            }
        }

        return table;
    }
}
