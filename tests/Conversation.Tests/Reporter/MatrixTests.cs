using System.Text;
using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Reporter;
using Conversation.Tests.Support;

namespace Conversation.Tests.Reporter;

/// <summary>
/// Every question × everything that can arrive: none is empty, and docs/matrix.md shows what each comes to.
/// A cell says what was done (📋) and where the talk then stands; "·" is silence, right only where nobody waits.
/// </summary>
public sealed class MatrixTests
{
    private static readonly (string Name, InboundContent Content)[] Inputs =
    [
        ("文字:问题,带地点", new InboundContent.Text("望湖苑5号楼电梯厅灯坏了")),
        ("文字:同一个问题", new InboundContent.Text("垃圾桶满了没人清")),
        ("文字:地点", new InboundContent.Text("望湖苑5号楼2单元")),
        ("文字:更正", new InboundContent.Text("不对,是6号楼1单元")),
        ("文字:数字", new InboundContent.Text("1")),
        ("文字:大数字", new InboundContent.Text("99")),
        ("文字:好的", new InboundContent.Text("好的")),
        ("文字:没有", new InboundContent.Text("没有")),
        ("文字:你好", new InboundContent.Text("你好")),
        ("文字:危险", new InboundContent.Text("12栋一楼有很重的煤气味")),
        ("文字:建议的话", new InboundContent.Text("建议在东门装一个快递柜")),
        ("文字:未解决", new InboundContent.Text("未解决,桶还是满的")),
        ("文字:非常满意", new InboundContent.Text("非常满意")),
        ("文字:姓名电话", new InboundContent.Text("张三 13800138000")),
        ("文字:空的", new InboundContent.Text("  ")),
        ("文字:表情", new InboundContent.Text("🙂")),
        ("帮助", new InboundContent.Text("帮助")),
        ("取消", new InboundContent.Text("取消")),
        ("提交", new InboundContent.Text("提交")),
        ("修改", new InboundContent.Text("修改")),
        ("进度", new InboundContent.Text("进度")),
        ("撤回", new InboundContent.Text("撤回")),
        ("催办", new InboundContent.Text("催办")),
        ("评价", new InboundContent.Text("评价")),
        ("注册", new InboundContent.Text("注册")),
        ("咨询", new InboundContent.Text("咨询")),
        ("建议", new InboundContent.Text("建议")),
        ("表扬", new InboundContent.Text("表扬")),
        ("我的上报", new InboundContent.Text("我的上报")),
        ("积分", new InboundContent.Text("积分")),
        ("人工", new InboundContent.Text("人工")),
        ("上一步", new InboundContent.Text("上一步")),
        ("继续", new InboundContent.Text("继续")),
        ("跟上次一样", new InboundContent.Text("跟上次一样")),
        ("认领", new InboundContent.Text("认领")),
        ("完成", new InboundContent.Text("完成")),
        ("照片", new InboundContent.Photo("http://mmbiz.qpic.cn/a", "m")),
        ("照片打不开", new InboundContent.PhotoRefused("key-1")),
        ("语音,有文字", new InboundContent.Voice("m", "amr", "望湖苑5号楼路灯坏了")),
        ("语音,没有文字", new InboundContent.Voice("m", "amr", null)),
        ("视频", new InboundContent.Video("m", "t", false)),
        ("小视频", new InboundContent.Video("m", "t", true)),
        ("位置,近一个小区", new InboundContent.Location(31.3852, 120.9814, "望湖苑")),
        ("位置,太远", new InboundContent.Location(0, 0, null)),
        ("链接", new InboundContent.Link("t", "d", "http://x")),
        ("小程序卡片", new InboundContent.MiniProgramCard("t", "a", "p")),
        ("文件", new InboundContent.Attachment("f")),
        ("不认识的消息", new InboundContent.Unknown("sticker", false)),
        ("关注", new InboundContent.Followed(null)),
        ("扫海报关注", new InboundContent.Followed("compound:x1:3号楼电梯厅")),
        ("扫小区码", new InboundContent.Scanned("compound:x1")),
        ("扫点位码", new InboundContent.Scanned("compound:x1:3号楼电梯厅")),
        ("扫别的码", new InboundContent.Scanned("nothing")),
        ("菜单:进度", new InboundContent.MenuClicked("进度")),
        ("菜单:不认识", new InboundContent.MenuClicked("nothing")),
        ("进入会话", new InboundContent.Entered(null)),
        ("取消关注", new InboundContent.Unfollowed()),
        ("久不说话", new InboundContent.Silence(default)),
        ("送达回报", new InboundContent.DeliveryReport("1", true, "success")),
        ("订阅变化", new InboundContent.SubscriptionChanged(new Dictionary<string, bool>())),
        ("通讯录变化", new InboundContent.MemberChanged("delete_user", "u", null)),
        ("卡片点击", new InboundContent.CardAct("x", "t", "button_interaction", null, [])),
        ("平台通知", new InboundContent.Notice("VIEW")),
        ("不认识的事件", new InboundContent.Unknown("new_event", true)),
    ];

