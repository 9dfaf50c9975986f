namespace Conversation.Understanding;

/// <content>Numbers: what stands behind one says whether it names a building, a floor, a room; or money, a date, a telephone.</content>
internal static partial class PlaceScanner
{
    private const string NotAfterNumber = "元块万千米年天个人次分斤度平瓦点月日位名辆盏毫升克多几余秒周岁种只条部台项件款倍级成公吨袋桶车趟回股秒路%％℃.:：/";
    private const string CountedBefore = "整每几好多同各某这那哪";
    private const string Film = "灰油土泥皮水膜纸布冰霜雪锈漆青绿黑白纱玻板铁网砂沙薄厚被棉遮一垃浮";
    private const string FilmBefore = "厚薄了着裹隔蒙盖积落铺这那每各共几好高蹭套";
    private const int RangeValue = 10_000_000;
    private const int NumberedValue = 100_000;

    private static readonly string[] Numbered =
    [
        "汽车库", "车库", "库房", "库", "货梯", "客梯", "电梯", "梯", "公寓", "别墅", "宿舍", "厅", "商铺", "店铺", "铺", "门面房", "门面", "泵房", "垃圾投放点", "投放点", "垃圾房", "垃圾亭",
        "分类亭", "出入口", "出口", "入口", "岗亭", "门岗", "岗", "车位", "柱", "机房", "路", "球场", "广场", "桥", "井", "桩", "充电桩", "口",
    ];

    private static int Number(ReadOnlySpan<char> text, int i, Span<PlacePart> parts, ref int count)
    {
        var number = PlaceNumber.Read(text[i..]);
        var end = i + number.Length;
        if (number.Value < 0 || (i > 0 && text[i - 1] == '.'))
        {
            return end;
        }

        if (!number.IsChinese && end < text.Length && IsDash(text[end]) && Dashed(text, i, number, parts, ref count) is var past and > 0)
        {
            return past;
        }

        var before = count > 0 && parts[count - 1].End >= i - 1 ? parts[count - 1].Kind : (PlaceKind?)null;
        var part = Suffixed(text, i, number, before);
        if (part.Length == 0)
        {
            return end;
        }

        parts[count++] = part;
        return part.End;
    }

    /// <summary>3-2-501, 10-101, 5-1; and "12-13幢", which is a range.</summary>
    private static int Dashed(ReadOnlySpan<char> text, int i, PlaceNumber first, Span<PlacePart> parts, ref int count)
    {
        var at = i + first.Length + 1;
        var second = at < text.Length ? PlaceNumber.Read(text[at..]) : default;
        if (second.Length is 0 or > 4 || second.IsChinese || first.Length > 3 || (i > 0 && (IsDash(text[i - 1]) || text[i - 1] == '第')))
        {
            return PastNumbers(text, i);
        }

        var end = at + second.Length;
        if (second.Length <= 2 && end + 1 < text.Length && IsDash(text[end]) && char.IsAsciiDigit(text[end + 1]))
        {
            var third = PlaceNumber.Read(text[(end + 1)..]);
            var past = end + 1 + third.Length;
            if (third.Length is 3 or 4 && count + 3 <= parts.Length && !(past < text.Length && (IsDash(text[past]) || NotAfterNumber.Contains(text[past]))))
            {
                parts[count++] = new PlacePart(PlaceKind.Building, i, first.Length, first.Value);
                parts[count++] = new PlacePart(PlaceKind.Unit, at, second.Length, second.Value);
                parts[count++] = Roomed(text, end + 1, third);
                return parts[count - 1].End;
            }

            return PastNumbers(text, i);
        }

        if (end < text.Length && (IsDash(text[end]) || NotAfterNumber.Contains(text[end])))
        {
            return PastNumbers(text, i);
        }

        // "3-4号楼" and "6-8号汽车库" are ranges.
        if (second.Length <= 2 && Suffixed(text, at, second, null) is { Length: > 0, Kind: not PlaceKind.Room } last)
        {
            parts[count++] = last with { At = i, Length = last.End - i, Value = RangeValue + (first.Value * 1000) + second.Value };
            return last.End;
        }

        if (count + 2 > parts.Length)
        {
            return end;
        }

        parts[count++] = new PlacePart(PlaceKind.Building, i, first.Length, first.Value);
        parts[count++] = second.Length >= 3 ? Roomed(text, at, second) : new PlacePart(PlaceKind.Unit, at, second.Length, second.Value);
        return parts[count - 1].End;
    }

