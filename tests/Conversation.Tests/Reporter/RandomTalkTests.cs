using System.Text;
using System.Text.RegularExpressions;
using CaseStore.Cases;
using CaseStore.People;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Reporter;
using Conversation.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Conversation.Tests.Reporter;

/// <summary>Whatever is sent in whatever order: no exception, no unanswered question, nothing half filed, nothing lost.</summary>
public sealed partial class RandomTalkTests
{
    private static readonly string[] Words =
    [
        "望湖苑3号楼2单元门口垃圾桶满了没人清", "楼道灯坏了", "1", "2", "3", "4", "5", "9", "提交", "修改", "取消", "进度", "帮助", "评价", "撤回", "催办",
        "我的上报", "积分", "注册", "建议", "表扬", "咨询", "没有", "望湖苑", "不对,是5号楼", "5号楼2单元", "噪音扰民", "地点", "照片", "类型", "问题", "都不是",
        "其他类型", "未解决", "未解决,还是坏的", "非常满意", "不满意", "桶还是满的", "你好", "12栋煤气味很重", "", " ", "🙂", "{number}", "进度 0007", new('长', 600),
        "人工", "上一步", "恢复", "继续", "跟上次一样", "好的", "不是,另外上报", "就是这件", "张三 13800138000", "张三", "13800138000", "138", "不知道", "丹枫苑",
        "建议在东门口装一个快递柜", "感谢保安王师傅帮我推车", "请问物业费怎么交", "我上次那个灯修得怎么样了", "楼上半夜打电钻", "不对,是噪音扰民",
        "1. 3号楼路灯坏了 2. 5号楼垃圾没人清", "电梯困人了快来", "认领", "认领 0021", "完成", "完成 0021", "贷款加微信13900000000", "你们都是废物", "樓下垃圾没人收", "３号楼", "取消路灯",
        "跳过", "晚上十点到两点", "望湖苑3号楼电梯坏了", "有人困在电梯里", "没人", "有", "补充", "望湖苑4号楼有人遛大狗不牵绳", "没牵",
    ];

    private static readonly InboundContent[] Other =
    [
        new InboundContent.Photo("http://mmbiz.qpic.cn/a", "m"), new InboundContent.Voice("m", "amr", null), new InboundContent.Voice("m", "amr", "望湖苑路灯坏了"),
        new InboundContent.Video("m", "t", true), new InboundContent.Video(null, null, false), new InboundContent.Location(31.38, 120.98, "望湖苑"),
        new InboundContent.Location(31.3852, 120.9814, null), new InboundContent.Location(0, 0, null),
        new InboundContent.Link("t", "d", "http://x"), new InboundContent.MiniProgramCard("t", "a", "p"), new InboundContent.Attachment("f"),
        new InboundContent.Followed("compound:x1"), new InboundContent.Followed(null), new InboundContent.Unfollowed(), new InboundContent.Scanned("compound:x1"),
        new InboundContent.Scanned("compound:x1:3号楼电梯厅"), new InboundContent.Scanned("compound:"), new InboundContent.Scanned("compound:nowhere:x"),
        new InboundContent.MenuClicked("进度"), new InboundContent.MenuClicked("nothing"), new InboundContent.Entered(null),
        new InboundContent.CardAct("accept:WP-20261122-0007", "t", "button_interaction", "c", []),
        new InboundContent.CardAct("rubbish", "t", "vote_interaction", null, []), new InboundContent.DeliveryReport("1", false, "failed:user block"),
        new InboundContent.SubscriptionChanged(new Dictionary<string, bool>()), new InboundContent.MemberChanged("delete_user", "u", null),
        new InboundContent.Notice("VIEW"), new InboundContent.Unknown("new_kind", false), new InboundContent.Unknown("new_event", true),
        new InboundContent.PhotoRefused("key-1"), new InboundContent.PhotoRefused("no-such-key"), new InboundContent.Silence(default),
    ];

