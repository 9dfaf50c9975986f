using BotGateway.Couriers;
using BotGateway.Tests.Couriers;
using BotGateway.Tests.Infrastructure;
using BotGateway.Turns;
using CaseStore.City;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Turns;

/// <summary>What is written for the morning, and what is not.</summary>
public sealed class OutgoingTests : IDisposable
{
    private static readonly CityDirectory City = new(new CityFile
    {
        Name = "示例市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new("指挥中心", ["boss"]),
        Properties = [new("p1", "安和物业", ["officer-1"], "key")],
    });

    private static readonly DateTimeOffset Evening = new(2026, 11, 24, 22, 30, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Morning = new(2026, 11, 25, 8, 0, 0, TimeSpan.FromHours(8));

    private readonly TemporaryStore _store = new();
    private readonly Outgoing _outgoing = new(new DecentHours(() => City), () => City, new OutboxBell());

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task In_The_Evening_What_Can_Wait_Is_Written_For_The_Morning_And_Danger_For_Now()
    {
        await AddAsync(Evening, new Announcement(Some.Group(), CourierHouse.Number), new Announcement(Some.Group("险情"), CourierHouse.Number, Urgent: true));
        await AddAsync(Evening, new Announcement(Some.Staff("看完了"), "", AtOnce: true), new Announcement(new Notification.CardUpdate("WP-20261124-0009", Some.Card), "WP-20261124-0009"));

        Assert.Equal([(Morning, false), (Evening, true), (Evening, true), (Evening, true)], (await RowsAsync()).Select(m => (m.NextAttemptAt, m.AtOnce)));
    }

    [Fact]
    public async Task By_Day_Nothing_Waits()
    {
        await AddAsync(Morning, new Announcement(Some.Group(), CourierHouse.Number), new Announcement(Some.Resident(), CourierHouse.Number));

        Assert.All(await RowsAsync(), m => Assert.Equal((Morning, false), (m.NextAttemptAt, m.AtOnce)));
    }

    /// <summary>Hours before the evening at which the resident last wrote; 48 hours later the platform lets nothing through any more.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(38.4, false)]
    [InlineData(38.5, true)]
    [InlineData(47.9, true)]
    [InlineData(48, false)]
    [InlineData(60, false)]
    public async Task A_Resident_Whose_Window_Closes_In_The_Night_Is_Told_Before(double hoursAgo, bool now)
    {
        await _store.WriteAsync(async session =>
        {
            await session.KeepTurnAsync("WeChat:openid-1", "key", "{}", null, Evening.AddHours(-hoursAgo), Heard.Message);
            return 0;
        });
        await AddAsync(Evening, new Announcement(Some.Resident("已解决"), CourierHouse.Number));

        var row = Assert.Single(await RowsAsync());
        Assert.Equal((now ? Evening : Morning, now), (row.NextAttemptAt, row.AtOnce));
    }

    [Fact]
    public async Task A_Resident_Who_Never_Wrote_Is_Told_In_The_Morning()
    {
        await AddAsync(Evening, new Announcement(Some.Resident(), CourierHouse.Number));

        Assert.Equal(Morning, Assert.Single(await RowsAsync()).NextAttemptAt);
    }

    [Fact]
    public async Task A_Card_That_Waits_Arrives_As_The_Case_Stands_In_The_Morning()
    {
        await AddAsync(Evening, new Announcement(Some.CardFor("officer-1"), CourierHouse.Number));
        var changed = Some.Card with { Text = "已转交" };
        await AddAsync(Evening.AddHours(1), new Announcement(new Notification.CardUpdate(CourierHouse.Number, changed, ["OFFICER-1"]), CourierHouse.Number));

        var card = Assert.IsType<Notification.CardMessage>(Senders.TryRead((await RowsAsync())[0].Payload));
        Assert.Equal(("已转交", Morning), (card.Card.Text, (await RowsAsync())[0].NextAttemptAt));
    }

    [Fact]
    public async Task A_Card_That_Nobody_Needs_Any_More_In_The_Morning_Is_Not_Sent()
    {
        await AddAsync(Evening, new Announcement(Some.CardFor("officer-1"), CourierHouse.Number));
        await AddAsync(Evening, new Announcement(Some.CardFor("officer-1"), "WP-20261124-0008"));
        await AddAsync(Evening.AddHours(1), new Announcement(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard), CourierHouse.Number));

        Assert.Equal([OutboxState.Dropped, OutboxState.Pending, OutboxState.Pending], (await RowsAsync()).Select(m => m.State));
    }

