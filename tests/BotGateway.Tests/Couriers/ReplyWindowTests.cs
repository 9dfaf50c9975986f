using BotGateway.Couriers.ToResidents;
using CaseStore.People;
using CaseStore.Persistence;
using FsCheck.Xunit;

namespace BotGateway.Tests.Couriers;

public sealed class ReplyWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private static LastHeard Message(DateTimeOffset at) => new(at, null);

    private static LastHeard Touch(DateTimeOffset at) => new(null, at);

    private static int Left(Channel channel, LastHeard heard, TimeSpan later, params DateTimeOffset[] sent) => ReplyWindow.Of(channel, heard, sent, Noon + later).Left;

    [Fact]
    public void A_Message_Opens_For_48_Hours_To_The_Millisecond()
    {
        Assert.Equal(5, Left(Channel.WeChat, Message(Noon), TimeSpan.Zero));
        Assert.Equal(5, Left(Channel.WeChat, Message(Noon), TimeSpan.FromHours(48) - Tick));
        Assert.Equal(0, Left(Channel.WeChat, Message(Noon), TimeSpan.FromHours(48)));
        Assert.Equal(0, Left(Channel.WeChat, Message(Noon), TimeSpan.FromHours(48) + Tick));
        Assert.Equal(5, Left(Channel.MiniProgram, Message(Noon), TimeSpan.FromHours(48) - Tick));
    }

    [Theory]
    [InlineData(Channel.WeChat, 3)]
    [InlineData(Channel.MiniProgram, 2)]
    public void A_Touch_Opens_For_A_Minute_To_The_Millisecond(Channel channel, int most)
    {
        Assert.Equal(most, Left(channel, Touch(Noon), TimeSpan.Zero));
        Assert.Equal(most, Left(channel, Touch(Noon), TimeSpan.FromMinutes(1) - Tick));
        Assert.Equal(0, Left(channel, Touch(Noon), TimeSpan.FromMinutes(1)));
        Assert.Equal(0, Left(channel, Touch(Noon), TimeSpan.FromMinutes(1) + Tick));
    }

    [Fact]
    public void Each_Message_Sent_Since_Then_Takes_A_Place_And_A_New_One_From_Them_Gives_All_Back()
    {
        DateTimeOffset[] sent = [Noon, Noon.AddHours(1), Noon.AddHours(2), Noon.AddHours(3), Noon.AddHours(4)];
        for (var count = 0; count <= 5; count++)
        {
            Assert.Equal(5 - count, Left(Channel.WeChat, Message(Noon), TimeSpan.FromHours(5), sent[..count]));
        }

        Assert.Equal(0, Left(Channel.WeChat, Message(Noon), TimeSpan.FromHours(5), [.. sent, Noon.AddHours(4.5)]));
        Assert.Equal(5, Left(Channel.WeChat, Message(Noon.AddHours(4) + Tick), TimeSpan.FromHours(5), sent));
    }

    [Fact]
    public void A_Message_After_A_Touch_Opens_The_Long_Window_And_A_Touch_After_It_Takes_Nothing_Away()
    {
        Assert.Equal(5, Left(Channel.WeChat, new LastHeard(Noon.AddSeconds(30), Noon), TimeSpan.FromHours(47)));
        Assert.Equal(5, Left(Channel.WeChat, new LastHeard(Noon, Noon.AddHours(1)), TimeSpan.FromHours(1)));

        // Used up, and then a tap on the menu.
        DateTimeOffset[] used = [Noon, Noon, Noon, Noon, Noon];
        Assert.Equal(3, Left(Channel.WeChat, new LastHeard(Noon, Noon.AddHours(1)), TimeSpan.FromHours(1), used));
        Assert.Equal(2, Left(Channel.WeChat, new LastHeard(Noon, Noon.AddHours(1)), TimeSpan.FromHours(1), [.. used, Noon.AddHours(1)]));
    }

    [Fact]
    public void Nobody_Who_Was_Never_Heard_Has_A_Window()
    {
        Assert.Equal(0, Left(Channel.WeChat, default, TimeSpan.Zero));
        Assert.Null(ReplyWindow.Since(default));
        Assert.Equal(Noon, ReplyWindow.Since(new LastHeard(Noon, Noon + Tick)));
        Assert.Equal(Noon, ReplyWindow.Since(new LastHeard(Noon + Tick, Noon)));
    }

    [Fact]
    public void The_Last_Place_Of_The_Long_Window_Is_Kept_For_The_Outcome()
    {
        var last = ReplyWindow.Of(Channel.WeChat, Message(Noon), [Noon, Noon, Noon, Noon], Noon.AddHours(1));
        Assert.False(last.Admits(isProgress: true));
        Assert.True(last.Admits(isProgress: false));
        Assert.True(ReplyWindow.Of(Channel.WeChat, Message(Noon), [Noon, Noon, Noon], Noon.AddHours(1)).Admits(isProgress: true));

        // A minute is over too soon to save for.
        Assert.True(ReplyWindow.Of(Channel.WeChat, Touch(Noon), [Noon, Noon], Noon).Admits(isProgress: true));
        Assert.True(ReplyWindow.Of(Channel.WeChat, new LastHeard(Noon, Noon.AddHours(1)), [Noon, Noon, Noon, Noon], Noon.AddHours(1)).Admits(isProgress: true));
    }

    [Property]
    public void No_Window_Ever_Takes_More_Than_The_Platform_Allows(int[] gaps, bool mini)
    {
        var (now, sent) = (Noon, new List<DateTimeOffset>());
        foreach (var gap in gaps)
        {
            now += TimeSpan.FromMinutes(Math.Abs(gap % 600));
            if (ReplyWindow.Of(mini ? Channel.MiniProgram : Channel.WeChat, Message(Noon), sent, now).Admits(isProgress: false))
            {
                sent.Add(now);
            }
        }

        Assert.InRange(sent.Count, 0, 5);
        Assert.All(sent, at => Assert.True(at - Noon < TimeSpan.FromHours(48)));
    }
}
