using System.Collections.Frozen;

namespace Conversation.Understanding;

/// <summary>Which words are commands. Only a whole message is one: "取消路灯" reports a lamp.</summary>
internal static class Commands
{
    private static readonly FrozenDictionary<string, Command> ByWord = new Dictionary<string, Command>(StringComparer.OrdinalIgnoreCase)
    {
        ["帮助"] = Command.Help, ["help"] = Command.Help, ["怎么用"] = Command.Help, ["使用说明"] = Command.Help, ["?"] = Command.Help,
        ["取消"] = Command.Cancel, ["不报了"] = Command.Cancel, ["算了"] = Command.Cancel, ["取消上报"] = Command.Cancel,
        ["提交"] = Command.Submit, ["确认提交"] = Command.Submit, ["确认"] = Command.Submit,
        ["修改"] = Command.Edit, ["改一下"] = Command.Edit,
        ["进度"] = Command.Progress, ["查询"] = Command.Progress, ["查进度"] = Command.Progress, ["查询进度"] = Command.Progress,
        ["撤回"] = Command.Withdraw, ["撤销"] = Command.Withdraw,
        ["催办"] = Command.Urge, ["催一下"] = Command.Urge, ["催单"] = Command.Urge,
        ["评价"] = Command.Rate,
        ["注册"] = Command.Register,
        ["咨询"] = Command.Consult,
        ["建议"] = Command.Suggest,
        ["表扬"] = Command.Praise,
        ["我的上报"] = Command.MyReports,
        ["积分"] = Command.Points, ["我的积分"] = Command.Points,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

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
