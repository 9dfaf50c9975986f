using CaseStore.Catalogue;
using CaseStore.City;
using Conversation.Announcements;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Reporter;
using Conversation.Tests.Support;
using Conversation.Understanding;

namespace Conversation.Tests.Reporter;

public sealed class DetailTests
{
    [Fact]
    public void A_talk_saved_before_there_were_questions_goes_on_where_it_stood()
    {
        const string Old = """
            {"v":1,"step":"AskingPhoto","draft":{"kind":"LawEnforcement","subtype":"Noise","compoundId":"x1","place":"8号楼","text":"半夜打电钻","sameAsked":true},"compoundId":"x1","at":"2026-11-22T10:12:00+08:00"}
            """;
        var dialog = Dialog(Shipped.Catalogue, Shipped.City);

        var state = (ReporterState)dialog.Restore(Old);
        Assert.Equal((ReporterStep.AskingPhoto, "半夜打电钻", 2), (state.Step, state.Draft!.Text, state.V));
        var turn = dialog.Step(state, Text("没有"), Facts.None(Now));

        Assert.Equal(ReporterStep.AskingDetail, ((ReporterState)turn.State).Step);
    }

    [Fact]
    public void A_state_of_a_version_to_come_is_a_fresh_start() =>
        Assert.Equal(new ReporterState(), Dialog(Shipped.Catalogue, Shipped.City).Restore("""{"v":3,"step":"AskingWhatever"}"""));

    [Fact]
    public void An_answer_survives_being_saved()
    {
        var dialog = Dialog(Shipped.Catalogue, Shipped.City);
        var talk = Situations.At(ReporterStep.AskingDetail);
        talk.Say("上周一");

        var restored = (ReporterState)dialog.Restore(dialog.Save(talk.State));
        Assert.Equal([new Detail("Noise", "Since", "从哪天开始吵的?", "上周一")], restored.Draft!.Details!);
        Assert.Equal(ReporterStep.AskingDetail, restored.Step);
    }

