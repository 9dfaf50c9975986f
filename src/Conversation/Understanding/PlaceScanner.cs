namespace Conversation.Understanding;

/// <summary>Cuts a text into the pieces that places are made of. One pass, no allocation; what stands between the pieces is not looked at.</summary>
internal static partial class PlaceScanner
{
    /// <summary>Nobody names more in one message that matters.</summary>
    public const int Most = 32;

    /// <summary>Values of numbers, letters, compass points and words do not meet.</summary>
    private const int LetterValue = 10_000;
    private const int QuarterValue = 20_000;

    private const string Marks = ",，。.!！?？;；:： \n、…~()（）\"“”";

    private static readonly string[] Ordinals = ["弯", "路口", "拐角", "门洞", "门", "凉亭", "亭子", "路灯", "岗亭", "垃圾桶", "花坛"];

    /// <summary>What a compass point makes a place of; the longest first.</summary>
    private static readonly (PlaceKind Kind, string[] Words)[] Quarters =
    [
        (PlaceKind.Gate, ["大门岗亭", "大门门口", "大门口", "大门", "门岗亭", "门门岗", "门岗", "门口", "侧门", "边门", "小门", "消防门", "校门", "出入口", "出口", "入口", "岗亭", "岗", "门"]),
        (PlaceKind.Spot, ["地下停车场", "停车场", "自行车棚", "车棚", "围墙外", "围墙", "广场", "花园", "街口", "路口", "河埠"]),
        (PlaceKind.Section, ["区平房", "区"]),
        (PlaceKind.Unit, ["单元"]),
        (PlaceKind.Quarter, ["山墙", "立面", "外墙", "侧墙", "墙", "侧", "面", "边", "头", "角", "端", "部", "户", "坡", "岸", "渠", "口"]),
        (PlaceKind.Building, ["楼"]),
    ];

    /// <param name="text">Already simplified.</param>
    /// <returns>How many pieces were found.</returns>
    public static int Scan(ReadOnlySpan<char> text, Span<PlacePart> parts)
    {
        var count = 0;
        var i = 0;
        while (i < text.Length && count < parts.Length)
        {
            i = Step(text, i, parts, ref count);
        }

        return count;
    }

    public static bool IsCompass(char c) => c is '东' or '南' or '西' or '北';

    private static int Step(ReadOnlySpan<char> text, int i, Span<PlacePart> parts, ref int count)
    {
        var c = text[i];
        PlacePart part = default;
        if (c < '\u3000')
        {
            if (char.IsAsciiDigit(c))
            {
                return Number(text, i, parts, ref count);
            }

            if (char.IsAsciiLetter(c))
            {
                part = Letter(text, i);
                if (part.Length == 0)
                {
                    return PastLetters(text, i);
                }
            }
            else if (c == '-' && i + 2 < text.Length && char.IsAsciiDigit(text[i + 1]) && text[i + 2] is '楼' or '层')
            {
                part = new PlacePart(PlaceKind.Floor, i, 3, -2 * (text[i + 1] - '0'));
            }
        }
        else if (IsCompass(c))
        {
            part = Compass(text, i);
        }
        else if (c is '负' or '地')
        {
            part = Underground(text, i);
        }

        if (part.Length == 0 && c >= '\u4E00')
        {
            var (length, kind, meaning) = PlaceWords.Longest(text[i..]);
            if (length > 0)
            {
                // 广场舞 is danced anywhere, 小学生 walk everywhere.
                part = i + length < text.Length && text[i + length] is '舞' or '生' ? default : new PlacePart(kind, i, length, meaning);
            }
            else if (c == '第')
            {
                part = Ordinal(text, i);
            }
            else if (PlaceNumber.Starts(c))
            {
                return Number(text, i, parts, ref count);
            }
        }

        if (part.Length == 0)
        {
            return i + 1;
        }

        parts[count++] = part;
        return part.End;
    }

    /// <summary>A座, B1, B1-058, C-219, A9.</summary>
    private static PlacePart Letter(ReadOnlySpan<char> text, int i)
    {
        if (i > 0 && char.IsAsciiLetterOrDigit(text[i - 1]))
        {
            return default;
        }

        var letter = char.ToUpperInvariant(text[i]);
        var end = i + 1;
        if (end >= text.Length || letter > 'Z')
        {
            return default;
        }

        if (!char.IsAsciiDigit(text[end]))
        {
            if (text[end] == '-' && letter <= 'H' && end + 1 < text.Length && PlaceNumber.Read(text[(end + 1)..]) is { IsChinese: false, Length: >= 1 and <= 4 } dashed)
            {
                return new PlacePart(PlaceKind.Bay, i, dashed.Length + 2, LetterValue + (letter * 10_000) + dashed.Value);
            }

            return Lettered(text, i, end, LetterValue + letter);
        }

        var number = PlaceNumber.Read(text[end..]);
        end += number.Length;
        if (number.Value < 0 || letter > 'H' || (end < text.Length && (char.IsAsciiLetter(text[end]) || "纸类级型证照票".Contains(text[end]))))
        {
            return default;
        }

        if (Lettered(text, i, end, LetterValue + (letter * 10_000) + number.Value) is { Length: > 0 } named)
        {
            return named;
        }

        if (letter == 'B' && number is { Length: 1, Value: >= 1 and <= 5 })
        {
            var bay = end;
            if (bay + 1 < text.Length && text[bay] == '-')
            {
                bay++;
                bay += char.IsAsciiLetter(text[bay]) ? 1 : 0;
                var digits = bay < text.Length ? PlaceNumber.Read(text[bay..]) : default;
                if (digits is { IsChinese: false, Length: >= 1 and <= 4 })
                {
                    var row = text[bay - 1] == '-' ? 0 : text[bay - 1] * 100_000;
                    return new PlacePart(PlaceKind.Bay, i, bay + digits.Length - i, LetterValue + (letter * 10_000) + (number.Value * 10_000_000) + digits.Value + row);
                }
            }

            return new PlacePart(PlaceKind.Floor, i, end - i + (end < text.Length && text[end] is '层' or '楼' ? 1 : 0), -2 * number.Value);
        }

        // "A6" is a car as often as a parking space.
        return number.Length > 1 || (i > 0 && "墅排位区库座栋层".Contains(text[i - 1])) || ((i == 0 || IsMark(text[i - 1])) && StandsAlone(text[end..]))
            ? new PlacePart(PlaceKind.Bay, i, end - i, LetterValue + (letter * 10_000) + number.Value)
            : default;
    }

