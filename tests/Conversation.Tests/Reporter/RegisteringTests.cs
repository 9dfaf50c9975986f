using CaseStore.People;
using Conversation.Dialogs;
using Conversation.Reporter;
using Conversation.Tests.Support;

namespace Conversation.Tests.Reporter;

public sealed class RegisteringTests
{
    private static Talk Begun()
    {
        var talk = new Talk(new ReporterDialog(Shipped.Words, Shipped.Understander, Shipped.Links, Shipped.Announcer));
        talk.Say("注册");
        return talk;
    }

    [Theory]
    [InlineData("张三 13800138000", "张三", "13800138000")]
    [InlineData("13800138000张三", "张三", "13800138000")]
    [InlineData("我叫张三,电话138 0013 8000", "张三", "13800138000")]
    [InlineData("姓名:欧阳娜娜 手机:+86 13800138000", "欧阳娜娜", "13800138000")]
    [InlineData("阿依古丽·买买提 139-0013-8000", "阿依古丽·买买提", "13900138000")]
    [InlineData("李四　１３８００１３８０００", "李四", "13800138000")]
    public void Name_and_phone_are_read_in_many_spellings(string said, string name, string phone)
    {
        var talk = Begun();
        talk.Say(said);
        Assert.Equal(new DialogCommand.Register(name, phone), Assert.Single(talk.Commands));
    }

    [Theory]
    [InlineData("张三", "13800138000")]
    [InlineData("13800138000", "张三")]
    public void The_half_that_came_first_is_not_asked_again(string first, string second)
    {
        var talk = Begun();
        talk.Say(first);
        Assert.Empty(talk.Commands);
        talk.Say(second);
        Assert.Equal(new DialogCommand.Register("张三", "13800138000"), Assert.Single(talk.Commands));
    }

    [Theory]
    [InlineData("张三 1380013800")]
    [InlineData("张三 23800138000")]
    [InlineData("张三 138001380001")]
    public void A_phone_that_is_none_is_asked_for_again_and_the_name_kept(string said)
    {
        var talk = Begun();
        Assert.Contains("11 位", talk.Say(said)!, StringComparison.Ordinal);
        talk.Say("13800138000");
        Assert.Equal(new DialogCommand.Register("张三", "13800138000"), Assert.Single(talk.Commands));
    }

    [Fact]
    public void A_report_in_the_middle_of_it_is_a_report()
    {
        var talk = Begun();
        talk.Say("望湖苑3号楼2单元门口垃圾桶满了没人清");
        Assert.Empty(talk.Commands);
        Assert.Equal("3号楼2单元门口", ((ReporterState)talk.State).Draft!.Place);
    }

    [Fact]
    public void Whoever_is_verified_is_not_asked_again()
    {
        var talk = new Talk(new ReporterDialog(Shipped.Words, Shipped.Understander, Shipped.Links, Shipped.Announcer)) { Me = new Resident(true, ReporterRole.GridLeader, null, 3, 0, true) };
        Assert.Contains("网格长", talk.Say("注册")!, StringComparison.Ordinal);
        Assert.Equal(ReporterStep.Idle, ((ReporterState)talk.State).Step);
    }

    [Fact]
    public void The_rosters_compound_is_known_from_then_on()
    {
        var talk = Begun();
        talk.Roster = _ => new Registration.Matched(ReporterRole.Volunteer, Some.Wanghuyuan);
        talk.Say("张三 13800138000");
        talk.Say("3号楼2单元门口垃圾桶满了没人清");
        Assert.Equal(Some.Wanghuyuan, ((ReporterState)talk.State).Draft!.CompoundId);
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Every_end_of_a_registration_has_its_words(Registration outcome, string part)
    {
        var talk = Begun();
        talk.Roster = _ => outcome;
        Assert.Contains(part, talk.Say("张三 13800138000")!, StringComparison.Ordinal);
        Assert.Equal(ReporterStep.Idle, ((ReporterState)talk.State).Step);
    }

    public static TheoryData<Registration, string> Outcomes() => new()
    {
        { new Registration.Matched(ReporterRole.PartyMember, null), "报到党员" },
        { new Registration.NotOnRoster(), "照样可以上报" },
        { new Registration.Taken(), "已经有人注册" },
        { new Registration.TooManyTries(), "明天" },
    };
}
