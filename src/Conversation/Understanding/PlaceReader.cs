using System.Text.RegularExpressions;

namespace Conversation.Understanding;

/// <summary>Finds where something is: building, unit, floor, room, gate, garage, or a spot everybody knows.</summary>
internal static partial class PlaceReader
{
    private const string Number = "(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,4}|[A-Za-z])";

    /// <summary>The place in the person's own words, or null. A later correction ("不对,是5号楼") beats what stood before it.</summary>
    public static (int At, int Length)? Find(string text)
    {
        (int At, int Length)? best = null;
        var correction = CorrectionPattern().Match(text);
        var from = correction.Success ? correction.Index + correction.Length : 0;
        foreach (var match in PlacePattern().EnumerateMatches(text, from))
        {
            if (best is { } kept && match.Index - (kept.At + kept.Length) <= 2)
            {
                best = (kept.At, match.Index + match.Length - kept.At);
            }
            else if (best is null)
            {
                best = (match.Index, match.Length);
            }
        }

        return best is null && from > 0 ? FindBefore(text, correction.Index) : best;
    }

    /// <summary>Not enough to walk to: a corridor, a doorway, "downstairs", a fifth floor exist at every building.</summary>
    public static bool IsVague(string place) => !PrecisePattern().IsMatch(FloorAlone().Replace(SimplifiedText.Fold(PlainText.Of(place)), ""));

    public static string WithoutCorrection(string text) => CorrectionPattern().Replace(text, "");

    public static bool IsCorrection(string text) => CorrectionPattern().IsMatch(text);

    private static (int At, int Length)? FindBefore(string text, int end)
    {
        foreach (var match in PlacePattern().EnumerateMatches(text))
        {
            return match.Index < end ? (match.Index, match.Length) : null;
        }

        return null;
    }

    [GeneratedRegex("[0-9一二两三四五六七八九十]|[东南西北]|[大正侧后]门|垃圾[房站亭]|分类[亭点]|车库|地库|地下室|天台|楼顶|屋顶|广场|花园|凉亭|乐园|游乐场|健身|球场|停车|车棚|充电|岗亭|门岗|快递柜|喷泉|池塘|河边|围墙|主干道|办公室|活动中心|[A-Za-z]")]
    private static partial Regex PrecisePattern();

    [GeneratedRegex("(?<![负下Bb0-9一二三四五六七八九十])[0-9一二两三四五六七八九十]{1,3}(?:楼|层)(?!道|梯)")]
    private static partial Regex FloorAlone();

    [GeneratedRegex("(?:哦|啊|呃)?不对[,，。 ]*(?:应该)?是?|说错了[,，。 ]*是?|应该是|更正[:：]?")]
    private static partial Regex CorrectionPattern();

    [GeneratedRegex(
        $"(?:{Number}\\s*(?:号楼|栋|幢|#楼|#|座|号院)(?:\\s*(?:{Number}\\s*单元))?(?:\\s*(?:{Number}\\s*(?:楼|层)(?!道|梯|下|上)))?(?:\\s*[0-9]{{3,4}}室?)?"
        + "|(?<![0-9-])[0-9]{1,3}-[0-9]{1,2}(?:-[0-9]{3,4})?(?![0-9-])"
        + $"|{Number}\\s*单元(?:\\s*(?:{Number}\\s*(?:楼|层)(?!道|梯)))?(?:\\s*[0-9]{{3,4}}室?)?"
        + $"|(?:地下|负)[一二三1-3]层|[Bb][1-3]层?|地下(?:车库|室)|车库|[东南西北]{{1,2}}(?:大门|门|侧门)|[大正侧后]门(?!卡|禁)"
        + "|垃圾(?:房|站|亭|桶点|分类亭|分类点|投放点)|电梯(?:厅|口|间)|楼道|门口|大厅|大堂|消防通道|楼梯间|天台|楼顶|屋顶|广场|花园|绿化带|凉亭|儿童乐园|游乐场|健身(?:区|角)|篮球场|停车场|停车位|车棚|充电棚|充电桩|岗亭|门岗|快递柜|喷泉|池塘|河边|围墙|人行道|主干道|物业办公室|活动中心"
        + "|(?:前面|后面|旁边|对面|边上|附近|门前|楼下|楼上|楼前|楼后|里面|隔壁|(?<=[门楼])[东南西北]侧|拐角|转角))")]
    private static partial Regex PlacePattern();
}
