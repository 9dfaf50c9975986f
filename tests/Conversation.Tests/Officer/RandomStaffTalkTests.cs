using System.Text;
using System.Text.RegularExpressions;
using CaseStore.Cases;
using CaseStore.People;
using Conversation.Announcements;
using Conversation.Dialogs;
using Conversation.Officer;
using Conversation.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Conversation.Tests.Officer;

/// <summary>Whatever anybody on duty sends in whatever order: no exception, an answer that fits, nothing done without what it needs, no dead end.</summary>
public sealed partial class RandomStaffTalkTests
{
    private static readonly string[] Words =
    [
        "望湖苑3号楼2单元门口垃圾桶满了没人清", "楼道灯坏了", "1", "2", "3", "4", "5", "9", "1 3", "2、4", "16", "提交", "重写", "修改", "取消", "返回", "进度", "帮助", "评价", "撤回", "催办",
        "我的上报", "积分", "注册", "建议", "表扬", "咨询", "没有", "望湖苑", "不对,是5号楼", "5号楼2单元", "噪音扰民", "地点", "照片", "类型", "问题", "都不是",
        "其他类型", "未解决", "未解决,还是坏的", "非常满意", "不满意", "桶还是满的", "你好", "煤气味很重", "", " ", "🙂", "{number}", "进度 0007", new('长', 600),
        "受理", "完成", "退回", "核准", "不予受理", "我的待办", "下一页", "已清运", "受理 0007", "完成 0007", "退回 0007", "核准 0007", "催办 0007", "0007", "0008", "0099",
        "三个月", "7个月", "城管局", "派出所", "officer-1b", "好的", "完成 0007 已清运", "退回 0007 不归物业管", "转市级", "转市级 0008", "改派 0007", "改派 0008 玉山镇", "改类型 0007",
        "改类型 0008 噪音扰民", "并案 0007 0008", "并案 0007", "并案 0008 0099", "吹哨 0007", "吹哨 0008 1 2", "报到 0009", "报到", "延期 0007", "延期 0009 3", "主动上报 0007",
        "上报 0007 疏通三次都返水", "问居民 0007", "问居民 0007 是几楼?", "备注 0007", "备注 0008 " + new string('长', 350), "转给 0007", "转给 0007 officer-1b", "认领 0010", "查看 0008",
        "收理 0007", "0008 完成", "完成 0007 0008", "退货 0009", "12", "7", "第2页", "上一页", "谢谢", "已完成 0010",
        "完成 0010", "受理 0010", "WP-20261122-0009", "20261122-0009",
    ];

    private static readonly InboundContent[] Other =
    [
        new InboundContent.Photo("http://mmbiz.qpic.cn/a", "m"), new InboundContent.Voice("m", "amr", null), new InboundContent.Voice("m", "amr", "望湖苑路灯坏了"),
        new InboundContent.Video("m", "t", true), new InboundContent.Location(31.38, 120.98, "望湖苑"), new InboundContent.Location(0, 0, null),
        new InboundContent.Link("t", "d", "http://x"), new InboundContent.MiniProgramCard("t", "a", "p"), new InboundContent.Attachment("f"),
        new InboundContent.Followed("compound:x1"), new InboundContent.Followed(null), new InboundContent.Unfollowed(), new InboundContent.Scanned("compound:x1"),
        new InboundContent.MenuClicked("进度"), new InboundContent.MenuClicked("nothing"), new InboundContent.Entered(null),
        new InboundContent.CardAct("rubbish", "t", "vote_interaction", null, []), new InboundContent.CardAct("1:WP-20261122-0007", "t", "button_interaction", null, []),
        new InboundContent.DeliveryReport("1", false, "failed:user block"),
        new InboundContent.SubscriptionChanged(new Dictionary<string, bool>()), new InboundContent.MemberChanged("delete_user", "u", null),
        new InboundContent.Notice("VIEW"), new InboundContent.Unknown("new_kind", false), new InboundContent.Unknown("new_event", true),
        new InboundContent.PhotoRefused("key-1"), new InboundContent.PhotoRefused("no-such-key"),
    ];

    private static readonly string[] Players = ["officer-1", "staff-1", "reviewer-1", "t1-fire-1", "fire-1", "commander-1", "STAFF-1"];

