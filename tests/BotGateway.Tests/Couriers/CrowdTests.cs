using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using BotGateway.Couriers;
using BotGateway.Couriers.Lanes;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;

namespace BotGateway.Tests.Couriers;

public sealed class CrowdTests
{
    [Fact]
    public async Task Three_Alerts_For_A_Group_Become_One_Message_That_Names_Each()
    {
        await using var house = await CourierHouse.OpenAsync();
        var first = await house.PostAsync(Some.Alert(No(1), topic: Topic.New), number: No(1));
        var second = await house.PostAsync(Some.Alert(No(2), "设施设备|临江里") with { Mentions = ["officer-1", "officer-3"] }, number: No(2));
        var third = await house.PostAsync(Some.Alert(No(3)), number: No(3));
        Assert.Equal(1, await house.RunAsync());
        var call = Assert.Single(house.Platform.To("webhook/send"));
        Assert.Equal("3 件工单请留意\n【已超期】\n0002 设施设备|临江里\n0003 环境卫生|望湖苑\n【新工单】\n0001 环境卫生|望湖苑", call.Content);
        Assert.Equal(["officer-1", "officer-3"], call.Json.GetProperty("text").GetProperty("mentioned_list").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal(
            [(OutboxState.Sent, null), (OutboxState.Sent, first), (OutboxState.Sent, first)],
            (await house.RowsAsync()).Select(r => (r.State, r.SentWith)));
        Assert.Equal(
            [(first, Lane.OfRobot(CourierHouse.RobotKey)), (second, $"with:{first}"), (third, $"with:{first}")],
            (await house.SendsAsync()).Select(s => (s.OutboxId, s.Lane)));
        Assert.All(await house.SendsAsync(), s => Assert.Equal((SendOutcome.Sent, CourierHouse.Noon), (s.Outcome, s.EndedAt)));
    }

    [Fact]
    public async Task Two_Are_No_Crowd()
    {
        await using var house = await CourierHouse.OpenAsync();
        await PostAlertsAsync(house, 2);
        Assert.Equal(2, await house.RunAsync());
        Assert.All(house.Platform.To("webhook/send"), c => Assert.StartsWith("超期 ", c.Content, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Danger_And_What_Somebody_Waits_For_Go_By_Themselves()
    {
        await using var house = await CourierHouse.OpenAsync();
        for (var i = 1; i <= 4; i++)
        {
            await house.PostAsync(Some.Alert(No(i)), urgent: i % 2 == 0, atOnce: true, number: No(i));
        }

        await PostAlertsAsync(house, 3, from: 5);
        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        var said = house.Platform.To("webhook/send").Select(c => c.Content).ToList();
        Assert.Equal([No(2), No(4), No(1), No(3)], said.Take(4).Select(s => s[^16..]));
        Assert.Equal(["0005", "0006", "0007"], Digest.CasesIn(Assert.Single(said.Skip(4))));
    }

    [Fact]
    public async Task A_Message_That_Cannot_Be_Told_On_A_Line_Keeps_Its_Place()
    {
        await using var house = await CourierHouse.OpenAsync();
        await PostAlertsAsync(house, 3);
        await house.PostAsync(Some.Group("早上好"));
        await PostAlertsAsync(house, 3, from: 4);
        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        var said = house.Platform.To("webhook/send").Select(c => c.Content).ToList();
        Assert.Equal(3, said.Count);
        Assert.Equal(["0001", "0002", "0003"], Digest.CasesIn(said[0]));
        Assert.Equal("早上好", said[1]);
        Assert.Equal(["0004", "0005", "0006"], Digest.CasesIn(said[2]));
    }

    [Fact]
    public async Task What_Is_No_Longer_True_Is_Dropped_Also_At_The_Head()
    {
        await using var house = await CourierHouse.OpenAsync();
        for (var i = 1; i <= 6; i++)
        {
            await house.FileCaseAsync(No(i), $"openid-{i}");
            await house.PostAsync(Some.Alert(No(i)), onlyForDeadline: i is 1 or 3 ? 0 : 1, number: No(i));
        }

        await house.RunAsync();
        Assert.Equal(["0002", "0004", "0005", "0006"], Digest.CasesIn(Assert.Single(house.Platform.To("webhook/send")).Content));
        var rows = await house.RowsAsync();
        Assert.Equal([1L, 3L], rows.Where(r => r.State == OutboxState.Dropped).Select(r => r.Id));
        Assert.Equal(4, rows.Count(r => r.State == OutboxState.Sent));
    }

    [Fact]
    public async Task A_Refused_Digest_Goes_Back_Whole_And_Takes_Along_Who_Came_Meanwhile()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("webhook/send", """{"errcode":-1}""");
        await PostAlertsAsync(house, 3);
        await house.RunAsync();
        Assert.All(await house.RowsAsync(), r => Assert.Equal(
            (OutboxState.Pending, 1, CourierHouse.Noon.AddSeconds(5), null), (r.State, r.Attempts, r.NextAttemptAt, r.SentWith)));
        await PostAlertsAsync(house, 1, from: 4);
        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["0001", "0002", "0003", "0004"], Digest.CasesIn(house.Platform.To("webhook/send")[^1].Content));
        Assert.All(await house.RowsAsync(), r => Assert.Equal(OutboxState.Sent, r.State));
    }

    [Fact]
    public async Task A_Digest_That_May_Have_Been_Heard_Says_So_In_The_Ledger_Of_Each_It_Names()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("webhook/send", StringComparison.Ordinal) && house.Clock.GetUtcNow() == CourierHouse.Noon ? Answer.Reset : null);
        await PostAlertsAsync(house, 3);
        await house.RunAllAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, house.Platform.To("webhook/send").Count);
        foreach (var row in await house.RowsAsync())
        {
            Assert.Equal([SendOutcome.Unknown, SendOutcome.Sent], (await house.SendsAsync(row.Id)).Select(s => s.Outcome));
        }
    }

    [Fact]
    public async Task A_Thousand_At_The_Same_Minute_Are_Named_Once_Each_Within_Five_Minutes_And_Twenty_Messages_A_Minute()
    {
        await using var house = await CourierHouse.OpenAsync();
        var heard = new ConcurrentQueue<(string Text, DateTimeOffset At)>();
        house.Platform.Script = call =>
        {
            heard.Enqueue((call.Content, house.Clock.GetUtcNow()));
            return Task.FromResult<Answer?>(null);
        };
        await PostAlertsAsync(house, 1000);
        await house.RunAllAsync(TimeSpan.FromHours(1));
        Assert.Equal(Enumerable.Range(1, 1000).Select(n => CaseWords.Short(No(n))), heard.SelectMany(h => Digest.CasesIn(h.Text)));
        Assert.All(heard, h => Assert.InRange(Encoding.UTF8.GetByteCount(h.Text), 1, 2048));
        Assert.InRange(heard.Max(h => h.At) - CourierHouse.Noon, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.All(heard.Skip(20).Zip(heard), pair => Assert.True(pair.First.At - pair.Second.At >= TimeSpan.FromMinutes(1)));
        Assert.All(await house.RowsAsync(), r => Assert.Equal(OutboxState.Sent, r.State));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 1)]
    public async Task Many_Nudges_For_A_Desk_Are_One_Text_To_All_Of_It(int cards, int messages)
    {
        await using var house = await CourierHouse.OpenAsync();
        for (var i = 1; i <= cards; i++)
        {
            await house.FileCaseAsync(No(i), $"openid-{i}");
            await house.PostAsync(Nudge(No(i)), onlyForDeadline: 1, number: No(i));
        }

        Assert.Equal(messages, await house.RunAsync());
        var calls = house.Platform.To("message/send");
        Assert.Equal(messages, calls.Count);
        Assert.All(await house.RowsAsync(), r => Assert.Equal(OutboxState.Sent, r.State));
        if (messages == 1)
        {
            Assert.Equal("staff-1|staff-2", calls[0].Json.GetProperty("touser").GetString());
            Assert.Equal(Enumerable.Range(1, 6).Select(i => CaseWords.Short(No(i))), Digest.CasesIn(calls[0].Content));
            Assert.Contains("\n0003 环境卫生|望湖苑 3号楼2单元门口\n", calls[0].Content, StringComparison.Ordinal);
            Assert.Equal(["member:staff-1", "member:staff-2", "app:wecom"], (await house.SendsAsync(1)).Select(s => s.Lane));
        }
    }

    [Fact]
    public async Task Three_Nudges_For_A_Member_Become_One_Text_And_What_Is_Said_To_Them_In_Person_Keeps_Its_Place()
    {
        await using var house = await CourierHouse.OpenAsync();
        for (var i = 1; i <= 7; i++)
        {
            await house.FileCaseAsync(No(i), $"openid-{i}");
            await house.PostAsync(
                i == 4 ? Some.Staff("居民补充：漏水更大了") : Some.Staff($"催 {i}") with { Line = DigestLine.Write(No(i), "公共照明|望湖苑"), Topic = i < 3 ? Topic.DueSoon : Topic.Unacknowledged },
                onlyForDeadline: 1, number: No(i));
        }

        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(
            [
                "3 件工单请留意\n【没人受理】请点“受理”\n0003 公共照明|望湖苑\n【快到期】\n0001 公共照明|望湖苑\n0002 公共照明|望湖苑",
                "居民补充：漏水更大了",
                "3 件工单请留意\n【没人受理】请点“受理”\n0005 公共照明|望湖苑\n0006 公共照明|望湖苑\n0007 公共照明|望湖苑",
            ],
            house.Platform.To("message/send").Select(c => c.Content));
        Assert.All(await house.RowsAsync(), r => Assert.Equal(OutboxState.Sent, r.State));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_A_Member_May_Have_Heard_Is_Repeated_With_The_Same_Lines_Whatever_Has_Come_Or_Gone(bool killed)
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(
            !call.Path.EndsWith("message/send", StringComparison.Ordinal) ? null
            : house.Clock.GetUtcNow() == CourierHouse.Noon ? Answer.Reset
            : house.Clock.GetUtcNow() == CourierHouse.Noon.AddSeconds(5) ? Answer.Json("""{"errcode":-1}""")
            : null);
        for (var i = 1; i <= 3; i++)
        {
            await house.FileCaseAsync(No(i), $"openid-{i}");
            await house.PostAsync(NudgeOf(i), onlyForDeadline: 1, number: No(i));
        }

        if (killed)
        {
            await house.Get<OutboxLedger>().ClaimAsync(16, default);
            house.Pass(OutboxLedger.Lease);
        }
        else
        {
            await house.RunAsync();
        }

        // One is accepted, one more comes.
        await house.AcceptAsync();
        await house.FileCaseAsync(No(4), "openid-4");
        await house.PostAsync(NudgeOf(4), onlyForDeadline: 1, number: No(4));
        await house.RunAllAsync(TimeSpan.FromMinutes(5));
        var calls = house.Platform.To("message/send");
        Assert.Equal(["0001", "0002", "0003"], Digest.CasesIn(calls[0].Content));
        Assert.Equal(killed ? 2 : 4, calls.Count);
        Assert.Equal("催 4", calls[^1].Content);
        Assert.All(calls.SkipLast(1), c => Assert.Equal(calls[0].Text, c.Text));
        Assert.All(await house.RowsAsync(), r => Assert.Equal(OutboxState.Sent, r.State));

        static Notification.StaffMessage NudgeOf(int i) =>
            Some.Staff($"催 {i}") with { Line = DigestLine.Write(No(i), "公共照明|望湖苑"), Topic = Topic.Unacknowledged };
    }

    [Fact]
    public async Task Cards_With_Which_Work_Is_Given_Out_Stay_Cards()
    {
        await using var house = await CourierHouse.OpenAsync();
        for (var i = 1; i <= 8; i++)
        {
            await house.PostAsync(Nudge(No(i)), number: No(i));
        }

        Assert.Equal(8, await house.RunAsync());
        Assert.Equal(8, (await house.CardsAsync()).Count);
    }

    [Fact]
    public async Task A_Group_Message_Of_An_Earlier_Version_Is_Sent_As_It_Is()
    {
        await using var house = await CourierHouse.OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await house.PostAsync($$"""{"kind":"group","OrganisationId":"p1","Text":"old {{i}}","Mentions":[]}""", "group:p1");
        }

        await house.RunAsync();
        Assert.Equal(["old 0", "old 1", "old 2"], house.Platform.To("webhook/send").Select(c => c.Content));
    }

    private static string No(int n) => string.Create(CultureInfo.InvariantCulture, $"WP-20261122-{n:0000}");

    private static Notification.CardMessage Nudge(string number) =>
        new("c1", ["staff-1", "staff-2"], Some.Card with { CaseNumber = number, Title = CaseWords.Short(number) + " 环境卫生" });

    private static async Task PostAlertsAsync(CourierHouse house, int count, int from = 1)
    {
        await using var context = house.Store.CreateDbContext();
        context.Outbox.AddRange(Enumerable.Range(from, count).Select(i => new OutboxMessage
        {
            CreatedAt = house.Clock.GetUtcNow(),
            Destination = "group:p1",
            Payload = BotGateway.Couriers.Senders.Write(Some.Alert(No(i))),
            CaseNumber = No(i),
            NextAttemptAt = house.Clock.GetUtcNow(),
        }));
        await context.SaveChangesAsync();
    }
}
