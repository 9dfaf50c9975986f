namespace Conversation.Dialogs;

/// <summary>The ways of saying yes to what was summed up.</summary>
internal static class Assent
{
    /// <param name="bare">Without the marks around it.</param>
    public static bool IsYes(string bare) => bare is "是" or "是的" or "对" or "对的" or "好" or "好的" or "可以" or "没错" or "没问题" or "嗯" or "嗯嗯" or "行"
        or "发吧" or "报吧" or "就这样" or "ok" or "OK" or "确定" or "无误";
}
