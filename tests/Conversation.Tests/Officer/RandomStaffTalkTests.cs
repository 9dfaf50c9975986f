using System.Text;
using CaseStore.Cases;
using CaseStore.People;
using Conversation.Dialogs;
using Conversation.Officer;
using Conversation.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Conversation.Tests.Officer;

/// <summary>Whatever an officer sends in whatever order: no exception, an answer that fits, no case resolved without proof.</summary>
public sealed class RandomStaffTalkTests
{
    private static readonly string[] Words =
    [
        "望湖苑3号楼2单元门口垃圾桶满了没人清", "楼道灯坏了", "1", "2", "3", "4", "5", "9", "提交", "修改", "取消", "进度", "帮助", "评价", "撤回", "催办",
        "我的上报", "积分", "注册", "建议", "表扬", "咨询", "没有", "望湖苑", "不对,是5号楼", "5号楼2单元", "噪音扰民", "地点", "照片", "类型", "问题", "都不是",
        "其他类型", "未解决", "未解决,还是坏的", "非常满意", "不满意", "桶还是满的", "你好", "煤气味很重", "", " ", "🙂", "{number}", "进度 0007", new('长', 600),
        "受理", "完成", "退回", "核准", "不予受理", "我的待办", "已清运", "受理 0007", "完成 0007", "退回 0007", "核准 0007", "催办 0007",
    ];

    private static readonly InboundContent[] Other =
    [
        new InboundContent.Photo("http://mmbiz.qpic.cn/a", "m"), new InboundContent.Voice("m", "amr", null), new InboundContent.Voice("m", "amr", "望湖苑路灯坏了"),
        new InboundContent.Video("m", "t", true), new InboundContent.Location(31.38, 120.98, "望湖苑"), new InboundContent.Location(0, 0, null),
        new InboundContent.Link("t", "d", "http://x"), new InboundContent.MiniProgramCard("t", "a", "p"), new InboundContent.Attachment("f"),
        new InboundContent.Followed("compound:x1"), new InboundContent.Followed(null), new InboundContent.Unfollowed(), new InboundContent.Scanned("compound:x1"),
        new InboundContent.MenuClicked("进度"), new InboundContent.MenuClicked("nothing"), new InboundContent.Entered(null),
        new InboundContent.CardAct("accept:WP-20261122-0007", "t", "button_interaction", "c", []), new InboundContent.CardAct("resolve:WP-20261122-0007", "t", "button_interaction", "c", []),
        new InboundContent.CardAct("decline:WP-20261122-0007", "t", "button_interaction", "c", []), new InboundContent.CardAct("approve:WP-20261122-0007", "t", "button_interaction", "c", []),
        new InboundContent.CardAct("rubbish", "t", "vote_interaction", null, []), new InboundContent.DeliveryReport("1", false, "failed:user block"),
        new InboundContent.SubscriptionChanged(new Dictionary<string, bool>()), new InboundContent.MemberChanged("delete_user", "u", null),
        new InboundContent.Notice("VIEW"), new InboundContent.Unknown("new_kind", false), new InboundContent.Unknown("new_event", true),
        new InboundContent.PhotoRefused("key-1"), new InboundContent.PhotoRefused("no-such-key"),
    ];

    private static readonly Gen<InboundContent[]> Sequences = Gen.Frequency<InboundContent>(
        (4, Gen.Elements(Words).Select(w => (InboundContent)new InboundContent.Text(w))),
        (1, Gen.Constant<InboundContent>(new InboundContent.Photo("http://mmbiz.qpic.cn/a", "m"))),
        (1, Gen.Elements(Other))).ArrayOf(24);

    public static Arbitrary<InboundContent[]> Talks() => Arb.From(Sequences);

    [Property(MaxTest = 3000, Arbitrary = [typeof(RandomStaffTalkTests)])]
    public void An_officer_always_gets_an_answer_that_fits_and_resolves_only_with_proof(InboundContent[] sent)
    {
        var talk = new Talk(new StaffDialog(Shipped.Words), Channel.WeCom, "officer-1");
        talk.Cases.Add(Some.Case());
        foreach (var content in sent)
        {
            var working = talk.Cases[0].State is CaseState.Dispatched or CaseState.Accepted;
            var onDuty = talk.Cases[0].HandlerOrganisation == Some.Case().HandlerOrganisation;
            var before = talk.Commands.Count;
            CheckReply(content, talk.Send(content));
            foreach (var resolve in talk.Commands.Skip(before).OfType<DialogCommand.Act>().Select(a => a.What).OfType<CaseAct.Resolve>())
            {
                Assert.True(!working || !onDuty || (resolve.Note.Length > 0 && resolve.Photos.Count > 0));
            }
        }
    }

    private static void CheckReply(InboundContent content, string? reply)
    {
        if (content is InboundContent.Text { Words: var words })
        {
            Assert.False(string.IsNullOrWhiteSpace(reply), $"no answer to \"{words}\"");
        }

        if (reply is not null)
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(reply), 1, 2048);
        }
    }
}