    private static PlacePart Lettered(ReadOnlySpan<char> text, int i, int end, int value)
    {
        var rest = end < text.Length ? text[end..] : default;
        return rest switch
        {
            ['号', '楼', ..] => new PlacePart(PlaceKind.Building, i, end - i + 2, value),
            ['座' or '栋' or '幢' or '楼', ..] => new PlacePart(PlaceKind.Building, i, end - i + 1, value),
            ['区', ..] => new PlacePart(PlaceKind.Section, i, end - i + 1, value),
            ['单', '元', ..] => new PlacePart(PlaceKind.Unit, i, end - i + 2, value),
            ['出' or '入', '口', ..] => new PlacePart(PlaceKind.Gate, i, end - i + 2, value),
            ['口' or '门', ..] => new PlacePart(PlaceKind.Gate, i, end - i + 1, value),
            _ => default,
        };
    }

    /// <summary>东门, 西南角, 北侧, 南山墙; not 东西, not 西瓜.</summary>
    private static PlacePart Compass(ReadOnlySpan<char> text, int i)
    {
        if (i > 0 && text[i - 1] is '房' or '股')
        {
            return default; // 房东, 股东
        }

        var end = i + 1;
        var value = Point(text[i]);
        if (end < text.Length && IsCompass(text[end]) && text[i] is '东' or '西' && text[end] is '南' or '北')
        {
            value |= Point(text[end]);
            end++;
        }

        var rest = end < text.Length ? text[end..] : default;
        foreach (var (kind, words) in Quarters)
        {
            foreach (var word in words)
            {
                if (rest.StartsWith(word))
                {
                    return IsAnotherWord(word, rest[word.Length..])
                        ? default
                        : new PlacePart(kind, i, end - i + word.Length, kind == PlaceKind.Spot ? QuarterValue + (value * 100) + word[0] : QuarterValue + value);
                }
            }
        }

        return default;
    }

    /// <summary>南面馆 sells noodles, 东门诊 heals.</summary>
    private static bool IsAnotherWord(string word, ReadOnlySpan<char> rest) => !rest.IsEmpty && word switch
    {
        "面" => rest[0] is '馆' or '条' or '包',
        "门" => rest[0] is '子' or '诊',
        _ => false,
    };

    private static int Point(char c) => c switch
    {
        '东' => 1,
        '南' => 2,
        '西' => 4,
        _ => 8,
    };

    /// <summary>负一楼, 地下二层, 负二C区.</summary>
    private static PlacePart Underground(ReadOnlySpan<char> text, int i)
    {
        var at = text[i] == '负' ? i + 1 : text[i..].StartsWith("地下") ? i + 2 : 0;
        var number = at > 0 && at < text.Length ? PlaceNumber.Read(text[at..]) : default;
        if (number.Length != 1 || number.Value is < 1 or > 5)
        {
            return default;
        }

        var end = at + 1;
        var named = end < text.Length && text[end] is '层' or '楼';
        return named || text[i] == '负' ? new PlacePart(PlaceKind.Floor, i, end - i + (named ? 1 : 0), -2 * number.Value) : default;
    }

    /// <summary>第五座, 第三个弯, 第二排.</summary>
    private static PlacePart Ordinal(ReadOnlySpan<char> text, int i)
    {
        var number = i + 1 < text.Length ? PlaceNumber.Read(text[(i + 1)..]) : default;
        var end = i + 1 + number.Length;
        if (number.Length == 0 || number.Value <= 0 || end >= text.Length)
        {
            return default;
        }

        if (text[end] is '栋' or '幢' or '座')
        {
            return new PlacePart(PlaceKind.Building, i, end + 1 - i, number.Value);
        }

        if (text[end] == '排')
        {
            return new PlacePart(PlaceKind.Section, i, end + 1 - i, number.Value);
        }

        if (text[end] == '个')
        {
            for (var n = 0; n < Ordinals.Length; n++)
            {
                if (text[(end + 1)..].StartsWith(Ordinals[n]))
                {
                    return new PlacePart(PlaceKind.Spot, i, end + 1 + Ordinals[n].Length - i, (2 * NumberedValue) + (n * 1000) + Math.Min(number.Value, 999));
                }
            }
        }

        return default;
    }

    private static bool StandsAlone(ReadOnlySpan<char> rest) => rest.IsEmpty || IsMark(rest[0]);

    /// <summary>Between two clauses.</summary>
    public static bool IsMark(char c) => Marks.Contains(c);

    private static bool IsConnector(char c) => c is '和' or '到' or '至' or '跟' or '与' or '、';

    private static bool IsDash(char c) => c is '-' or '—' or '–' or '－';

    private static int PastNumbers(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || IsDash(text[i])))
        {
            i++;
        }

        return i;
    }

    private static int PastLetters(ReadOnlySpan<char> text, int i)
    {
        i++;
        while (i < text.Length && char.IsAsciiLetter(text[i]))
        {
            i++;
        }

        return i;
    }
}