    private static readonly Gen<InboundContent[]> Sequences = Gen.Choose(1, 20).SelectMany(length => Gen.Frequency<InboundContent>(
        (5, Gen.Elements(Words).Select(w => (InboundContent)new InboundContent.Text(w))),
        (1, Gen.Constant<InboundContent>(new InboundContent.Photo("http://mmbiz.qpic.cn/a", "m"))),
        (1, Gen.Elements(Other))).ArrayOf(length));

    public static Arbitrary<InboundContent[]> Talks() => Arb.From(Sequences);

    [Fact]
    public void Every_kind_of_content_is_among_the_random_ones() => Assert.Empty(
        typeof(InboundContent).GetNestedTypes().Except([typeof(InboundContent.Text)]).Except(Other.Select(o => o.GetType())));

    [Property(MaxTest = 100_000, Arbitrary = [typeof(RandomTalkTests)])]
    public void A_resident_always_gets_an_answer_that_fits_and_nothing_is_half_filed_or_lost(InboundContent[] sent)
    {
        var talk = new Talk(new ReporterDialog(Shipped.Words, Shipped.Understander, Shipped.Links, Shipped.Announcer));
        if (sent.Length % 2 == 0)
        {
            talk.Neighbours.Add(Some.Case(c => c with { Number = "WP-20261121-0003", Reporter = "o-neighbour" }));
        }

        if (sent.Length % 3 == 0)
        {
            // A volunteer of a compound without a property company, whose own case waits for an answer.
            Situations.MakeVolunteer(talk);
            talk.Cases.Add(Some.Case(c => c with { Number = "WP-20261121-0005", State = CaseState.Accepted }));
            talk.Cases[0].WaitingSince = talk.Now;
        }

        foreach (var content in sent)
        {
            Step(talk, content);
        }

        CanBeFinished(talk);
    }

    private static void Step(Talk talk, InboundContent content)
    {
        var before = (ReporterState)talk.State;
        if (content is InboundContent.Silence)
        {
            talk.Now = before.Wake ?? talk.Now.AddMinutes(90);
            content = new InboundContent.Silence(talk.Now);
        }

        var commands = talk.Commands.Count;
        var reply = talk.Send(content);
        var after = (ReporterState)talk.State;
        IsAnswered(content, reply, before);
        var done = talk.Commands.Skip(commands).ToList();
        Assert.True(done.Count <= 1);
        if (done is [DialogCommand.File { Report: var report }])
        {
            IsWhole(report);
            // One confirmation, one case: what was confirmed is not on the table any more.
            Assert.False(after.Draft is not null && ReferenceEquals(after.Draft.Text, before.Draft?.Text) && after.Step == ReporterStep.Confirming && before.Step == ReporterStep.Confirming && !report.Emergency);
        }

        // Cancelling, or going a step back, is meant to take something back.
        var cancelled = reply?.StartsWith(Shipped.Phrases.Text(Say.Cancelled), StringComparison.Ordinal) == true;
        if (!cancelled && content is not (InboundContent.Unfollowed or InboundContent.Text { Words: "上一步" or "恢复" }) && before.Draft is { Text: { } text })
        {
            Assert.True(IsKept(text, after, done), $"\"{text}\" was lost by {content}");
        }
    }

