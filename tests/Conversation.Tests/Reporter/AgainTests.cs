using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Reporter;
using Conversation.Tests.Support;

namespace Conversation.Tests.Reporter;

/// <summary>跟上次一样.</summary>
public sealed class AgainTests
{
    [Fact]
    public void What_last_time_did_not_have_is_asked_for()
    {
        var talk = new Talk(new ReporterDialog(Shipped.Words, Shipped.Understander, Shipped.Links, Shipped.Announcer));
        talk.Say("12栋煤气味很重");
        Assert.Equal("", Assert.IsType<DialogCommand.File>(talk.Commands[0]).Report.CompoundId);
        talk.Cases[0].State = CaseState.Withdrawn;
        talk.Now += TimeSpan.FromHours(3);
        talk.Say("跟上次一样");
        Assert.Equal(ReporterStep.AskingCompound, ((ReporterState)talk.State).Step);
    }

    [Fact]
    public void What_is_still_open_is_not_filed_again()
    {
        var talk = new Talk(new ReporterDialog(Shipped.Words, Shipped.Understander, Shipped.Links, Shipped.Announcer));
        talk.Cases.Add(Some.Case());
        Assert.Contains("还在办", talk.Say("跟上次一样")!, StringComparison.Ordinal);
        Assert.Null(((ReporterState)talk.State).Draft);
    }

    [Fact]
    public void Kind_subtype_place_and_words_are_taken_over_and_only_the_photo_is_new()
    {
        var talk = new Talk(new ReporterDialog(Shipped.Words, Shipped.Understander, Shipped.Links, Shipped.Announcer));
        talk.Cases.Add(Some.Case(c => c with { State = CaseState.Closed }));
        talk.Say("跟上次一样");
        talk.Photo();
        talk.Say("提交");
        var report = Assert.IsType<DialogCommand.File>(Assert.Single(talk.Commands)).Report;
        Assert.Equal(("Sanitation", Some.Wanghuyuan, "3号楼2单元门口", "垃圾桶满了没人清", 1), (report.Subtype, report.CompoundId, report.Place, report.Description, report.PhotoKeys.Count));
    }
}
