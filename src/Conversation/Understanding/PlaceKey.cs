using System.Globalization;
using System.Text.RegularExpressions;

namespace Conversation.Understanding;

/// <summary>A place in one spelling: 三号楼, 3号楼, 3#, 3栋 and 03幢 are one building. For comparing two reports, never for showing.</summary>
internal sealed partial record PlaceKey
{
    private const string Digits = "零一二三四五六七八九";

    public string? Building { get; private init; }

    public string? Unit { get; private init; }

    public string? Floor { get; private init; }

    public string? Room { get; private init; }

    public string? Gate { get; private init; }

    /// <summary>What it is about there: lift, garage, bins … A doorway alone is everywhere.</summary>
    public IReadOnlySet<string> Spots { get; private init; } = new HashSet<string>();

    public static PlaceKey Of(string place)
    {
        var text = Plain(place);
        var dashed = Dashed().Match(text);
        var building = dashed.Success ? dashed.Groups["building"].Value : Value(BuildingPattern().Match(text));
        var unit = dashed is { Success: true } && dashed.Groups["unit"].Success ? dashed.Groups["unit"].Value : Value(UnitPattern().Match(text));
        var room = dashed is { Success: true } && dashed.Groups["room"].Success ? dashed.Groups["room"].Value : Value(RoomPattern().Match(text));
        var floor = FloorPattern().Match(text);
        return new PlaceKey
        {
            Building = building,
            Unit = unit,
            Room = room,
            Floor = !floor.Success ? null : (floor.Groups["below"].Success ? "-" : "") + floor.Groups["n"].Value.TrimStart('0'),
            Gate = GatePattern().Match(text) is { Success: true } gate ? gate.Value : null,
            Spots = SpotPattern().Matches(text).Select(m => SpotOf(m.Value)).ToHashSet(),
        };
    }

    /// <summary>
    /// Whether two places can be the same spot: nothing they both say contradicts, and what they share is enough to walk to. Two vague
    /// places never are.
    /// </summary>
    public static bool SameSpot(string one, string other)
    {
        if (PlaceReader.IsVague(one) || PlaceReader.IsVague(other))
        {
            return false;
        }

        var (a, b) = (Of(one), Of(other));
        if (a.IsEmpty || b.IsEmpty)
        {
            return Plain(one) == Plain(other);
        }

        if (Differ(a.Building, b.Building) || Differ(a.Unit, b.Unit) || Differ(a.Floor, b.Floor) || Differ(a.Room, b.Room) || Differ(a.Gate, b.Gate)
            || (a.Spots.Count > 0 && b.Spots.Count > 0 && !a.Spots.Overlaps(b.Spots)))
        {
            return false;
        }

        return (a.Building is not null && b.Building is not null)
            || (a.Building is null && b.Building is null && ((a.Gate is not null && b.Gate is not null) || a.Spots.Overlaps(b.Spots) || (a.Unit is not null && b.Unit is not null)
                || (a.Room is not null && b.Room is not null)));
    }

    private bool IsEmpty => Building is null && Unit is null && Floor is null && Room is null && Gate is null && Spots.Count == 0;

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;

    private static string? Value(Match match) => match.Success ? match.Groups["n"].Value.TrimStart('0') is { Length: > 0 } n ? n : "0" : null;

    private static string SpotOf(string word) => word switch
    {
        _ when word.Contains("垃圾", StringComparison.Ordinal) || word.StartsWith("分类", StringComparison.Ordinal) => "垃圾",
        "地库" or "车库" or "地下车库" or "地下室" => "车库",
        "楼道" or "走廊" or "楼梯间" or "楼梯" or "过道" => "楼道",
        "天台" or "楼顶" or "屋顶" => "楼顶",
        "电梯厅" or "电梯口" or "电梯间" or "电梯" => "电梯",
        "岗亭" or "门岗" => "岗亭",
        "车棚" or "充电棚" or "充电桩" => "车棚",
        "绿化带" or "草坪" or "花坛" or "绿地" => "绿化",
        "停车场" or "停车位" or "车位" => "停车",
        _ => word,
    };

    /// <summary>Narrow, lower-case, simplified, Chinese numbers as digits, no spaces.</summary>
    private static string Plain(string place)
    {
        var text = string.Concat(SimplifiedText.Fold(PlainText.Of(place)).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant().Replace('—', '-').Replace('－', '-');
        return ChineseNumber().Replace(text, m => NumberOf(m.Value));
    }

    private static string NumberOf(string chinese)
    {
        var text = chinese.Replace('两', '二');
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
        {
            return string.Concat(text.Select(c => Digits.IndexOf(c, StringComparison.Ordinal).ToString(CultureInfo.InvariantCulture)));
        }

        var tens = ten == 0 ? 1 : Digits.IndexOf(text[ten - 1], StringComparison.Ordinal);
        var ones = ten == text.Length - 1 ? 0 : Digits.IndexOf(text[ten + 1], StringComparison.Ordinal);
        return ((tens * 10) + ones).ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("[零一二两三四五六七八九十]+(?=号楼|号|栋|幢|座|#|单元|楼|层|室|弄)")]
    private static partial Regex ChineseNumber();

    [GeneratedRegex("(?<![0-9-])0*(?<building>[1-9][0-9]{0,2})-(?:0*(?<unit>[1-9][0-9]?)(?:-(?<room>[0-9]{3,4}))?|(?<room>[0-9]{3,4}))(?![0-9-])")]
    private static partial Regex Dashed();

    [GeneratedRegex("(?<n>[0-9]{1,4}|[a-z])(?:号楼|栋|幢|#楼|#|座|号院|号(?!门|线))")]
    private static partial Regex BuildingPattern();

    [GeneratedRegex("(?<n>[0-9]{1,3}|[a-z])单元")]
    private static partial Regex UnitPattern();

    [GeneratedRegex("(?<below>负|地下|b)(?<n>[0-9]{1,2})(?:楼|层)?|(?<n>[0-9]{1,2})(?:楼|层)(?!道|梯)")]
    private static partial Regex FloorPattern();

    [GeneratedRegex("(?<=单元|楼|栋|幢|#|座|层|号)(?<n>[0-9]{3,4})(?![0-9])|(?<![0-9-])(?<n>[0-9]{3,4})(?:室|房|户)")]
    private static partial Regex RoomPattern();

    [GeneratedRegex("[东南西北]{1,2}(?=大?门)|[正侧后]门|大门|[0-9]{1,2}号门")]
    private static partial Regex GatePattern();

    [GeneratedRegex("垃圾(?:房|站|亭|桶|分类亭|分类点|投放点|点)?|分类[亭点]|地下车库|车库|地库|地下室|楼道|走廊|过道|楼梯间|楼梯|天台|楼顶|屋顶|电梯[厅口间]?|岗亭|门岗|快递柜|信报箱|广场|花园|凉亭|儿童乐园|游乐场|健身|篮球场|球场|停车[场位]|车位|车棚|充电[棚桩]|喷泉|池塘|河边|围墙|人行道|主干道|绿化带|草坪|花坛|绿地|物业办公室|活动中心|消防通道|大厅|大堂")]
    private static partial Regex SpotPattern();
}
