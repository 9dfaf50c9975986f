using System.Collections.Frozen;

namespace Conversation.Understanding;

/// <summary>Which words are commands. Only a whole message is one: "取消路灯" reports a lamp.</summary>
internal static class Commands
{
    private static readonly (Command Command, string Words)[] Table =
    [
        (Command.Help, "帮助 help 怎么用 怎么使用 使用说明 ?"),
        (Command.Cancel, "取消 不报了 算了 取消上报 退出"),
        (Command.Submit, "提交 确认提交 确认 提交吧"),
        (Command.Edit, "修改 改一下"),
        (Command.Progress, "进度 查询 查进度 查询进度 看进度 查一下进度 看看进度 办理进度"),
        (Command.Withdraw, "撤回 撤销"),
        (Command.Urge, "催办 催一下 催单 催一催 催催"),
        (Command.Rate, "评价 打分 评分"),
        (Command.Register, "注册 登记 实名注册"),
        (Command.Consult, "咨询"),
        (Command.Suggest, "建议"),
        (Command.Praise, "表扬"),
        (Command.MyReports, "我的上报 我的报修 我的工单"),
        (Command.Points, "积分 我的积分"),
        (Command.Person, "人工 转人工 找人工 人工服务 人工客服 找客服 客服 找真人"),
        (Command.Undo, "上一步 返回上一步 返回 退回上一步 撤销上一步 恢复"),
        (Command.Continue, "继续 接着报 继续上报"),
        (Command.Again, "跟上次一样 和上次一样 同上次 同上次一样 还是上次那个 还是上次那个问题 老问题 跟上回一样 和上回一样"),
    ];

    private static readonly FrozenDictionary<string, Command> ByWord = Table
        .SelectMany(row => row.Words.Split(' '), (row, word) => (word, row.Command))
        .ToFrozenDictionary(pair => pair.word, pair => pair.Command, StringComparer.OrdinalIgnoreCase);

    /// <summary>What people put around a command without meaning anything by it.</summary>
    private static readonly string[] Before = ["请帮我", "麻烦帮我", "帮我", "给我", "我想要", "我想", "我要", "麻烦", "请"];
    private static readonly string[] After = ["一下", "谢谢", "吧", "了", "啊", "呀", "哦"];

    /// <param name="text">Already made plain by <see cref="PlainText.Of"/>.</param>
    public static Command? Read(string text)
    {
        if (text.Length > 16)
        {
            return null;
        }

        var bare = SimplifiedText.Fold(PlainText.WithoutMarks(text));
        if (ByWord.TryGetValue(bare.Length == 0 ? text : bare, out var command))
        {
            return command;
        }

        foreach (var word in Before)
        {
            if (bare.StartsWith(word, StringComparison.Ordinal))
            {
                bare = bare[word.Length..];
                break;
            }
        }

        if (ByWord.TryGetValue(bare, out command))
        {
            return command;
        }

        foreach (var word in After)
        {
            if (bare.EndsWith(word, StringComparison.Ordinal) && ByWord.TryGetValue(PlainText.WithoutMarks(bare[..^word.Length]), out command))
            {
                return command;
            }
        }

        return null;
    }
}
