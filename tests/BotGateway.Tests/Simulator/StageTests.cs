using BotGateway.Clock;
using BotGateway.Simulator.Stage;
using FsCheck.Xunit;

namespace BotGateway.Tests.Simulator;

public sealed class StageTests
{
    private readonly SimulatorStage _stage = new(new ManualClock(TimeProvider.System));

    [Fact]
    public void A_Chat_Keeps_Its_Last_Lines()
    {
        for (var i = 0; i < SimulatorStage.LinesPerChat + 30; i++)
            Say("wechat:a", i.ToString());
        var lines = _stage.After(0).Lines;
        Assert.Equal(SimulatorStage.LinesPerChat, lines.Count);
        Assert.Equal("30", ((StageContent.Text)lines[0].Content).Words);
    }

    [Fact]
    public void The_Chat_That_Was_Silent_Longest_Makes_Room()
    {
        Say("wechat:quiet", "x");
        Say("wechat:old-but-talking", "x");
        for (var i = 0; i < SimulatorStage.MostChats - 2; i++)
            Say("wechat:" + i, "x");
        Say("wechat:old-but-talking", "y");
        Say("wechat:new", "x");
        var chats = _stage.After(0).Lines.Select(line => line.Chat).ToHashSet();
        Assert.Equal(SimulatorStage.MostChats, chats.Count);
        Assert.DoesNotContain("wechat:quiet", chats);
        Assert.Contains("wechat:old-but-talking", chats);
    }

    [Fact]
    public void A_Changed_Line_Is_News_In_Its_Old_Place()
    {
        var first = Say("wecom:a", "before");
        Say("wecom:a", "later");
        var known = _stage.After(0).Change;
        Assert.True(_stage.Change("wecom:a", first.Id, _ => new StageContent.Text("after")));
        var line = Assert.Single(_stage.After(known).Lines);
        Assert.Equal((first.Id, "after"), (line.Id, ((StageContent.Text)line.Content).Words));
        Assert.False(_stage.Change("wecom:a", 999, content => content));
    }

    [Fact]
    public async Task Whoever_Waits_Is_Woken_By_The_Next_Line_And_Never_By_An_Old_One()
    {
        var line = Say("wechat:a", "x");
        var waiting = _stage.WaitAsync(line.Change);
        Assert.False(waiting.IsCompleted);
        Say("wechat:b", "y");
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(_stage.WaitAsync(line.Change).IsCompleted);
    }

    [Property]
    public void A_Reader_Who_Asks_Now_And_Then_Misses_Nothing(byte[] talk)
    {
        var stage = new SimulatorStage(new ManualClock(TimeProvider.System));
        var heard = new List<long>();
        var said = new List<long>();
        long change = 0;
        foreach (var who in talk)
        {
            said.Add(stage.Show("wechat:" + who % 3, "x", new StageContent.Text("x")).Id);
            if (who % 4 == 0)
                Listen();
        }

        Listen();
        Assert.Equal(said, heard);

        void Listen()
        {
            var news = stage.After(change);
            heard.AddRange(news.Lines.Select(line => line.Id));
            change = news.Change;
        }
    }

    private StageLine Say(string chat, string words) => _stage.Show(chat, "x", new StageContent.Text(words));
}
