namespace Conversation.Understanding;

/// <summary>A number as people write it in front of 号楼, 单元, 层: 3, 03, 三, 十二, 二十二, 廿八, 五零一.</summary>
internal readonly record struct PlaceNumber(int Value, int Length, bool IsChinese)
{
    private const string Digits = "零一二三四五六七八九";

    public static bool Starts(char c) => char.IsAsciiDigit(c) || (c >= '\u3000' && IsChineseDigit(c));

    /// <summary>Length 0: there is no number here. A run of more than four digits is a telephone number or the like: its value is -1.</summary>
    public static PlaceNumber Read(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
        {
            length++;
        }

        if (length > 0)
        {
            return new PlaceNumber(length <= 4 ? int.Parse(text[..length], System.Globalization.NumberStyles.None) : -1, length, false);
        }

        while (length < text.Length && IsChineseDigit(text[length]))
        {
            length++;
        }

        return length == 0 ? default : new PlaceNumber(length <= 4 ? Chinese(text[..length]) : -1, length, true);
    }

    private static int Chinese(ReadOnlySpan<char> text)
    {
        var (sum, digits, counted) = (0, 0, false);
        foreach (var c in text)
        {
            switch (c)
            {
                case '百':
                    (sum, digits, counted) = (sum + (Math.Max(digits, 1) * 100), 0, true);
                    break;
                case '十':
                    (sum, digits, counted) = (sum + (Math.Max(digits, 1) * 10), 0, true);
                    break;
                case '廿':
                    (sum, digits, counted) = (sum + 20, 0, true);
                    break;
                default:
                    digits = (counted ? 0 : digits * 10) + Digit(c);
                    break;
            }
        }

        return sum + digits;
    }

    private static int Digit(char c) => c switch
    {
        '两' => 2,
        '〇' => 0,
        _ => Digits.IndexOf(c),
    };

    private static bool IsChineseDigit(char c) => c is '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '两' or '零' or '〇' or '百' or '廿';
}
