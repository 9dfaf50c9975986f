using System.Text.RegularExpressions;
using Conversation.Understanding;

namespace Conversation.Officer;

/// <param name="Number">The whole number, or the end of it; null when none was said.</param>
/// <param name="More">What stood behind the number: the answer to the first question, given beforehand.</param>
internal sealed record StaffCommand(StaffVerb Verb, string? Number, string? More = null);

/// <summary>A pressed button or a typed word ("受理 0012") → the same act.</summary>
internal static partial class StaffCommands
{
    private const int LongestBare = 40;
    private const int LongestWithWords = 400;

    public static StaffCommand? Read(InboundContent content) => content switch
    {
        InboundContent.CardAct card => Pressed(card.ButtonKey),
        InboundContent.Text text => Typed(PlainText.Of(text.Words)),
        _ => null,
    };

    public static bool IsTodo(string text) => PlainText.WithoutMarks(PlainText.Of(text)) is "我的待办" or "待办" or "进度" or "查询" or "在办";

    public static bool IsNextPage(string text) => PlainText.WithoutMarks(PlainText.Of(text)) is "下一页" or "下页" or "更多";

    /// <summary>A case's number and nothing else.</summary>
    public static string? NumberIn(string text) =>
        PlainText.WithoutMarks(PlainText.Of(text)) is var bare && NumberAlone().IsMatch(bare) ? bare : null;

    private static StaffCommand? Pressed(string key) =>
        key.IndexOf(':') is var colon and > 0 && char.IsLetter(key[0])
        && Enum.TryParse<StaffVerb>(key[..colon], ignoreCase: true, out var verb) && Enum.IsDefined(verb)
            ? new StaffCommand(verb, key[(colon + 1)..])
            : null;

    private static StaffCommand? Typed(string plain)
    {
        var bare = PlainText.WithoutMarks(plain);
        if (bare.Length > LongestWithWords || TypedAct().Match(bare) is not { Success: true } match)
        {
            return NumberIn(bare) is { } alone ? new StaffCommand(StaffVerb.Show, alone) : null;
        }

        // The marks at the end of a question belong to it.
        var more = match.Groups["more"] is { Success: true, Value: var said } ? plain[plain.IndexOf(said, StringComparison.Ordinal)..].Trim() : null;
        var number = match.Groups["number"] is { Success: true, Value: var named } ? named : null;
        return (more is not null || bare.Length <= LongestBare) && VerbOf(match.Groups["word"].Value) is { } verb && (verb != StaffVerb.Show || number is not null)
            ? new StaffCommand(verb, number, more)
            : null;
    }

    private static StaffVerb? VerbOf(string word) => word switch
    {
        "受理" or "接单" or "认领" => StaffVerb.Accept,
        "完成" or "办结" or "回复" => StaffVerb.Resolve,
        "退回物业" or "退回社区" => StaffVerb.Return,
        "退回" => StaffVerb.Decline,
        "核准" => StaffVerb.Approve,
        "不予受理" or "驳回" => StaffVerb.Reject,
        "转市级" or "提级" => StaffVerb.Escalate,
        "改派" => StaffVerb.Redispatch,
        "改类型" => StaffVerb.Correct,
        "并案" or "合并" => StaffVerb.Merge,
        "吹哨" => StaffVerb.Whistle,
        "报到" => StaffVerb.ReportIn,
        "延期" => StaffVerb.Extend,
        "主动上报" or "上报" => StaffVerb.Raise,
        "催办" => StaffVerb.Urge,
        "问居民" => StaffVerb.AskReporter,
        "备注" => StaffVerb.Remark,
        "转给" or "转交" => StaffVerb.HandOver,
        "查看" or "看" or "进度" or "查询" => StaffVerb.Show,
        _ => null,
    };

    [GeneratedRegex(
        @"^(?<word>受理|接单|认领|完成|办结|回复|退回物业|退回社区|退回|核准|不予受理|驳回|转市级|提级|改派|改类型|并案|合并|吹哨|报到|延期|主动上报|上报|催办|问居民|备注|转给|转交|查看|看|进度|查询)"
        + @"\s*(?:(?<number>(?:(?:WP-?)?\d{8}-?)?\d{4,})(?:[\s,，:：、;；]+(?<more>\S.*)|(?<more>[^\d\s,，:：、;；].*))?)?$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex TypedAct();

    [GeneratedRegex(@"^(?:(?:WP-?)?\d{8}-?)?\d{4,5}$", RegexOptions.IgnoreCase)]
    private static partial Regex NumberAlone();
}
