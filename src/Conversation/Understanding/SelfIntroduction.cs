using System.Buffers;
using System.Text.RegularExpressions;

namespace Conversation.Understanding;

/// <summary>
/// "我是张三,电话13800000000,": polite, and nothing of what the matter is. Cut out before a text is classified; whoever must act still
/// reads it in the report itself. Not cut out of the sentences that are learnt from: measured, that made dangers harder to find.
/// </summary>
internal static partial class SelfIntroduction
{
    /// <summary>A text that is hardly more than an introduction is one: what would be left says nothing.</summary>
    private const int FewestLeft = 4;

    private const string Surnames =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

    private const int TelephoneDigits = 11;

    private const string LongSurnames = "欧阳|上官|司马|司徒|诸葛|夏侯|皇甫|尉迟|慕容|令狐|东方|端木";

    /// <summary>Without one of these there is no name; found faster than the name itself.</summary>
    private static readonly SearchValues<string> Hints = SearchValues.Create(["我是", "我叫", "我姓", "我的名字", "我的姓名", "我名字", "我姓名"], StringComparison.Ordinal);

    /// <param name="text">Plain and simplified.</param>
    public static string Without(string text)
    {
        var rest = text.AsSpan().ContainsAny(Hints) ? Name().Replace(text, "") : text;
        if (HasTelephone(text))
        {
            rest = Telephone().Replace(rest, "");
        }

        return rest.Length == text.Length || rest.Count(char.IsLetter) < FewestLeft ? text : rest.TrimStart(' ', ',', '，', '。', '、');
    }

    private static bool HasTelephone(string text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits >= TelephoneDigits;
    }

    [GeneratedRegex("(?<=^|[\\s,，。.!！;；:：好])(?:我(?:是|叫|姓)|我的?(?:名字|姓名)(?:是|叫))(?:(?:" + LongSurnames + "|[" + Surnames + "])\\p{IsCJKUnifiedIdeographs}{0,2}?(?:先生|女士|师傅|阿姨|老师)?)(?:[\\s,，。.!！;；]+|$)")]
    private static partial Regex Name();

    [GeneratedRegex("(?:[,，。 ]*(?:请|可以|可|我的?|联系|打|拨打?)*(?:电话|手机|联系方式|号码?|是|为|[:： ])*)(?<![0-9])1[3-9][0-9][\\s-]?[0-9]{4}[\\s-]?[0-9]{4}(?![0-9])(?:找我|联系我|给我|联系)?")]
    private static partial Regex Telephone();
}
