using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.Letters;
using BotGateway.Tests.Infrastructure;
using BotGateway.Turns;
using CaseStore.City;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Letters;

/// <summary>The command centre hears of what was given up, also when the hourly line was given up itself, and once for a night.</summary>
public sealed class DeadLetterTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Night = new(2026, 11, 22, 22, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8));
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "config");
    private static readonly CityConfiguration.Loaded Config = (CityConfiguration.Loaded)CityConfiguration.Load(Folder);
    private static readonly PhraseBook Phrases = PhraseBook.Load(Folder).Book!;

    /// <summary>Of the two who sit in the command centre one is on duty for a desk that is awake all night.</summary>
    private static readonly CityDirectory TwoMembers = new(new CityFile
    {
        Name = "示例市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new("指挥中心", ["sleeper", "watch"]),
        Properties = [new("p1", "安和物业", ["watch"], null) { QuietHours = QuietHours.None }],
    });

    private readonly TemporaryStore _store = new();
    private readonly ManualClock _clock = new(TimeProvider.System);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task When_The_Lines_Die_As_Well_It_Is_Told_After_The_Repair_And_Once()
    {
        for (var hour = 0; hour < 3; hour++)
        {
            await DieAsync("officer-1");
            await RunAsync(Noon.AddHours(hour));
            await MarkLinesAsync(OutboxState.Pending, OutboxState.Dead);
        }

        await RunAsync(Noon.AddHours(3));
        Assert.Equal(["有 3 条消息没有送达:企业微信消息 3。请核对后重发。"], await LinesAsync(OutboxState.Pending));
        Assert.Single(await LinesAsync(OutboxState.Pending, OutboxState.Dead));

        await MarkLinesAsync(OutboxState.Pending, OutboxState.Sent);
        await RunAsync(Noon.AddHours(4));
        Assert.Empty(await LinesAsync(OutboxState.Pending));
        Assert.Null(await NewWorker().NextAsync(default));
    }

    [Fact]
    public async Task As_Long_As_One_Of_The_Command_Centre_Has_Heard_It_Is_Told_And_The_Other_Hears_It_With_The_Next()
    {
        await DieAsync("officer-1");
        await RunAsync(Noon, TwoMembers);
        await MarkLinesAsync(OutboxState.Pending, OutboxState.Dead, "sleeper");
        await MarkLinesAsync(OutboxState.Pending, OutboxState.Sent, "watch");
        Assert.Null(await NewWorker(TwoMembers).NextAsync(default));

        await DieAsync("officer-2");
        await RunAsync(Noon.AddHours(1), TwoMembers);
        Assert.StartsWith("有 2 条", Assert.Single(await LinesAsync(OutboxState.Pending, who: "sleeper")), StringComparison.Ordinal);
        Assert.StartsWith("有 1 条", Assert.Single(await LinesAsync(OutboxState.Pending, who: "watch")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Lines_Of_One_Night_Are_One_Line_In_The_Morning()
    {
        for (var hour = 0; hour < 4; hour++)
        {
            await DieAsync("officer-1");
            await RunAsync(Night.AddHours(hour), TwoMembers);
            await MarkLinesAsync(OutboxState.Pending, OutboxState.Sent, "watch");
        }

        var lines = await RowsAsync(OutboxState.Pending, "sleeper");
        Assert.Equal((Morning, "有 4 条消息没有送达:企业微信消息 4。请核对后重发。"), (lines.Single().NextAttemptAt, TextOf(lines.Single())));
        Assert.Equal(4, (await LinesAsync(OutboxState.Sent, who: "watch")).Count(t => t.StartsWith("有 1 条", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Line_That_Was_Tried_Already_Is_Left_Alone()
    {
        await DieAsync("officer-1");
        await RunAsync(Noon);
        await using (var store = _store.CreateDbContext())
        {
            await store.Outbox.Where(m => m.State == OutboxState.Pending).ExecuteUpdateAsync(m => m.SetProperty(x => x.Attempts, 1));
        }

        await DieAsync("officer-1");
        await RunAsync(Noon.AddHours(1));
        Assert.Equal(2, (await LinesAsync(OutboxState.Pending)).Count(t => t.StartsWith("有 1 条", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_Was_Sent_Again_And_Died_Again_Is_Told_Again()
    {
        var id = await DieAsync("officer-1");
        await RunAsync(Noon);
        await MarkLinesAsync(OutboxState.Pending, OutboxState.Sent);
        await _store.WriteAsync(s => Resending.OneAsync(s, id, Noon));
        await using (var store = _store.CreateDbContext())
        {
            await store.Outbox.Where(m => m.Id == id).ExecuteUpdateAsync(m => m.SetProperty(x => x.State, OutboxState.Dead));
        }

        await RunAsync(Noon.AddHours(1));
        Assert.StartsWith("有 1 条", Assert.Single(await LinesAsync(OutboxState.Pending)), StringComparison.Ordinal);
    }

    private DeadLetterWorker NewWorker(CityDirectory? city = null)
    {
        city ??= Config.City;
        return new DeadLetterWorker(
            _store, _store, new CaseWords(Phrases, city, Config.Catalogue), new Outgoing(new DecentHours(() => city), () => city, new OutboxBell()), new DeadLetterHour(_clock), _clock);
    }

    /// <summary>At this full hour.</summary>
    private async Task RunAsync(DateTimeOffset hour, CityDirectory? city = null)
    {
        _clock.HoldAt(hour.AddMinutes(-1));
        var worker = NewWorker(city);
        _clock.HoldAt(hour);
        await worker.RunDueAsync(default);
    }

    private async Task<long> DieAsync(string user)
    {
        await using var store = _store.CreateDbContext();
        var message = new Notification.StaffMessage(user, "x");
        var row = new OutboxMessage
        {
            CreatedAt = Noon,
            Destination = message.Destination,
            Payload = Senders.Write(message),
            CaseNumber = "WP-20261122-0001",
            State = OutboxState.Dead,
            LastError = "Alarm: 60020 our address is not trusted",
            NextAttemptAt = Noon,
        };
        store.Outbox.Add(row);
        await store.SaveChangesAsync();
        return row.Id;
    }

    private async Task MarkLinesAsync(OutboxState from, OutboxState to, string? who = null)
    {
        await using var store = _store.CreateDbContext();
        await store.Outbox.Where(m => m.CaseNumber == null && m.State == from && (who == null || m.Destination == "staff:" + who))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, to));
    }

    private async Task<IReadOnlyList<OutboxMessage>> RowsAsync(OutboxState state, string? who = null)
    {
        await using var store = _store.CreateDbContext();
        return await store.Outbox.AsNoTracking().Where(m => m.CaseNumber == null && m.State == state && (who == null || m.Destination == "staff:" + who))
            .OrderBy(m => m.Id).ToListAsync();
    }

    private async Task<IReadOnlyList<string>> LinesAsync(OutboxState state, OutboxState? also = null, string? who = null) =>
        [.. (await RowsAsync(state, who)).Concat(also is { } other ? await RowsAsync(other, who) : []).Select(TextOf)];

    private static string TextOf(OutboxMessage row) => ((Notification.StaffMessage)Senders.TryRead(row.Payload)!).Text;
}