    private static readonly Gen<InboundContent> Buttons =
        from verb in Gen.Elements(Enum.GetValues<StaffVerb>())
        from number in Gen.Elements("0007", "0008", "0009", "0010")
        select (InboundContent)new InboundContent.CardAct($"{verb.ToString().ToLowerInvariant()}:WP-20261122-{number}", "t", "button_interaction", "c", []);

    private static readonly Gen<Played> Sequences =
        from player in Gen.Elements(Players)
        from sent in Gen.Frequency<InboundContent>(
            (6, Gen.Elements(Words).Select(w => (InboundContent)new InboundContent.Text(w))),
            (1, Gen.Constant<InboundContent>(new InboundContent.Photo("http://mmbiz.qpic.cn/a", "m"))),
            (2, Buttons),
            (1, Gen.Elements(Other))).ArrayOf(24)
        select new Played(player, sent);

    public sealed record Played(string Who, InboundContent[] Sent);

    public static Arbitrary<Played> Talks() => Arb.From(Sequences);

    [Property(MaxTest = 20_000, Arbitrary = [typeof(RandomStaffTalkTests)])]
    public void Whoever_is_on_duty_always_gets_an_answer_that_fits_and_nothing_is_done_half(Played played)
    {
        var talk = OnDuty(played.Who);
        foreach (var content in played.Sent)
        {
            var before = (talk.Commands.Count, talk.Told.Count);
            CheckReply(content, talk.Send(content));
            Assert.All(talk.Commands.Skip(before.Item1).OfType<DialogCommand.Act>(), act => IsWholeOrEmpty(act.What));
            Assert.All(talk.Told.Skip(before.Item2), told => CheckTold(told.What));
        }

        CanBeFinished(talk);
    }

    /// <summary>One case each of a property, a unit (called to the spot: fire station and department), the community, and one to be reviewed.</summary>
    private static Talk OnDuty(string who)
    {
        var talk = new Talk(Shipped.Staff(), Channel.WeCom, who);
        talk.Cases.Add(Some.Case(c => c with { State = CaseState.Accepted, DueAt = talk.Now.AddHours(-30) }));
        talk.Cases.Add(Some.Case(c => c with { Number = "WP-20261122-0008", Subtype = "IllegalConstruction", Kind = CaseKind.LawEnforcement, State = CaseState.UnderReview, Handler = "t1" }));
        talk.Cases.Add(Some.Case(c => c with { Number = "WP-20261122-0009", Subtype = "EBikeCharging", Kind = CaseKind.LawEnforcement, Handler = "t1-urban", DueAt = talk.Now.AddHours(-3) }));
        talk.Cases.Add(Some.Case(c => c with { Number = "WP-20261122-0010", Kind = CaseKind.Consultation, Subtype = null, Handler = "c1", Place = "" }));
        foreach (var called in new[] { "t1-fire", "Fire" })
        {
            talk.Cases[2].Call(new WhistleCall { Organisation = called, CalledAt = talk.Now, DueAt = talk.Now.AddHours(4) });
        }

        return talk;
    }

    /// <summary>Either everything the act needs, or nothing: then the desk refuses it whoever asks.</summary>
    private static void IsWholeOrEmpty(CaseAct act) => Assert.True(act switch
    {
        CaseAct.Resolve { Note: "", Photos.Count: 0 } or CaseAct.Extend { Months: 0, Milestones: "" } or CaseAct.Raise { Tried: "", Photos.Count: 0 } or CaseAct.Whistle { Organisations.Count: 0, Reason: "" } => true,
        CaseAct.Resolve done => done.Note.Length is > 0 and <= 300 && (done.Photos.Count > 0 || done.Outcome == CaseStore.Cases.Outcome.Explained),
        CaseAct.Raise raise => raise.Tried.Length is > 0 and <= 300 && raise.Photos.Count is > 0 and <= 9,
        CaseAct.Extend extend => extend is { Months: >= 1 and <= 6, Milestones.Length: > 0 and <= 300 },
        CaseAct.Whistle whistle => whistle.Reason.Length > 0 && whistle.Organisations.Distinct().Count() == whistle.Organisations.Count && whistle.Organisations.All(IsOrganisation),
        CaseAct.Escalate { Department: null, Reason: "" } or CaseAct.Redispatch { Organisation: "", Reason: "" } => true,
        CaseAct.Escalate escalate => escalate.Reason.Length > 0 && IsOrganisation(escalate.Department!),
        CaseAct.Redispatch redispatch => redispatch.Reason.Length > 0 && IsOrganisation(redispatch.Organisation),
        CaseAct.Approve approve => approve.Unit.Length == 0 || IsOrganisation(approve.Unit),
        CaseAct.Correct correct => correct.Subtype.Length == 0 || Shipped.Catalogue.Find(correct.Subtype) is not null,
        CaseAct.Merge merge => merge.Into.Length == 0 || merge.Into.StartsWith("WP-", StringComparison.Ordinal),
        CaseAct.AskReporter ask => ask.Question.Length <= 300,
        CaseAct.Remark remark => remark.Words.Length <= 300,
        _ => true,
    }, act.ToString());