    [Theory]
    [InlineData("有人困在里面")]
    [InlineData("两个老人困在里面出不来了")]
    [InlineData("2")]
    [InlineData("有")]
    [InlineData("有的")]
    public void Somebody_in_the_lift_is_an_emergency_of_this_very_report(string said)
    {
        var talk = AtLift();
        talk.Say(said);

        var report = Assert.IsType<DialogCommand.File>(Assert.Single(talk.Commands)).Report;
        Assert.True(report.Emergency);
        Assert.Equal(("LiftMaintenance", "x1", "3号楼2单元", "LiftTrapped"), (report.Subtype, report.CompoundId, report.Place, report.Danger));
        Assert.StartsWith("电梯坏了不动;现在电梯里有人吗:", report.Description, StringComparison.Ordinal);
        Assert.Contains("119", talk.Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("没有")]
    [InlineData("1")]
    [InlineData("没人")]
    [InlineData("跳过")]
    [InlineData("不知道")]
    public void An_empty_lift_is_not(string said)
    {
        var talk = AtLift();
        talk.Say(said);

        Assert.Empty(talk.Commands);
        Assert.Equal(ReporterStep.Confirming, ((ReporterState)talk.State).Step);
    }

    [Theory]
    [InlineData("好像是")]
    [InlineData("是的")]
    [InlineData("里面黑")]
    [InlineData("3")]
    public void Where_an_answer_may_mean_danger_an_unclear_one_is_asked_about_again(string said)
    {
        var talk = AtLift();
        talk.Say(said);

        Assert.Empty(talk.Commands);
        Assert.Equal(ReporterStep.AskingDetail, ((ReporterState)talk.State).Step);
        Assert.Contains("2. 有人困在电梯里", talk.Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "正在建")]
    [InlineData("在建", "正在建")]
    [InlineData("已经建好了", "已经建好了")]
    [InlineData("建好了", "已经建好了")]
    public void Whether_it_is_being_built_is_asked_and_chooses_the_limit(string said, string kept)
    {
        var talk = new Talk(Dialog(Shipped.Catalogue, Shipped.City));
        talk.Say("望湖苑8号楼顶楼露台多了一间阳光房,是违章搭建");
        talk.Photo();
        Assert.Contains("正在建,还是已经建好了?", talk.Reply, StringComparison.Ordinal);
        talk.Say(said);
        talk.Say("提交");

        var report = Assert.IsType<DialogCommand.File>(Assert.Single(talk.Commands)).Report;
        Assert.Equal("IllegalConstruction", report.Subtype);
        Assert.EndsWith(";正在建,还是已经建好了:" + kept, report.Description, StringComparison.Ordinal);
        var limit = Shipped.Catalogue.LimitFor(Some.Case(c => c with { Subtype = report.Subtype, Description = report.Description })).Limit;
        Assert.Equal(kept == "正在建" ? 2 : 15, limit.Amount);
    }

    [Fact]
    public void Another_danger_in_between_is_filed_by_itself_and_the_report_waits()
    {
        var talk = Situations.At(ReporterStep.AskingDetail);
        talk.Say("丹枫苑12栋一楼有很重的煤气味");

        var report = Assert.IsType<DialogCommand.File>(Assert.Single(talk.Commands)).Report;
        Assert.Equal(("GasLeak", "x3"), (report.Danger, report.CompoundId));
        Assert.Equal("半夜打电钻噪音太大", ((ReporterState)talk.State).Parked!.Text);
    }

    [Fact]
    public void A_changed_subtype_is_asked_its_own_questions_and_tells_only_their_answers()
    {
        var talk = Situations.At(ReporterStep.AskingDetail);
        talk.Say("上周一");
        talk.Say("不对,是犬只扰民,狗一直叫");
        Assert.Contains("狗牵绳了吗", talk.Reply, StringComparison.Ordinal);
        talk.Photo();
        talk.Say("牵了");
        talk.Say("提交");

        var report = Assert.IsType<DialogCommand.File>(Assert.Single(talk.Commands)).Report;
        Assert.Equal("Dogs", report.Subtype);
        Assert.EndsWith(";狗牵绳了吗:牵了", report.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("上周一", report.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_gone_from_the_configuration_is_asked_anew_and_what_was_said_stays()
    {
        var talk = Situations.At(ReporterStep.AskingDetail);
        var file = Shipped.Catalogue.File;
        var fewer = new CaseCatalogue(file with { Subtypes = [.. file.Subtypes.Where(s => s.Code != "Noise")] });
        var turn = Dialog(fewer, Shipped.City).Step(talk.State, Text("上周一"), Facts.None(Now));

        var state = (ReporterState)turn.State;
        Assert.Equal(ReporterStep.AskingSubtype, state.Step);
        Assert.Equal(("x1", "半夜打电钻噪音太大"), (state.Draft!.CompoundId, state.Draft.Text));
    }

    [Fact]
    public void A_question_taken_out_of_the_catalogue_is_waited_for_no_more()
    {
        var talk = Situations.At(ReporterStep.AskingDetail);
        var file = Shipped.Catalogue.File;
        var silent = new CaseCatalogue(file with { Subtypes = [.. file.Subtypes.Select(s => s with { Questions = [] })] });
        var turn = Dialog(silent, Shipped.City).Step(talk.State, Text("提交"), Facts.None(Now) with { Me = CaseStore.People.Resident.Stranger });

        Assert.Equal("半夜打电钻噪音太大", Assert.IsType<DialogCommand.File>(turn.Command).Report.Description);
    }

    private static DateTimeOffset Now { get; } = new(2026, 11, 22, 10, 20, 0, TimeSpan.FromHours(8));

    private static Talk AtLift()
    {
        var talk = new Talk(Dialog(Shipped.Catalogue, Shipped.City));
        talk.Say("望湖苑3号楼2单元电梯坏了不动");
        talk.Photo();
        Assert.Equal(ReporterStep.AskingDetail, ((ReporterState)talk.State).Step);
        return talk;
    }

    private static ReporterDialog Dialog(CaseCatalogue catalogue, CityDirectory city)
    {
        var words = new CaseWords(Shipped.Phrases, city, catalogue);
        return new ReporterDialog(words, new Understander(city, catalogue, Shipped.Model), Shipped.Links, new Announcer(words, Shipped.Links));
    }

    private static Inbound Text(string said) => new(CaseStore.People.Channel.WeChat, "o-resident-1", "key-" + said, Now, new InboundContent.Text(said));
}
