using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Reporter;
using Conversation.Tests.Support;

namespace Conversation.Tests.Reporter;

/// <summary>"Is it this one?"</summary>
public sealed class NeighboursTests
{
    private const string Report = "望湖苑3号楼2单元门口垃圾桶满了没人清";

    private static Talk With(params Case[] open)
    {
        var talk = new Talk(new ReporterDialog(Shipped.Words, Shipped.Understander, Shipped.Links, Shipped.Announcer));
        talk.Neighbours.AddRange(open);
        return talk;
    }

    private static Case Open(Func<Some.CaseParts, Some.CaseParts>? with = null) =>
        Some.Case(c => (with ?? (p => p))(c with { Number = "WP-20261121-0003", Reporter = "o-neighbour", State = CaseState.Accepted }));

    [Fact]
    public void What_is_shown_of_a_neighbours_case_is_place_age_and_state_and_nothing_of_the_neighbour()
    {
        var talk = With(Open(c => c with { Place = "3号楼2单元门口501室", Description = "我是王小明13812345678,桶满了" }));
        talk.Neighbours[0] = Open(c => c with { Place = "3号楼2单元门口", Description = "我是王小明13812345678,桶满了" });
        var asked = talk.Say(Report)!;
        Assert.Contains("0003", asked, StringComparison.Ordinal);
        Assert.Contains("3号楼2单元门口", asked, StringComparison.Ordinal);
        Assert.Contains("处理中", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("138", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("是的")]
    [InlineData("就是这件")]
    public void Joining_files_nothing_and_takes_the_photos_along(string yes)
    {
        var talk = With(Open());
        talk.Photo();
        talk.Say(Report);
        var reply = talk.Say(yes)!;
        var act = Assert.IsType<DialogCommand.Act>(Assert.Single(talk.Commands));
        Assert.Equal("WP-20261121-0003", act.Number);
        Assert.Single(Assert.IsType<CaseAct.Follow>(act.What).Photos);
        Assert.Contains("关注", reply, StringComparison.Ordinal);
        Assert.Null(((ReporterState)talk.State).Draft);
    }

    [Fact]
    public void It_is_asked_once()
    {
        var talk = With(Open());
        talk.Say(Report);
        talk.Say("不是");
        talk.Photo();
        talk.Say("提交");
        Assert.IsType<DialogCommand.File>(Assert.Single(talk.Commands));
    }

    [Fact]
    public void Ones_own_open_case_is_added_to_instead_of_joined()
    {
        var talk = With(Open(c => c with { Reporter = "o-resident-1" }));
        talk.Say(Report);
        talk.Say("1");
        Assert.IsType<CaseAct.Supplement>(Assert.IsType<DialogCommand.Act>(Assert.Single(talk.Commands)).What);
    }

    [Theory]
    [InlineData("Sanitation", "5号楼1单元门口", CaseState.Accepted)]
    [InlineData("Facilities", "3号楼2单元门口", CaseState.Accepted)]
    [InlineData("Sanitation", "3号楼2单元门口", CaseState.Resolved)]
    public void Another_spot_another_subtype_or_a_case_already_done_is_not_offered(string subtype, string place, CaseState state)
    {
        var talk = With(Open(c => c with { Subtype = subtype, Place = place, State = state }));
        talk.Say(Report);
        Assert.Equal(ReporterStep.AskingPhoto, ((ReporterState)talk.State).Step);
    }

    [Fact]
    public void A_correction_of_the_place_looks_again()
    {
        var talk = With(Open(c => c with { Place = "5号楼1单元门口" }));
        talk.Say(Report);
        talk.Say("不对,是5号楼1单元门口");
        Assert.Equal(ReporterStep.AskingSame, ((ReporterState)talk.State).Step);
    }

    [Fact]
    public void A_number_means_what_was_shown_although_the_case_has_moved_on_meanwhile()
    {
        var talk = With(Open());
        talk.Say(Report);
        talk.Neighbours.Insert(0, Open(c => c with { Number = "WP-20261121-0009" }));
        talk.Say("1");
        Assert.Equal("WP-20261121-0003", Assert.IsType<DialogCommand.Act>(Assert.Single(talk.Commands)).Number);
    }

    [Theory]
    [InlineData(31.38520, 120.98140, 31.38520, 120.98180, true)]
    [InlineData(31.38520, 120.98140, 31.38520, 120.98240, false)]
    public void Within_fifty_metres_it_may_be_the_same_whatever_the_words(double latitude, double longitude, double north, double east, bool near) =>
        Assert.Equal(near, Position.Metres(latitude, longitude, north, east) <= 50);
}
