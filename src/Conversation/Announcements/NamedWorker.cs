using System.Text.RegularExpressions;

namespace Conversation.Announcements;

/// <summary>Whom a praise is for, as far as a group may read it: a surname with a title, or an occupation. Nothing else of the words.</summary>
internal static partial class NamedWorker
{
    /// <returns>e.g. 王师傅, 保安李队长, 保洁; null when nobody is named.</returns>
    public static string? In(string praise)
    {
        var named = Named().Match(praise);
        var occupation = Occupation().Match(praise);
        return (named.Success, occupation.Success) switch
        {
            (true, true) when named.Index >= occupation.Index && named.Index - (occupation.Index + occupation.Length) <= 1 => occupation.Value + named.Value,
            (true, _) => named.Value,
            (_, true) => occupation.Value,
            _ => null,
        };
    }

    // "感谢保安" holds no Mr. Xie, and "我是李姐" is the one who praises. The commonest surnames cover nine in ten people; a rarer one is praised by occupation.
    [GeneratedRegex("(?<!我是|我叫)(?:(?<![感谢多])谢|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤])(?:师傅|阿姨|大姐|大哥|经理|管家|队长|主任|书记|班长|工|姐|哥|叔)")]
    private static partial Regex Named();

    [GeneratedRegex("保安|保洁|门卫|门岗|管家|维修工|维修师傅|绿化工|水电工|电工|客服|前台|网格员|楼长|清洁工")]
    private static partial Regex Occupation();
}
