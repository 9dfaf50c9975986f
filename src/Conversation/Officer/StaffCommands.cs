using System.Text.RegularExpressions;
using Conversation.Understanding;

namespace Conversation.Officer;

/// <param name="Number">The whole number, or the end of it; null when none was said.</param>
/// <param name="More">What stood behind the number: the answer to the first question, given beforehand.</param>
internal sealed record StaffCommand(StaffVerb Verb, string? Number, string? More = null);

/// <summary>
/// A pressed button or a typed word ("受理 0012") → the same act. With a number beside it the word may be polite, in the past, or
/// mistyped by an input method; by itself it must be the word, because sentences begin with it as well.
/// </summary>
internal static partial class StaffCommands
{
    private const int LongestBare = 40;
    private const int LongestWithWords = 400;
    private const int NumberLength = 4;

    private const string Words =
        "受理|接单|认领受理|认领|完成|办结|回复完成|收到完成|回复|退回物业|退回社区|退回|核准|不予受理|驳回|转市级|提级|改派|改类型|并案|合并|吹哨|报到|延期|主动上报|上报|催办|问居民|备注|转给|转交|查看|看|进度|查询";

    private const string Number = @"(?:(?:WP-?)?\d{8}-?)?\d{4,5}(?!\d)";

    /// <summary>What may stand behind the number.</summary>
    private const string Behind = @"(?:号?[\s,，:：、;；]+(?<more>\S.*)|号)?$";

    /// <summary>As people call them beside a number.</summary>
    private static readonly (string Word, StaffVerb Verb)[] Loose =
    [
        .. Words.Split('|').Select(w => (w, VerbOf(w)!.Value)),
        ("办完", StaffVerb.Resolve), ("完工", StaffVerb.Resolve), ("退件", StaffVerb.Decline), ("打回", StaffVerb.Decline), ("批准", StaffVerb.Approve),
        ("审核通过", StaffVerb.Approve), ("转同事", StaffVerb.HandOver), ("移交", StaffVerb.HandOver), ("追问", StaffVerb.AskReporter),
        ("延长", StaffVerb.Extend),
    ];

    private static readonly string[] Before = ["麻烦", "帮我", "我要", "我来", "我想", "申请", "已经", "请", "已"];

    private static readonly string[] After = ["一下", "工单", "编号", "案件", "了", "第", "#"];

    public static StaffCommand? Read(InboundContent content) => content switch
    {
        InboundContent.CardAct card => Pressed(card.ButtonKey),
        InboundContent.Text text => Typed(PlainText.Of(text.Words)),
        _ => null,
    };

    public static bool IsTodo(string text) =>
        Bare(text) is "我的待办" or "待办" or "我的代办" or "代办" or "待办事项" or "待办列表" or "我的工单" or "工单" or "我的任务" or "进度" or "查询" or "在办";

    /// <summary>Which page of the list is wanted, from 0; null when the text asks for none.</summary>
    /// <param name="shown">The page that was shown last.</param>
    public static int? PageIn(string text, int shown) => Bare(text) switch
    {
        "下一页" or "下页" or "更多" => shown + 1,
        "上一页" or "上页" or "前一页" => Math.Max(0, shown - 1),
        ['第', var digit and >= '1' and <= '9', '页'] => digit - '1',
        _ => null,
    };

    /// <summary>A case's number and nothing else.</summary>
    public static string? NumberIn(string text) => Bare(text) is var bare && NumberAlone().IsMatch(bare) ? bare : null;

    /// <summary>A number too short to be anything but the end of a case's, or a case's beside words that are none of ours: to be shown, where no question is open.</summary>
    public static string? NumberAmong(string text) => AmongWords().Match(Bare(text)) is { Success: true, Groups: var found } ? Padded(found["number"].Value) : null;

    /// <summary>Whether what stands behind the number is more numbers: one thing at a time.</summary>
    public static bool AreNumbers(string more) => NumbersOnly().IsMatch(more);

    private static string Bare(string text) => PlainText.WithoutMarks(PlainText.Of(text));

    private static StaffCommand? Pressed(string key) =>
        key.IndexOf(':') is var colon and > 0 && char.IsLetter(key[0])
        && Enum.TryParse<StaffVerb>(key[..colon], ignoreCase: true, out var verb) && Enum.IsDefined(verb)
            ? new StaffCommand(verb, key[(colon + 1)..])
            : null;