    /// <summary>Attempts so far and how the last one ended; whether the card may still be changed.</summary>
    [Theory]
    [InlineData(0, null, true)]
    [InlineData(2, SendOutcome.Refused, true)]
    [InlineData(1, null, true)]
    [InlineData(1, SendOutcome.Unknown, false)]
    [InlineData(0, SendOutcome.Unknown, false)]
    public async Task By_Day_A_Card_That_Waits_Changes_As_Well_Unless_It_May_Have_Been_Heard(int attempts, SendOutcome? last, bool changes)
    {
        await AddAsync(Morning, new Announcement(Some.CardFor("officer-1"), CourierHouse.Number), new Announcement(Some.CardFor("officer-1"), "WP-20261124-0008"));
        foreach (var row in await RowsAsync())
        {
            await HaveTriedAsync(row.Id, attempts, last);
        }

        var changed = Some.Card with { Text = "已受理" };
        await AddAsync(Morning.AddMinutes(1), new Announcement(new Notification.CardUpdate(CourierHouse.Number, changed), CourierHouse.Number));
        await AddAsync(Morning.AddMinutes(1), new Announcement(new Notification.CardUpdate("WP-20261124-0008", Some.ClosedCard), "WP-20261124-0008"));

        var rows = await RowsAsync();
        Assert.Equal(changes ? "已受理" : null, Assert.IsType<Notification.CardMessage>(Senders.TryRead(rows[0].Payload)).Card.Text);
        Assert.Equal([OutboxState.Pending, changes ? OutboxState.Dropped : OutboxState.Pending], rows.Take(2).Select(m => m.State));
    }

    [Fact]
    public async Task A_Card_For_Somebody_Who_Left_Changes_For_Those_Who_Will_Get_It()
    {
        await AddAsync(Evening, new Announcement(Some.CardFor("gone-1"), CourierHouse.Number));
        await AddAsync(Evening.AddHours(1), new Announcement(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard, ["officer-1"]), CourierHouse.Number));

        Assert.Equal(OutboxState.Dropped, (await RowsAsync())[0].State);
    }

    [Fact]
    public async Task A_Card_That_Is_Under_Way_Is_Left_To_Its_Courier()
    {
        await AddAsync(Morning, new Announcement(Some.CardFor("officer-1"), CourierHouse.Number));
        await using (var context = _store.CreateDbContext())
        {
            await context.Outbox.ExecuteUpdateAsync(m => m.SetProperty(x => x.State, OutboxState.Sending));
        }

        await AddAsync(Morning, new Announcement(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard), CourierHouse.Number));
        Assert.Equal(OutboxState.Sending, (await RowsAsync())[0].State);
    }

    [Fact]
    public async Task Cards_Of_Others_Stay_As_They_Are()
    {
        await AddAsync(Evening, new Announcement(Some.CardFor("officer-1"), CourierHouse.Number));
        await AddAsync(Evening.AddHours(1), new Announcement(new Notification.CardUpdate(CourierHouse.Number, Some.ClosedCard, ["staff-1"]), CourierHouse.Number));

        Assert.Equal(OutboxState.Pending, (await RowsAsync())[0].State);
    }

    private Task<int> AddAsync(DateTimeOffset now, params Announcement[] announcements) => _store.WriteAsync(async session =>
    {
        await _outgoing.AddAsync(session, announcements, now);
        return 0;
    });

    private async Task HaveTriedAsync(long id, int attempts, SendOutcome? last)
    {
        await using var context = _store.CreateDbContext();
        await context.Outbox.Where(m => m.Id == id).ExecuteUpdateAsync(m => m.SetProperty(x => x.Attempts, attempts).SetProperty(x => x.NextAttemptAt, Morning.AddMinutes(5)));
        if (last is { } outcome)
        {
            context.Sends.Add(new Send { OutboxId = id, Lane = "member:officer-1", StartedAt = Morning, EndedAt = Morning, Outcome = outcome });
            await context.SaveChangesAsync();
        }
    }

    private async Task<IReadOnlyList<OutboxMessage>> RowsAsync()
    {
        await using var context = _store.CreateDbContext();
        return await context.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }
}