    private static PlacePart Suffixed(ReadOnlySpan<char> text, int i, PlaceNumber number, PlaceKind? before)
    {
        var end = i + number.Length;
        var at = end < text.Length && text[end] == ' ' ? end + 1 : end;
        var rest = at < text.Length ? text[at..] : default;
        if (rest.IsEmpty)
        {
            return Bare(text, i, number, before);
        }

        var next = rest.Length > 1 ? rest[1] : '\0';
        var prior = i > 0 ? text[i - 1] : '\0';
        PlacePart Part(PlaceKind kind, int length) => new(kind, i, at - i + length, number.Value);
        switch (rest[0])
        {
            case '号':
                return Numeral(text, i, number, at, before);
            case '#':
                return Part(PlaceKind.Building, next == '楼' ? 2 : 1);
            case '栋' or '幢':
                return IsCount(number, text[i..end], prior) || next == rest[0] || (number.IsChinese && next == '楼' && !IsPartOfBuilding(rest, 2))
                    ? default
                    : Part(PlaceKind.Building, next == '楼' && !IsPartOfBuilding(rest, 2) ? 2 : 1);
            case '座':
                return next is '车' or '位' or '椅' or '桥' ? default
                    : number.IsChinese && (IsCount(number, text[i..end], prior) || (number.Value == 1 && before is null)) ? default : Part(PlaceKind.Building, 1);
            case '单' when next == '元':
                return IsCount(number, text[i..end], prior) ? default : Part(PlaceKind.Unit, 2);
            case '门' when next == '洞':
                return IsCount(number, text[i..end], prior) ? default : Part(PlaceKind.Unit, 2);
            case '楼':
                return IsCount(number, text[i..end], prior) || number.Value is 0 or > 80
                    ? default
                    : Part(PlaceKind.Floor, next is '道' or '梯' or '半' ? 2 : 1) with { Value = (number.Value * 2) + (next == '半' ? 1 : 0) };
            case '层':
                return IsFloor(rest, number, text[i..end], prior, before)
                    ? Part(PlaceKind.Floor, next == '半' ? 2 : 1) with { Value = (number.Value * 2) + (next == '半' ? 1 : 0) }
                    : default;
            case 'F' or 'f' when !number.IsChinese && !char.IsAsciiLetterOrDigit(next) && number.Value is > 0 and < 80:
                return Part(PlaceKind.Floor, 1) with { Value = number.Value * 2 };
            case '期':
                return IsPhase(number, text[i..end], prior, rest) ? Part(PlaceKind.Section, 1) : default;
            case '区':
                return number.Value is 0 or > 30 ? default : Part(PlaceKind.Section, 1);
            case '弄':
                return number.IsChinese && number.Value < 2 ? default : Part(PlaceKind.Section, 1);
            case '排' when !number.IsChinese || (next != '\0' && PlaceNumber.Starts(next)):
                return Part(PlaceKind.Section, 1);
            case '室' or '户' or '房' when number.Length is 3 or 4:
                return Part(PlaceKind.Room, 1);
            case var c when IsConnector(c) && at == end:
                return Range(text, i, number, end + 1, before);
            default:
                return Bare(text, i, number, before);
        }
    }

    /// <summary>"14和15楼": the first borrows what the second is.</summary>
    private static PlacePart Range(ReadOnlySpan<char> text, int i, PlaceNumber number, int at, PlaceKind? before)
    {
        var second = at < text.Length ? PlaceNumber.Read(text[at..]) : default;
        var past = at + second.Length;
        return second.Length > 0 && second.Value >= 0 && past < text.Length && !IsConnector(text[past]) && second.IsChinese == number.IsChinese && number.Value is > 0 and < 100
            && Suffixed(text, at, second, null) is { Length: > 0, Kind: PlaceKind.Building or PlaceKind.Floor or PlaceKind.Unit } last
            ? last with { At = i, Length = last.End - i, Value = RangeValue + (number.Value * 1000) + second.Value }
            : Bare(text, i, number, before);
    }

    /// <summary>3号…: a building, a gate, one of several things; or a day of the month.</summary>
    private static PlacePart Numeral(ReadOnlySpan<char> text, int i, PlaceNumber number, int at, PlaceKind? before)
    {
        var rest = text[(at + 1)..];
        PlacePart Part(PlaceKind kind, int length) => new(kind, i, at + 1 - i + length, number.Value);
        if (rest.StartsWith("楼") || rest.StartsWith("院"))
        {
            return Part(PlaceKind.Building, rest.Length > 1 && rest[1] is '道' or '梯' && rest[0] == '楼' ? 2 : 1);
        }

        if (rest.StartsWith("栋") || rest.StartsWith("幢") || rest.StartsWith("座"))
        {
            return Part(PlaceKind.Building, 1);
        }

        if (rest.StartsWith("单元"))
        {
            return Part(PlaceKind.Unit, 2);
        }

        if (rest.StartsWith("门洞"))
        {
            return Part(PlaceKind.Unit, 2);
        }

        for (var n = 0; n < Numbered.Length; n++)
        {
            if (rest.StartsWith(Numbered[n]))
            {
                return Part(PlaceKind.Spot, Numbered[n].Length) with { Value = NumberedValue + (n * 1000) + Math.Min(number.Value, 999) };
            }
        }

        if (rest.StartsWith("门") && !(rest.Length > 1 && rest[1] is '禁' or '牌' or '诊' or '卡'))
        {
            return Part(PlaceKind.Gate, rest.Length > 1 && rest[1] is '口' or '岗' ? 2 : 1);
        }

        var prior = i > 0 ? text[i - 1] : '\0';
        if (rest.StartsWith("线") || prior is '月' or '从' or '这' or '每' or '本' || number.Value == 0)
        {
            return default;
        }

        // A door's number: something of a house follows, or a street went before, or it stands all alone.
        var isDoor = before is PlaceKind.Section or PlaceKind.Side || (!number.IsChinese && number.Value > 31)
            || prior is '街' or '路' or '巷' or '弄' or '里' or '坊' or '村' or '道' or '苑' or '园' or '房' or '面' or '区' or '排'
            || (StandsAlone(rest) && (i == 0 || IsMark(prior))) || (!rest.IsEmpty && IsBuilt(rest));
        return isDoor ? Part(PlaceKind.Building, 0) : default;
    }

