using System.Collections.Frozen;

namespace Conversation.Understanding;

/// <summary>
/// Which words are commands. Only a whole message is one, politeness and marks around it aside: "请帮我催办" urges, "取消路灯" reports
/// a lamp.
/// </summary>
internal static class Commands
{
    private const int Longest = 20;

    private static readonly (Command Command, string Words)[] Table =
    [
        (Command.Help, "帮助 help 怎么用 怎么使用 如何使用 使用说明 使用帮助 ? ？"),
        (Command.Cancel, "取消 不报了 算了 取消上报 取消报修 取消投诉 退出"),
        (Command.Submit, "提交 确认提交 确认 提交吧"),
        (Command.Edit, "修改 改一下 修改一下"),
        (Command.Progress, "进度 查询 查一下 查进度 查询进度 进度查询 查看进度 看进度 处理进度 办理进度 看看进度 问进度 进展 查进展 处理进展 进度怎么样了 进度怎么样 进度如何 进度如何了 进度呢 到哪一步了 有进展吗 有没有进展 处理到哪了 处理得怎么样了 处理的怎么样了 办得怎么样了 办的怎么样了"),
        (Command.Withdraw, "撤回 撤销 撤单 撤回上报 撤销上报"),
        (Command.Urge, "催办 催一下 催单 催一催 催催 催 催促 加急"),
        (Command.Rate, "评价 评价一下 打分 评分"),
        (Command.Register, "注册 登记 登记注册 实名注册 注册认证"),
        (Command.Consult, "咨询 咨询一下"),
        (Command.Suggest, "建议 提建议 提个建议 提意见"),
        (Command.Praise, "表扬 表扬一下"),
        (Command.MyReports, "我的上报 我的报修 我的工单 我的投诉 我上报的 上报记录"),
        (Command.Points, "积分 我的积分 查积分 查询积分 积分查询 看积分 多少积分 有多少积分"),
        (Command.Person, "人工 转人工 找人工 人工服务 转人工服务 人工客服 转人工客服 找人工客服 客服 找客服 转客服 联系客服 真人 转真人 找真人 真人客服"),
        (Command.Undo, "上一步 返回上一步 回到上一步 退回上一步 撤销上一步 撤回上一步 返回 退一步 恢复"),
        (Command.Continue, "继续 接着报 继续上报 继续报 接着上报"),
        (Command.Again, "跟上次一样 和上次一样 与上次一样 同上次一样 跟上次的一样 和上次的一样 同上次 还是上次那个 还是上次的 还是上次那件 还是上次那件事 还是上次那个问题 跟上回一样 和上回一样 还是老问题 老问题"),
        (Command.Claim, "认领 去认领 来认领 我来认领 认领任务"),
        (Command.Finish, "完成 完工"),
    ];

    /// <summary>What polite people put in front, longest first; any number of them.</summary>
    private static readonly string[] Before =
        ["麻烦你", "麻烦您", "查一下", "查询一下", "看一下", "我想要", "我需要", "能不能", "可不可以", "可以帮", "你好", "您好", "麻烦", "帮我", "帮忙", "给我", "我要", "我想", "需要", "能帮", "请", "要", "想", "帮"];

    /// <summary>… and behind.</summary>
    private static readonly string[] After = ["谢谢你", "谢谢您", "谢谢", "一下", "好吗", "可以吗", "行吗", "吧", "呀", "啊", "哈", "嘛", "呢", "哦"];

    private static readonly FrozenDictionary<string, Command> ByWord = Table
        .SelectMany(row => row.Words.Split(' '), (row, word) => (word, row.Command))
        .ToFrozenDictionary(pair => pair.word, pair => pair.Command, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Command>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByWord.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="text">Already made plain by <see cref="PlainText.Of"/>.</param>
    public static Command? Read(string text)
    {
        if (text.Length is 0 or > Longest)
        {
            return null;
        }

        var simplified = SimplifiedText.Fold(text);
        var bare = PlainText.WithoutMarks(simplified.AsSpan());
        return BySpan.TryGetValue(bare.Length == 0 ? simplified : bare, out var command) ? command : ReadPolite(bare);
    }

    private static Command? ReadPolite(ReadOnlySpan<char> words)
    {
        if (ReadEnded(words) is { } ended)
        {
            return ended;
        }

        while (StripOne(ref words, Before, atFront: true))
        {
            if (BySpan.TryGetValue(words, out var command))
            {
                return command;
            }

            if (ReadEnded(words) is { } polite)
            {
                return polite;
            }
        }

        return null;
    }

    private static Command? ReadEnded(ReadOnlySpan<char> words)
    {
        while (StripOne(ref words, After, atFront: false))
        {
            // "确认一下?" asks, "提交了" tells: neither files a report.
            if (BySpan.TryGetValue(words, out var command) && command != Command.Submit)
            {
                return command;
            }
        }

        return null;
    }

    private static bool StripOne(ref ReadOnlySpan<char> words, string[] around, bool atFront)
    {
        foreach (var word in around)
        {
            if (atFront ? words.StartsWith(word, StringComparison.Ordinal) : words.EndsWith(word, StringComparison.Ordinal))
            {
                words = PlainText.WithoutMarks(atFront ? words[word.Length..] : words[..^word.Length]);
                return true;
            }
        }

        return false;
    }
}
