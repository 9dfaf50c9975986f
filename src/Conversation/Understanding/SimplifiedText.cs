namespace Conversation.Understanding;

/// <summary>
/// Traditional characters as simplified ones, one for one, so that a place found in the simplified text stands at the same
/// offset in what the person typed. Only for reading: nobody is shown their own words rewritten.
/// </summary>
internal static class SimplifiedText
{
    private const char First = '\u4E00';
    private const char Last = '\u9FFF';

    private static readonly char[] Table = Load();

    public static char Of(char c) => c is >= First and <= Last ? Table[c - First] : c;

    /// <summary>The same instance when there is nothing to simplify.</summary>
    public static string Of(string text)
    {
        foreach (var c in text)
        {
            if (Of(c) != c)
            {
                return string.Create(text.Length, text, static (simplified, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        simplified[i] = Of(source[i]);
                    }
                });
            }
        }

        return text;
    }

    private static char[] Load()
    {
        var table = new char[Last - First + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (char)(First + i);
        }

        foreach (var line in EmbeddedTable.Lines("Simplified.txt"))
        {
            for (var i = 0; i + 1 < line.Length; i += 2)
            {
                table[line[i] - First] = line[i + 1];
            }
        }

        return table;
    }
}