    private static bool IsOrganisation(string id) => Shipped.City.FindOrganisation(id) is not null;

    private static void CheckReply(InboundContent content, string? reply)
    {
        if (content is InboundContent.Text { Words: var words })
        {
            Assert.False(string.IsNullOrWhiteSpace(reply), $"no answer to \"{words}\"");
        }

        if (reply is not null)
        {
            Fits(reply);
        }
    }

    private static void Fits(string text)
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 2048);
        Assert.DoesNotMatch(Placeholder(), text.Replace("{number}", "", StringComparison.Ordinal));
    }

    private static void CheckTold(Notification told)
    {
        switch (told)
        {
            case Notification.StaffMessage { Text: var text }:
                Fits(text);
                break;
            case Notification.GroupMessage { Text: var text }:
                Fits(text);
                Assert.DoesNotContain("垃圾桶满了没人清", text, StringComparison.Ordinal);
                break;
            case Notification.ResidentMessage { Text: var text }:
                Fits(text);
                break;
            case Notification.CardMessage { Card: var card, Users: var users }:
                Assert.NotEmpty(users);
                Fits(card);
                break;
            case Notification.StaffPhoto { Users: var users, Behind: var behind }:
                Assert.NotEmpty(users);
                Assert.Matches("^(card|staff):", behind);
                break;
            case Notification.ResidentPhoto { PhotoKey: var key }:
                Assert.NotEmpty(key);
                break;
            case Notification.CardUpdate { Card: var card }:
                Fits(card);
                break;
            default:
                throw new InvalidOperationException();
        }
    }

    private static void Fits(OfficerCard card)
    {
        Assert.InRange(card.Buttons.Count, 0, 6);
        Assert.InRange(card.Fields.Count, 0, 6);
        Assert.All(card.Buttons, b => Assert.InRange(b.Text.Length, 1, 10));
        Assert.Equal(card.Buttons.Count, card.Buttons.Select(b => b.Key).Distinct().Count());
    }

    /// <summary>From wherever the talk stands, sensible answers lead to an act, and 取消 and 返回 lead out.</summary>
    private static void CanBeFinished(Talk talk)
    {
        talk.Now += TimeSpan.FromMinutes(5);
        var start = ((StaffState)talk.State).Step;
        var done = talk.Commands.Count;
        for (var messages = 0; ((StaffState)talk.State).Step != StaffStep.Idle && talk.Commands.Count == done; messages++)
        {
            Assert.True(messages < 8, $"no end in sight from {start}");
            Answer(talk);
        }

        talk.Say("延期 0007");
        talk.Say("1");
        for (var messages = 0; ((StaffState)talk.State).Step != StaffStep.Idle; messages++)
        {
            Assert.True(messages < 4, "返回 does not lead out");
            talk.Say("返回");
        }

        talk.Say("完成 0007");
        talk.Say("取消");
        Assert.Equal(StaffStep.Idle, ((StaffState)talk.State).Step);
    }

    private static void Answer(Talk talk)
    {
        var state = (StaffState)talk.State;
        switch (state)
        {
            case { Step: StaffStep.AskingProof or StaffStep.AskingTried, Photos.Count: 0, Note: not null }:
                talk.Photo();
                break;
            case { Step: StaffStep.AskingTarget, Offered: null }:
                talk.Say("0009");
                break;
            default:
                talk.Say(state.Offered is not null || state.Step is StaffStep.AskingMonths or StaffStep.AskingOutcome || state.Step.ToString().StartsWith("Confirming", StringComparison.Ordinal)
                    ? state.Chosen is null || state.Step == StaffStep.ConfirmingMerge ? "1" : "需要现场一起看"
                    : "需要现场一起看");
                break;
        }
    }

    [GeneratedRegex(@"\{[a-zA-Z]+\}")]
    private static partial Regex Placeholder();
}
