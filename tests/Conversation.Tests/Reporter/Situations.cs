using CaseStore.Cases;
using CaseStore.People;
using Conversation.Reporter;
using Conversation.Tests.Support;

namespace Conversation.Tests.Reporter;

/// <summary>A talk brought to each of the dialog's questions, as a resident would come there.</summary>
internal static class Situations
{
    public static Talk At(ReporterStep step)
    {
        var talk = new Talk(new ReporterDialog(Shipped.Words, Shipped.Understander, Shipped.Links, Shipped.Announcer));
        switch (step)
        {
            case ReporterStep.Idle:
                break;
            case ReporterStep.AskingText:
                talk.Photo();
                break;
            case ReporterStep.AskingSubtype:
                talk.Say("建议");
                talk.Say("取消");
                talk.Photo();
                talk.Say("望湖苑3号楼2单元门口垃圾桶满了没人清");
                talk.Say("修改");
                talk.Say("类型");
                break;
            case ReporterStep.AskingCompound:
                talk.Say("3号楼2单元门口垃圾桶满了没人清");
                break;
            case ReporterStep.AskingPlace:
                talk.Say("望湖苑垃圾桶满了没人清");
                break;
            case ReporterStep.AskingPhoto:
                talk.Say("望湖苑3号楼2单元门口垃圾桶满了没人清");
                break;
            case ReporterStep.AskingSame:
                talk.Neighbours.Add(Some.Case(c => c with { Number = "WP-20261121-0003", Reporter = "o-neighbour" }));
                talk.Say("望湖苑3号楼2单元门口垃圾桶满了没人清");
                break;
            case ReporterStep.AskingDetail:
                talk.Say("望湖苑8号楼楼下半夜打电钻噪音太大");
                talk.Say("没有");
                break;
            case ReporterStep.Confirming:
                talk.Say("望湖苑3号楼2单元门口垃圾桶满了没人清");
                talk.Photo();
                break;
            case ReporterStep.ChoosingSlot:
                talk.Say("望湖苑3号楼2单元门口垃圾桶满了没人清");
                talk.Photo();
                talk.Say("修改");
                break;
            case ReporterStep.AskingGrade:
                talk.Cases.Add(Some.Case(c => c with { State = CaseState.Resolved, Note = "已清运" }));
                talk.Say("评价");
                break;
            case ReporterStep.AskingReason:
                talk.Cases.Add(Some.Case(c => c with { State = CaseState.Resolved, Note = "已清运" }));
                talk.Say("评价");
                talk.Say("不满意");
                break;
            case ReporterStep.AskingName:
                talk.Say("注册");
                break;
            case ReporterStep.ChoosingClaim:
                MakeVolunteer(talk);
                talk.Say("认领");
                break;
            case ReporterStep.ChoosingClaimed:
                MakeVolunteer(talk);
                talk.Say("认领 0021");
                talk.Say("认领 0022");
                talk.Say("完成");
                break;
            case ReporterStep.ProvingClaim:
                MakeVolunteer(talk);
                talk.Say("认领 0021");
                talk.Say("完成");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, null);
        }

        Assert.Equal(step, ((ReporterState)talk.State).Step);
        talk.Commands.Clear();
        talk.Now += TimeSpan.FromMinutes(5);
        return talk;
    }

    public static void MakeVolunteer(Talk talk)
    {
        var compound = Shipped.City.Compounds.First(c => c.Property is null);
        talk.Me = new Resident(true, ReporterRole.Volunteer, compound.Id, 0, 0, true);
        foreach (var number in new[] { "WP-20261121-0021", "WP-20261121-0022", "WP-20261121-0023" })
        {
            talk.Free.Add(Some.Case(c => c with { Number = number, CompoundId = compound.Id, Handler = compound.Community.Id, Loop = Loop.Self, Reporter = "o-neighbour" }));
        }
    }
}