    private static void IsAnswered(InboundContent content, string? reply, ReporterState before)
    {
        var inBurst = content is InboundContent.Photo or InboundContent.Video && before.LastPhotoAt is not null;
        var said = content is InboundContent.Text or InboundContent.Voice or InboundContent.Location or InboundContent.Link or InboundContent.MiniProgramCard
            or InboundContent.Attachment or InboundContent.Followed or InboundContent.Scanned or InboundContent.MenuClicked or InboundContent.Unknown { IsEvent: false }
            or InboundContent.Photo or InboundContent.Video;
        if (said && !inBurst)
        {
            Assert.False(string.IsNullOrWhiteSpace(reply), $"no answer to {content} while {before.Step}");
        }

        if (reply is not null)
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(reply), 1, 2048);
            Assert.DoesNotMatch(Placeholder(), reply.Replace("{number}", "", StringComparison.Ordinal));
        }
    }

    private static void IsWhole(NewReport report)
    {
        Assert.False(string.IsNullOrWhiteSpace(report.Description));
        Assert.NotNull(Shipped.City.FindCompound(report.CompoundId));
        Assert.True(report.CompoundId.Length > 0 || report.Emergency || report.Kind == CaseKind.Consultation);
        if (report.Kind is CaseKind.PropertyService or CaseKind.LawEnforcement)
        {
            Assert.True(report.Place.Length > 0 || report.Emergency);
            Assert.NotNull(Shipped.Catalogue.Find(report.Subtype));
            Assert.True(report.PhotoKeys.Count > 0 || report.Emergency || Shipped.Catalogue.Find(report.Subtype)!.PhotoOptional);
        }

        Assert.InRange(report.PhotoKeys.Count, 0, 9);
        Assert.Equal(report.PhotoKeys.Count, report.PhotoKeys.Distinct().Count());
    }

    /// <summary>What somebody wrote is in the draft, set aside, one step back, or in the store.</summary>
    private static bool IsKept(string text, ReporterState after, List<DialogCommand> done) =>
        (after.Draft?.Text?.Contains(text, StringComparison.Ordinal) ?? false)
        || after.Parked?.Text == text
        || (after.Undo ?? []).Any(d => d.Text == text)
        || done.Any(command => command switch
        {
            DialogCommand.File { Report: var report } => report.Description.Contains(text, StringComparison.Ordinal),
            DialogCommand.Act { What: CaseAct.Follow { Words: var words } } => words == text,
            DialogCommand.Act { What: CaseAct.Supplement { Words: var words } } => words == text,
            _ => false,
        })
        || text.Length >= 500 || after.Draft?.Text?.Length >= 500;

    /// <summary>From wherever the talk stands, sensible answers lead to a case, and 取消 leads out.</summary>
    private static void CanBeFinished(Talk talk)
    {
        talk.Now += TimeSpan.FromMinutes(5);
        var start = talk.State;
        var filed = talk.Commands.Count;
        for (var messages = 0; ((ReporterState)talk.State).Draft is not null && !talk.Commands.Skip(filed).Any(IsAnEnd); messages++)
        {
            Assert.True(messages < 8, $"no end in sight from {((ReporterState)start).Step}");
            Answer(talk);
        }

        for (var messages = 0; ((ReporterState)talk.State).Step != ReporterStep.Idle; messages++)
        {
            Assert.True(messages < 8, "取消 does not lead out");
            talk.Say("取消");
        }
    }

    /// <summary>Filed, joined, or added to what they reported before; what waited behind it comes next.</summary>
    private static bool IsAnEnd(DialogCommand command) =>
        command is DialogCommand.File or DialogCommand.Act { What: CaseAct.Follow or CaseAct.Supplement { Words: not null } };

    private static void Answer(Talk talk)
    {
        switch (((ReporterState)talk.State).Step)
        {
            case ReporterStep.AskingText:
                talk.Say("垃圾桶满了没人清");
                break;
            case ReporterStep.AskingCompound:
                talk.Say("望湖苑");
                break;
            case ReporterStep.AskingPlace:
                talk.Say("3号楼2单元");
                break;
            case ReporterStep.AskingPhoto:
                talk.Photo();
                break;
            case ReporterStep.AskingReason:
                talk.Say("桶还是满的没人来过");
                break;
            case ReporterStep.AskingName:
                talk.Say("张三 13800138000");
                break;
            case ReporterStep.ChoosingSlot:
                talk.Say("提交");
                break;
            default:
                talk.Say("1");
                break;
        }
    }

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Placeholder();
}
