using CaseStore.Cases;
using CaseStore.People;
using Conversation.Officer;
using Conversation.Phrases;
using Conversation.Tests.Support;

namespace Conversation.Tests.Officer;

public sealed class StaffCommandTests
{
    [Theory]
    [InlineData("受理 0012", StaffVerb.Accept, "0012", null)]
    [InlineData("受理0012。", StaffVerb.Accept, "0012", null)]
    [InlineData("受理 ００１２", StaffVerb.Accept, "0012", null)]
    [InlineData("完成", StaffVerb.Resolve, null, null)]
    [InlineData("完成 0012 已清运,加了一个桶", StaffVerb.Resolve, "0012", "已清运,加了一个桶")]
    [InlineData("退回物业 0012", StaffVerb.Return, "0012", null)]
    [InlineData("退回 WP-20261122-0012 不归我们", StaffVerb.Decline, "WP-20261122-0012", "不归我们")]
    [InlineData("问居民 0012:是几楼?", StaffVerb.AskReporter, "0012", "是几楼?")]
    [InlineData("备注 0012业主晚上在家", StaffVerb.Remark, "0012", "业主晚上在家")]
    [InlineData("并案 0012 0007", StaffVerb.Merge, "0012", "0007")]
    [InlineData("并案 20261122-0012 20261121-0012", StaffVerb.Merge, "20261122-0012", "20261121-0012")]
    [InlineData("吹哨 0012", StaffVerb.Whistle, "0012", null)]
    [InlineData("延期 0012 3个月", StaffVerb.Extend, "0012", "3个月")]
    [InlineData("主动上报 0012", StaffVerb.Raise, "0012", null)]
    [InlineData("转市级 0012", StaffVerb.Escalate, "0012", null)]
    [InlineData("转给 0012 officer-1b", StaffVerb.HandOver, "0012", "officer-1b")]
    [InlineData("认领 0012", StaffVerb.Accept, "0012", null)]
    [InlineData("0012", StaffVerb.Show, "0012", null)]
    [InlineData("wp-20261122-0012", StaffVerb.Show, "wp-20261122-0012", null)]
    [InlineData("查看 0012", StaffVerb.Show, "0012", null)]
    [InlineData("受理 12", StaffVerb.Accept, "0012", null)]
    [InlineData("受理第１２号", StaffVerb.Accept, "0012", null)]
    [InlineData("受理工单0012号", StaffVerb.Accept, "0012", null)]
    [InlineData("收理 0012", StaffVerb.Accept, "0012", null)]
    [InlineData("受里0012", StaffVerb.Accept, "0012", null)]
    [InlineData("报道 0012", StaffVerb.ReportIn, "0012", null)]
    [InlineData("我要受理 0012", StaffVerb.Accept, "0012", null)]
    [InlineData("0012 受理", StaffVerb.Accept, "0012", null)]
    [InlineData("0012退回,不归我们管", StaffVerb.Decline, "0012", "不归我们管")]
    [InlineData("已完成 0012", StaffVerb.Resolve, "0012", null)]
    [InlineData("办完了0012", StaffVerb.Resolve, "0012", null)]
    [InlineData("轉市級 0012 镇里办不了", StaffVerb.Escalate, "0012", "镇里办不了")]
    [InlineData("转同事 0012 officer-1b", StaffVerb.HandOver, "0012", "officer-1b")]
    [InlineData("問居民 0012:是幾樓?", StaffVerb.AskReporter, "0012", "是幾樓?")]
    public void A_typed_word_is_an_act_with_or_without_its_case_and_its_words(string text, StaffVerb verb, string? number, string? more) =>
        Assert.Equal(new StaffCommand(verb, number, more), StaffCommands.Read(new InboundContent.Text(text)));

    [Theory]
    [InlineData("看")]
    [InlineData("已受理")]
    [InlineData("不归物业管,退回吧")]
    [InlineData("12")]
    [InlineData("已完成")]
    [InlineData("修理 0012")]
    [InlineData("延期 3")]
    [InlineData("完成3盏灯的更换")]
    [InlineData("已完成2026年的检修")]
    [InlineData("灯修好了,业主电话13800138000")]
    [InlineData("13800138000")]
    [InlineData("12月底前完成 2027")]
    [InlineData("")]
    public void Other_words_are_none(string text) => Assert.Null(StaffCommands.Read(new InboundContent.Text(text)));