    [Fact]
    public void Every_kind_of_content_is_a_row() => Assert.Empty(
        typeof(InboundContent).GetNestedTypes().Except(Inputs.Select(i => i.Content.GetType())));

    [Fact]
    public void Whatever_a_person_sends_in_whatever_state_is_answered()
    {
        foreach (var step in Enum.GetValues<ReporterStep>())
        {
            foreach (var (name, content) in Inputs)
            {
                var talk = Situations.At(step);
                var reply = talk.Send(content);
                if (IsSaid(content))
                {
                    Assert.False(string.IsNullOrWhiteSpace(reply), $"{step} × {name}: nothing was answered");
                    Assert.InRange(Encoding.UTF8.GetByteCount(reply!), 1, 2048);
                    Assert.DoesNotContain("{", reply!, StringComparison.Ordinal);
                }
                else
                {
                    Assert.Null(reply);
                }
            }
        }
    }

    [Fact]
    public void The_table_in_the_docs_is_what_the_dialog_does()
    {
        var path = Path.Combine(Shipped.Source("../.."), "docs", "matrix.md");
        var printed = Print();
        if (Environment.GetEnvironmentVariable("WRITE_TRANSCRIPTS") == "1")
        {
            File.WriteAllText(path, printed);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), printed);
    }

    /// <summary>Events that nobody waits for an answer to, and a silence that was not asked for.</summary>
    private static bool IsSaid(InboundContent content) => content is not (
        InboundContent.Unfollowed or InboundContent.Silence or InboundContent.DeliveryReport or InboundContent.SubscriptionChanged
        or InboundContent.MemberChanged or InboundContent.CardAct or InboundContent.Notice or InboundContent.Unknown { IsEvent: true });

    private static string Print()
    {
        var steps = Enum.GetValues<ReporterStep>();
        var text = new StringBuilder();
        text.Append("# Every question × everything that can arrive\n\n");
        text.Append("Printed by a test (`WRITE_TRANSCRIPTS=1 dotnet test tests/Conversation.Tests`), which fails when the dialog does something else.\n");
        text.Append("A column is the open question, a row what the resident sends; a cell says what is done (📋) and which question is open then, `=` the same one.\n");
        text.Append("`·` is silence: nobody waits for an answer. The order in which a text is understood is in [dialogs.md](dialogs.md).\n\n");
        text.Append("| | ").AppendJoin(" | ", steps).Append(" |\n|---|").AppendJoin("|", steps.Select(_ => "---")).Append("|\n");
        foreach (var (name, content) in Inputs)
        {
            text.Append("| ").Append(name).Append(" | ").AppendJoin(" | ", steps.Select(step => Cell(step, content))).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Cell(ReporterStep step, InboundContent content)
    {
        var talk = Situations.At(step);
        var reply = talk.Send(content);
        var after = ((ReporterState)talk.State).Step;
        var done = string.Concat(talk.Commands.Select(c => "📋" + Name(c) + " "));
        return reply is null && done.Length == 0 ? after == step ? "·" : $"· {after}" : done + (after == step ? "=" : after);
    }

    private static string Name(DialogCommand command) => command switch
    {
        DialogCommand.File { Report.Emergency: true } => "紧急上报",
        DialogCommand.File => "上报",
        DialogCommand.Register => "注册",
        DialogCommand.Act { What: var act } => act switch
        {
            CaseAct.Rate => "评价",
            CaseAct.NotFixed => "未解决",
            CaseAct.Follow => "关注",
            CaseAct.Supplement => "补充",
            CaseAct.Withdraw => "撤回",
            CaseAct.Urge => "催办",
            CaseAct.Locate => "地点",
            CaseAct.Claim => "认领",
            CaseAct.Resolve => "办好",
            _ => throw new InvalidOperationException($"A resident cannot {act}"),
        },
        _ => throw new InvalidOperationException(),
    };
}