    private static StaffCommand? Typed(string plain)
    {
        var bare = SimplifiedText.Fold(PlainText.WithoutMarks(plain));
        if (bare.Length > LongestWithWords)
        {
            return null;
        }

        if (TypedAct().Match(bare) is { Success: true } match)
        {
            return Command(plain, bare, match, VerbOf(match.Groups["word"].Value));
        }

        if (NumberIn(bare) is { } alone)
        {
            return new StaffCommand(StaffVerb.Show, alone);
        }

        return LooseAct().Match(bare) is { Success: true } loose ? Command(plain, bare, loose, LooseVerbOf(loose.Groups["word"].Value))
            : NumberFirst().Match(bare) is { Success: true } reversed ? Command(plain, bare, reversed, VerbOf(reversed.Groups["word"].Value))
            : null;
    }

    private static StaffCommand? Command(string plain, string bare, Match match, StaffVerb? verb)
    {
        // The marks at the end of a question belong to it; folding changed no position.
        var more = match.Groups["more"] is { Success: true, Index: var at } ? plain[(plain.IndexOf(PlainText.WithoutMarks(plain), StringComparison.Ordinal) + at)..].Trim() : null;
        var number = match.Groups["number"] is { Success: true, Value: var named } ? Padded(named) : null;
        // "延期 3" says how long.
        return verb is { } meant && !(meant == StaffVerb.Extend && match.Groups["number"].Length == 1) && (more is not null || bare.Length <= LongestBare) && (meant != StaffVerb.Show || number is not null)
            ? new StaffCommand(meant, number, more)
            : null;
    }

    private static string Padded(string number) => number.PadLeft(NumberLength, '0');

    private static StaffVerb? VerbOf(string word) => word switch
    {
        "受理" or "接单" or "认领" or "认领受理" => StaffVerb.Accept,
        "完成" or "办结" or "回复" or "回复完成" or "收到完成" => StaffVerb.Resolve,
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

    /// <summary>The word without what is polite about it; else the one that sounds like it, when only one does.</summary>
    private static StaffVerb? LooseVerbOf(string said)
    {
        var word = said.Replace(" ", "", StringComparison.Ordinal);
        foreach (var front in Before)
        {
            word = word.StartsWith(front, StringComparison.Ordinal) ? word[front.Length..] : word;
        }

        foreach (var end in After)
        {
            word = word.EndsWith(end, StringComparison.Ordinal) ? word[..^end.Length] : word;
        }

        var exact = Loose.Where(l => l.Word == word).Select(l => (StaffVerb?)l.Verb).FirstOrDefault();
        return exact ?? (Loose.Where(l => word.Length >= 2 && SoundsLike(word, l.Word)).Select(l => l.Verb).Distinct().ToArray() is [var only] ? only : null);
    }

    private static bool SoundsLike(string said, string word) =>
        said.Length == word.Length && said.Zip(word).All(pair => pair.First == pair.Second || Homophones.Are(pair.First, pair.Second));

    [GeneratedRegex("^(?<word>" + Words + @")\s*(?:(?:工单|编号|第)?\s*(?:(?<number>(?:(?:WP-?)?\d{8}-?)?\d{4,})(?:[\s,，:：、;；]+(?<more>\S.*)|号|(?<more>[^\d\s,，:：、;；].*))?|(?<number>\d{1,3})号?))?$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex TypedAct();

    [GeneratedRegex(@"^(?<word>[^\d]{1,10}?)\s*(?<number>" + Number + ")" + Behind, RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex LooseAct();

    [GeneratedRegex("^(?<number>" + Number + @")号?[\s,，:：]*(?:请|已经|已)?(?<word>" + Words + @")(?:了|[\s,，:：、;；]+(?<more>\S.*))?$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex NumberFirst();

    [GeneratedRegex(@"^(?:(?:WP-?)?\d{8}-?)?\d{4,5}$", RegexOptions.IgnoreCase)]
    private static partial Regex NumberAlone();

    [GeneratedRegex(@"^(?:第?(?<number>\d{1,3})号?|\D{1,6}(?<number>(?:\d{8}-)?\d{4})号?)$")]
    private static partial Regex AmongWords();

    [GeneratedRegex("^" + Number + @"(?:[\s,，、;；和]+" + Number + ")*$", RegexOptions.IgnoreCase)]
    private static partial Regex NumbersOnly();
}