    /// <summary>What stands behind belongs to a house: a room, a floor, a side of it.</summary>
    private static bool IsBuilt(ReadOnlySpan<char> rest)
    {
        if (PlaceNumber.Starts(rest[0]))
        {
            var number = PlaceNumber.Read(rest);
            var isRoom = number is { IsChinese: false, Length: 3 or 4 };
            return number.Length == rest.Length
                ? isRoom
                : rest[number.Length] is '楼' or '层' or '单' or '室' || (isRoom && !NotAfterNumber.Contains(rest[number.Length]));
        }

        return IsBuiltWord(rest, 0) || (IsCompass(rest[0]) && rest.Length > 1 && rest[1] is '边' or '侧' or '面' or '墙' or '头' or '户');
    }

    private static bool IsBuiltWord(ReadOnlySpan<char> rest, int from) =>
        from < rest.Length && PlaceWords.Longest(rest[from..]) is { Length: > 1, Kind: PlaceKind.Common or PlaceKind.Annexe or PlaceKind.Side or PlaceKind.Spot };

    /// <summary>二期 is a part of a compound; 学期, 二期工程款 are not.</summary>
    private static bool IsPhase(PlaceNumber number, ReadOnlySpan<char> written, char prior, ReadOnlySpan<char> rest)
    {
        var next = rest.Length > 1 ? rest[1] : '\0';
        return number.Value is > 0 and <= 12 && !IsCount(number, written, prior) && !"学分假周日初长短前后星近同早晚".Contains(prior)
            && !"工款付间限末建改施项刊".Contains(next) && (next != '的' || IsBuiltWord(rest, 2));
    }

    private static bool IsPartOfBuilding(ReadOnlySpan<char> rest, int at) => at < rest.Length && rest[at] is '道' or '梯' or '下' or '上' or '顶' or '前' or '后' or '底' or '门' or '洞';

    /// <summary>"两栋楼", "这一单元": how many, not which.</summary>
    private static bool IsCount(PlaceNumber number, ReadOnlySpan<char> written, char prior) =>
        (number.IsChinese && written.Contains('两')) || CountedBefore.Contains(prior);

    private static bool IsFloor(ReadOnlySpan<char> rest, PlaceNumber number, ReadOnlySpan<char> written, char prior, PlaceKind? before)
    {
        var next = rest.Length > 1 ? rest[1] : '\0';
        if (number.Value is 0 or > 80 || IsCount(number, written, prior) || FilmBefore.Contains(prior) || Film.Contains(next) || next == '楼')
        {
            return false;
        }

        return !number.IsChinese || number.Value > 2 || before is not null || StandsAlone(rest[1..])
            || (rest.Length > 1 && (IsBuiltWord(rest, 1) || next is '公' or '西' or '东' or '南' or '北' or '的'));
    }

    /// <summary>Three or four digits with nothing behind that counts: a flat, "1203的阳台".</summary>
    private static PlacePart Bare(ReadOnlySpan<char> text, int i, PlaceNumber number, PlaceKind? before)
    {
        var end = i + number.Length;
        if (number.Length is not (3 or 4)
            || (number.IsChinese && before is not (PlaceKind.Building or PlaceKind.Unit))
            || (end < text.Length && (NotAfterNumber.Contains(text[end]) || char.IsAsciiLetter(text[end]))))
        {
            return default;
        }

        var follows = before is PlaceKind.Building or PlaceKind.Unit or PlaceKind.Floor or PlaceKind.Section;
        var (floor, door) = (number.Value / 100, number.Value % 100);
        var prior = i > 0 ? text[i - 1] : '\0';
        return follows || (floor is > 0 and <= 40 && door is > 0 and <= 12 && !"第约近超满花交罚扣收价费拨打年￥¥+达".Contains(prior) && !char.IsAsciiLetter(prior))
            ? new PlacePart(PlaceKind.Room, i, number.Length, number.Value)
            : default;
    }

    private static PlacePart Roomed(ReadOnlySpan<char> text, int i, PlaceNumber number)
    {
        var end = i + number.Length;
        return new PlacePart(PlaceKind.Room, i, number.Length + (end < text.Length && text[end] is '室' or '户' ? 1 : 0), number.Value);
    }
}