    /// <summary>Whoever reads a label and types it means the button.</summary>
    [Fact]
    public void Every_verb_is_typed_as_it_is_called_and_as_its_button_reads()
    {
        var names = Shipped.Phrases.Text(Say.StaffVerbNames).Split('|');
        Assert.All(Enum.GetValues<StaffVerb>(), verb => Assert.Equal(new StaffCommand(verb, "0012"), StaffCommands.Read(new InboundContent.Text($"{names[(int)verb]} 0012"))));
        (Phrase Label, StaffVerb Verb)[] buttons =
        [
            (Say.ButtonAccept, StaffVerb.Accept), (Say.ButtonClaim, StaffVerb.Accept), (Say.ButtonResolve, StaffVerb.Resolve), (Say.ButtonAnswer, StaffVerb.Resolve),
            (Say.ButtonHeard, StaffVerb.Resolve), (Say.ButtonDecline, StaffVerb.Decline), (Say.ButtonApprove, StaffVerb.Approve), (Say.ButtonReturn, StaffVerb.Return),
            (Say.ButtonReturnCommunity, StaffVerb.Return), (Say.ButtonReject, StaffVerb.Reject), (Say.ButtonUrge, StaffVerb.Urge), (Say.ButtonAskReporter, StaffVerb.AskReporter),
            (Say.ButtonRaise, StaffVerb.Raise), (Say.ButtonExtend, StaffVerb.Extend), (Say.ButtonWhistle, StaffVerb.Whistle), (Say.ButtonEscalate, StaffVerb.Escalate),
            (Say.ButtonReportIn, StaffVerb.ReportIn),
        ];
        Assert.All(buttons, b => Assert.Equal(new StaffCommand(b.Verb, "0012"), StaffCommands.Read(new InboundContent.Text($"{Shipped.Phrases.Text(b.Label)} 0012"))));
    }

    public static TheoryData<Refusal> Refusals() => [.. Enum.GetValues<Refusal>()];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Each_refusal_has_a_sentence_of_its_own(Refusal why)
    {
        var replies = new StaffReplies(Shipped.Words);
        var said = replies.Refused(why, Some.Case());
        Assert.DoesNotContain("{", said, StringComparison.Ordinal);
        Assert.True(said.Length > 10, said);
        Assert.DoesNotContain(said, Enum.GetValues<Refusal>().Where(r => r != why).Select(r => replies.Refused(r, Some.Case())));
    }

    [Theory]
    [InlineData("officer-2")]
    [InlineData("staff-2")]
    [InlineData("fire-1")]
    [InlineData("t1-fire-1")]
    public void Nobody_reads_a_case_outside_their_duty(string stranger)
    {
        var talk = new Talk(Shipped.Staff(), Channel.WeCom, stranger);
        talk.Cases.Add(Some.Case());
        var said = talk.Say("WP-20261122-0007");
        Assert.DoesNotContain("垃圾桶", said, StringComparison.Ordinal);
        Assert.DoesNotContain("page-token", said, StringComparison.Ordinal);
        Assert.DoesNotContain("3号楼", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_does_several_duties_sees_them_apart_and_reads_what_each_can_do()
    {
        // WeCom does not tell userids apart by case.
        Assert.Contains("延期 0001", new Talk(Shipped.Staff(), Channel.WeCom, "STAFF-1").Say("帮助"), StringComparison.Ordinal);
        Assert.DoesNotContain("延期 0001", new Talk(Shipped.Staff(), Channel.WeCom, "officer-1").Say("帮助"), StringComparison.Ordinal);
        Assert.Contains("核准 0001", new Talk(Shipped.Staff(), Channel.WeCom, "reviewer-1").Say("帮助"), StringComparison.Ordinal);
    }

    [Fact]
    public void From_every_question_there_is_a_way_out() => Assert.All(Enum.GetValues<StaffStep>(), step => Assert.True(StaffMachine.Allows(step, StaffMove.Finish)));

    [Fact]
    public void A_state_of_an_older_shape_is_a_fresh_start() => Assert.Equal(
        new StaffState().Step, ((StaffState)Shipped.Staff().Restore("""{"v":1,"step":"AskingUnit","number":"WP-20261122-0007","units":["t1-fire"]}""")).Step);
}
