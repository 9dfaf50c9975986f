using System.Text;
using Conversation.Understanding;
using FsCheck.Xunit;

namespace Conversation.Tests.Understanding;

public sealed class CommandTests
{
    [Theory]
    [InlineData("帮助", Command.Help)]
    [InlineData("ＨＥＬＰ", Command.Help)]
    [InlineData("？", Command.Help)]
    [InlineData("幫助", Command.Help)]
    [InlineData("取消", Command.Cancel)]
    [InlineData("算了吧", Command.Cancel)]
    [InlineData("我要取消", Command.Cancel)]
    [InlineData("提交", Command.Submit)]
    [InlineData("請提交。", Command.Submit)]
    [InlineData("修改", Command.Edit)]
    [InlineData("我想修改一下", Command.Edit)]
    [InlineData("进度", Command.Progress)]
    [InlineData("查询", Command.Progress)]
    [InlineData("查一下进度", Command.Progress)]
    [InlineData("帮我查一下进度，谢谢", Command.Progress)]
    [InlineData("查詢進度！！", Command.Progress)]
    [InlineData("撤回", Command.Withdraw)]
    [InlineData("撤销", Command.Withdraw)]
    [InlineData("催办", Command.Urge)]
    [InlineData("请帮我催办", Command.Urge)]
    [InlineData("麻烦催一下", Command.Urge)]
    [InlineData("评价", Command.Rate)]
    [InlineData("我要评价", Command.Rate)]
    [InlineData("注册", Command.Register)]
    [InlineData("我要注册", Command.Register)]
    [InlineData("【註冊】", Command.Register)]
    [InlineData("咨询", Command.Consult)]
    [InlineData("我想咨询一下", Command.Consult)]
    [InlineData("建议", Command.Suggest)]
    [InlineData("我要提建议", Command.Suggest)]
    [InlineData("表扬", Command.Praise)]
    [InlineData("我的上报", Command.MyReports)]
    [InlineData("积分", Command.Points)]
    [InlineData("查一下我的积分", Command.Points)]
    [InlineData("人工", Command.Person)]
    [InlineData("转人工", Command.Person)]
    [InlineData("我要找人工", Command.Person)]
    [InlineData("客服", Command.Person)]
    [InlineData("上一步", Command.Undo)]
    [InlineData("返回", Command.Undo)]
    [InlineData("撤销上一步", Command.Undo)]
    [InlineData("继续", Command.Continue)]
    [InlineData("请继续", Command.Continue)]
    [InlineData("跟上次一样", Command.Again)]
    [InlineData("和上次一样。", Command.Again)]
    [InlineData("还是上次那个", Command.Again)]
    [InlineData("同上次", Command.Again)]
    public void A_whole_message_is_a_command_however_politely_it_is_said(string text, Command command) =>
        Assert.Equal(command, Commands.Read(PlainText.Of(text)));

    [Theory]
    [InlineData("取消路灯")]
    [InlineData("修改的围墙倒了")]
    [InlineData("建议装个灯")]
    [InlineData("撤销处罚")]
    [InlineData("评价太低")]
    [InlineData("确认一下")]
    [InlineData("提交了")]
    [InlineData("请")]
    [InlineData("帮我")]
    [InlineData("我要")]
    [InlineData("人工湖")]
    [InlineData("人工湖的水臭了")]
    [InlineData("客服态度差")]
    [InlineData("返回来的水")]
    [InlineData("催命一样的电钻")]
    [InlineData("表扬信贴错了")]
    [InlineData("积分兑换的大米发霉")]
    [InlineData("3号楼")]
    [InlineData("")]
    [InlineData("！！！")]
    public void A_sentence_that_only_begins_with_a_command_is_none(string text) => Assert.Null(Commands.Read(PlainText.Of(text)));

    [Property(MaxTest = 300)]
    public void Marks_width_and_case_change_no_command(byte which, bool wide, bool upper, string? noise)
    {
        string[] words = ["帮助", "help", "取消", "进度", "转人工", "催办", "同上次"];
        var word = words[which % words.Length];
        var written = upper ? word.ToUpperInvariant() : word;
        if (wide)
        {
            written = string.Concat(written.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c));
        }

        const string Around = " 。！!~…“”【】\u200B\uFE0F";
        var marks = new StringBuilder();
        foreach (var c in (noise ?? "").Take(4))
        {
            marks.Append(Around[c % Around.Length]);
        }

        Assert.Equal(Commands.Read(word), Commands.Read(PlainText.Of($"{marks}{written}{marks}")));
    }
}
