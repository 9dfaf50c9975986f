using Conversation.Reporter;
using Conversation.Tests.Support;
using FsCheck.Xunit;

namespace Conversation.Tests.Reporter;

/// <summary>Silence in the middle of a report is broken once, by day, within the platform's window.</summary>
public sealed class WakingTests
{
    private static Talk Begun(DateTimeOffset at)
    {
        var talk = new Talk(new ReporterDialog(Shipped.Words, Shipped.Understander, Shipped.Links, Shipped.Announcer)) { Now = at };
        talk.Say("望湖苑3号楼2单元门口垃圾桶满了没人清");
        return talk;
    }

    private static string? Wake(Talk talk)
    {
        talk.Now = talk.State.WakeAt!.Value;
        return talk.Send(new InboundContent.Silence(talk.Now));
    }

    private static DateTimeOffset At(int hour, int minute) => new(2026, 11, 22, hour, minute, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(10, 12, 22, 11, 12)]
    [InlineData(20, 30, 23, 8, 0)]
    [InlineData(23, 50, 23, 8, 0)]
    [InlineData(3, 0, 22, 8, 0)]
    [InlineData(19, 59, 22, 20, 59)]
    public void It_waits_an_hour_and_never_rings_at_night(int hour, int minute, int wakeDay, int wakeHour, int wakeMinute) => Assert.Equal(
        new DateTimeOffset(2026, 11, wakeDay, wakeHour, wakeMinute, 0, TimeSpan.FromHours(8)), Begun(At(hour, minute)).State.WakeAt);

    [Fact]
    public void It_rings_once_and_keeps_the_draft()
    {
        var talk = Begun(At(10, 0));
        Assert.Contains("还没报完", Wake(talk)!, StringComparison.Ordinal);
        Assert.Null(talk.State.WakeAt);
        talk.Now = talk.Now.AddDays(1);
        talk.Say("你好");
        Assert.Null(talk.State.WakeAt);
        Assert.Equal("3号楼2单元门口", ((ReporterState)talk.State).Draft!.Place);
    }

    [Fact]
    public void Whoever_went_on_talking_is_not_interrupted_and_whoever_filed_hears_nothing()
    {
        var talk = Begun(At(10, 0));
        var first = talk.State.WakeAt;
        talk.Now = At(10, 50);
        talk.Say("不对,是5号楼");
        Assert.Equal(first, talk.State.WakeAt);
        Assert.Null(Wake(talk));
        Assert.Equal(At(11, 50), talk.State.WakeAt);
        talk.Photo();
        talk.Say("提交");
        Assert.Single(talk.Commands);
        Assert.Null(Wake(talk));
        Assert.Null(talk.State.WakeAt);
    }

    [Fact]
    public void A_silence_nobody_asked_for_changes_nothing()
    {
        var talk = Begun(At(10, 0));
        var before = talk.State;
        Assert.Null(talk.Send(new InboundContent.Silence(At(12, 0))));
        Assert.Equal(before.WakeAt, talk.State.WakeAt);
    }

    [Fact]
    public void A_report_set_aside_for_an_emergency_is_remembered_too()
    {
        var talk = Begun(At(10, 0));
        talk.Say("12栋一楼有很重的煤气味");
        Assert.Null(((ReporterState)talk.State).Draft);
        Assert.Contains("还没报完", Wake(talk)!, StringComparison.Ordinal);
        Assert.Equal("3号楼2单元门口", ((ReporterState)talk.State).Draft!.Place);
    }

    [Property]
    public bool Whenever_a_report_begins_the_bell_rings_by_day_and_within_the_window(ushort minutes)
    {
        var start = At(0, 0).AddMinutes(minutes);
        var wake = Begun(start).State.WakeAt!.Value;
        var local = Shipped.City.Local(wake);
        return local.Hour is >= 8 and < 21 && wake - start >= TimeSpan.FromHours(1) && wake - start <= TimeSpan.FromHours(47)
            && wake.Ticks % TimeSpan.TicksPerMillisecond == 0;
    }
}
