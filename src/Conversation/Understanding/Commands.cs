using System.Collections.Frozen;

namespace Conversation.Understanding;

/// <summary>Which words are commands. Only a whole message is one: "取消路灯" reports a lamp.</summary>
internal static class Commands
{
    private static readonly (Command Command, string Words)[] Table =
    [
        (Command.Help, "帮助 help 怎么用 使用说明 ?"),
        (Command.Cancel, "取消 不报了 算了 取消上报"),
        (Command.Submit, "提交 确认提交 确认"),
        (Command.Edit, "修改 改一下"),
        (Command.Progress, "进度 查询 查进度 查询进度"),
        (Command.Withdraw, "撤回 撤销"),
        (Command.Urge, "催办 催一下 催单"),
        (Command.Rate, "评价"),
        (Command.Register, "注册"),
        (Command.Consult, "咨询"),
        (Command.Suggest, "建议"),
        (Command.Praise, "表扬"),
        (Command.MyReports, "我的上报"),
        (Command.Points, "积分 我的积分"),
        (Command.Person, "人工 转人工 找人工 人工服务"),
        (Command.Undo, "上一步 返回上一步 恢复"),
        (Command.Continue, "继续 接着报 继续上报"),
        (Command.Again, "跟上次一样 和上次一样 同上次 还是上次那个"),
    ];

    private static readonly FrozenDictionary<string, Command> ByWord = Table
        .SelectMany(row => row.Words.Split(' '), (row, word) => (word, row.Command))
        .ToFrozenDictionary(pair => pair.word, pair => pair.Command, StringComparer.OrdinalIgnoreCase);

    /// <param name="text">Already made plain by <see cref="PlainText.Of"/>.</param>
    public static Command? Read(string text)
    {
        if (text.Length > 16)
        {
            return null;
        }

        var bare = PlainText.WithoutMarks(text);
        return ByWord.TryGetValue(bare.Length == 0 ? text : bare, out var command) ? command : null;
    }
}
