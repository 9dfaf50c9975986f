using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.Digests;
using BotGateway.Tests.Infrastructure;
using BotGateway.Turns;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Digests;

/// <summary>What an organisation reads at eight, and that it reads it once.</summary>
public sealed class MorningsTests : IDisposable
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 24, 22, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Morning = new(2026, 11, 25, 8, 0, 0, TimeSpan.FromHours(8));
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "config");
    private static readonly CityConfiguration.Loaded Config = (CityConfiguration.Loaded)CityConfiguration.Load(Folder);
    private static readonly CaseWords Words = new(PhraseBook.Load(Folder).Book!, Config.City, Config.Catalogue);
    private static readonly Announcer Announcer = new(Words, new CaseLinks(() => "https://city.example"));

    private readonly TemporaryStore _store = new();
    private readonly ManualClock _clock = new(TimeProvider.System);
    private readonly CaseDesk _desk = new(Config.City, Config.Catalogue, Config.Calendar);
    private readonly DecentHours _hours = new(() => Config.City);
    private readonly Outgoing _outgoing;
    private readonly Mornings _mornings;

    public MorningsTests()
    {
        _outgoing = new Outgoing(_hours, () => Config.City, new OutboxBell());
        _mornings = NewNode();
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task What_Came_In_The_Night_Is_Named_In_The_Digest_And_Not_Said_Again()
    {
        await FileAsync(Evening);
        await FileAsync(Evening.AddHours(4));
        await RunAsync(Morning);

        var digest = Assert.Single(await TextsAsync("group:p1"));
        Assert.StartsWith("早上好,安和物业。夜里新到 2 件:\n【新工单】\n", digest, StringComparison.Ordinal);
        Assert.Equal(["WP-20261124-0001", "WP-20261125-0001"], Digest.CasesIn(digest));
        var held = (await RowsAsync("group:p1")).Where(m => m.SentWith is not null).ToList();
        Assert.All(held, m => Assert.Equal((OutboxState.Sent, Morning), (m.State, m.SentAt)));
        Assert.Equal(2, held.Count);

        // The officers' cards are not in it: they are what one presses.
        Assert.Equal(2, (await RowsAsync("card:p1")).Count(m => m.State == OutboxState.Pending));
    }

    [Fact]
    public async Task Of_A_Digest_In_Parts_Each_Held_Message_Points_To_The_Part_That_Names_Its_Case()
    {
        for (var i = 0; i < 80; i++)
        {
            await FileAsync(Evening);
        }

        await RunAsync(Morning);
        var rows = await RowsAsync("group:p1");
        var parts = rows.Where(m => m.State == OutboxState.Pending).ToDictionary(m => m.Id, m => Digest.CasesIn(((Notification.GroupMessage)Senders.TryRead(m.Payload)!).Text));
        var held = rows.Where(m => m.State == OutboxState.Sent).ToList();
        Assert.True(parts.Count > 1);
        Assert.Equal(80, held.Count);
        Assert.All(held, m => Assert.Contains(CaseWords.Short(m.CaseNumber!), parts[m.SentWith!.Value]));
    }

    [Fact]
    public async Task Overdue_Comes_Before_Due_Today_Before_New_And_Each_Case_Stands_On_One_Line()
    {
        await FileAsync(Morning.AddDays(-4));
        await FileAsync(Morning.AddDays(-3).AddHours(5));
        await DueAsync(Evening);
        await FileAsync(Evening);
        await RunAsync(Morning);

        var digest = Assert.Single(await TextsAsync("group:p1"), t => t.StartsWith("早上好", StringComparison.Ordinal));
        Assert.StartsWith("早上好,安和物业。超期 1 件、今天到期 1 件、夜里新到 1 件:", digest, StringComparison.Ordinal);
        Assert.Equal(["【已超期】", "【今天到期】", "【新工单】"], digest.Split('\n').Where(l => l.StartsWith('【')));
        Assert.Equal(3, Digest.CasesIn(digest).Distinct().Count());
    }

    [Fact]
    public async Task A_Community_Reads_What_Is_Overdue_In_Its_Compounds_And_What_Is_Its_Own()
    {
        await FileAsync(Morning.AddDays(-4));
        await FileAsync(Morning.AddDays(-3).AddHours(5));
        await FileAsync(Morning.AddDays(-3).AddHours(6), "x4");
        await RunAsync(Morning);

        var digest = Assert.Single(await TextsAsync("group:c1"), t => t.StartsWith("早上好", StringComparison.Ordinal));
        Assert.StartsWith("早上好,柳荫社区。超期 1 件、今天到期 1 件:", digest, StringComparison.Ordinal);
        Assert.Contains("安和物业 4 天未完成", digest, StringComparison.Ordinal);
        Assert.Contains("老机床厂宿舍", digest, StringComparison.Ordinal);
        Assert.Empty(await TextsAsync("group:c2"));
    }

    [Fact]
    public async Task It_Comes_Once_A_Day_Whoever_Asks_And_However_Often()
    {
        await FileAsync(Evening);
        Assert.True(await RunAsync(Morning) > 0);
        Assert.Equal(0, await RunAsync(Morning.AddMinutes(1)));

        // Another node, or this one after a crash, that knows nothing of it.
        await NewNode().RunDueAsync(default);
        Assert.Single(await TextsAsync("group:p1"));

        await RunAsync(Morning.AddDays(1));
        await RunAsync(Morning.AddDays(2));
        Assert.Equal(2, (await TextsAsync("group:p1")).Count);
        await using var context = _store.CreateDbContext();
        Assert.Equal(["20261127"], await context.Digests.Where(d => d.Organisation == "p1").Select(d => d.Day).ToListAsync());
    }

    [Theory]
    [InlineData(-0.001, 0)]
    [InlineData(3.999, 1)]
    [InlineData(4, 0)]
    public async Task One_That_Was_Missed_Comes_Until_Noon(double hours, int texts)
    {
        await FileAsync(Evening);
        await RunAsync(Morning.AddHours(hours));

        Assert.Equal(texts, (await TextsAsync("group:p1")).Count(t => t.StartsWith("早上好", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_Next_One_Is_Known_Beforehand()
    {
        _clock.HoldAt(Evening);
        Assert.Equal(Morning, await _mornings.NextAsync(default));
        _clock.HoldAt(Morning);
        Assert.Equal(Morning, await _mornings.NextAsync(default));
        await RunAsync(Morning);
        Assert.Equal(Morning.AddDays(1), await _mornings.NextAsync(default));
    }

    [Fact]
    public async Task What_Is_Over_By_The_Morning_Is_Not_Named_Any_More()
    {
        var withdrawn = await FileAsync(Evening);
        await ActAsync(withdrawn, new CaseAct.Withdraw(), Actor.Reporter(withdrawn.Reporter.PublicId), Evening.AddHours(1));
        var declined = await FileAsync(Evening.AddHours(1));
        await ActAsync(declined, new CaseAct.Decline("市政的"), new Actor("officer-1", Role.InfoOfficer), Evening.AddHours(1.5));
        await RunAsync(Morning);

        Assert.Empty(await TextsAsync("group:p1"));
        Assert.All((await RowsAsync("group:p1")).Where(m => m.State != OutboxState.Dropped), m => Assert.Fail($"{m.State} {m.Payload}"));
        Assert.Contains(await TextsAsync("group:t1"), t => t.Contains("【待审核】", StringComparison.Ordinal));
        Assert.DoesNotContain(await RowsAsync("card:p1"), m => m.State == OutboxState.Pending);
    }

    [Fact]
    public async Task Who_Has_No_Group_Is_Told_One_By_One()
    {
        var city = new CityDirectory(new CityFile
        {
            Name = "示例市",
            TimeZone = "Asia/Shanghai",
            CommandCentre = new("指挥中心", ["boss"]),
            Townships = [new("t1", "玉山镇", ["reviewer-1"], null, null)],
            Communities = [new("c1", "柳荫社区", "t1", ["staff-1"], null)],
            Properties = [new("p1", "安和物业", ["officer-1", "officer-1b"], null)],
            Compounds = [new("x1", "望湖苑", null, "c1", "p1", null, null)],
        });
        await FileAsync(Morning.AddDays(-4), city: city);
        await FileAsync(Evening, city: city);
        _clock.HoldAt(Morning);
        await NewNode(city).RunDueAsync(default);

        foreach (var officer in new[] { "officer-1", "officer-1b" })
        {
            var digest = Assert.Single(await TextsAsync("staff:" + officer), t => t.StartsWith("早上好", StringComparison.Ordinal));
            Assert.StartsWith("早上好,安和物业。超期 1 件、夜里新到 1 件:", digest, StringComparison.Ordinal);
        }

        Assert.Single(await TextsAsync("staff:staff-1"), t => t.StartsWith("早上好,柳荫社区。超期 1 件:", StringComparison.Ordinal));
        Assert.Empty(await TextsAsync("staff:boss"));
    }

    [Fact]
    public async Task No_Digest_Holds_What_Is_Nobody_Elses_Business()
    {
        await FileAsync(Morning.AddDays(-4));
        await FileAsync(Evening);
        await RunAsync(Morning);

        var texts = (await TextsAsync("group:p1")).Concat(await TextsAsync("group:c1")).ToList();
        Assert.NotEmpty(texts);
        Assert.All(texts, t => Assert.DoesNotMatch("王小明|1380013809|302|o-reporter|垃圾桶满了", t));
    }

    private Mornings NewNode(CityDirectory? city = null) => new(
        city ?? Config.City, new MorningDigest(city is null ? Words : new CaseWords(Words.Book, city, Config.Catalogue)), _store, _store, new DecentHours(() => city ?? Config.City), new OutboxBell(), _clock);

    private Task<int> RunAsync(DateTimeOffset now)
    {
        _clock.HoldAt(now);
        return _mornings.RunDueAsync(CancellationToken.None);
    }

    private Task<Case> FileAsync(DateTimeOffset now, string compound = "x1", CityDirectory? city = null) => _store.WriteAsync(async session =>
    {
        var desk = city is null ? _desk : new CaseDesk(city, Config.Catalogue, Config.Calendar);
        var announcer = city is null ? Announcer : new Announcer(new CaseWords(Words.Book, city, Config.Catalogue), new CaseLinks(() => "https://city.example"));
        var report = new NewReport(
            Channel.WeChat, "o-reporter", CaseKind.PropertyService, "Sanitation", compound, "3号楼2单元302室王小明", "垃圾桶满了,打13800138099", false, []);
        var filed = await desk.FileAsync(session, report, now);
        await _outgoing.AddAsync(session, announcer.Announce(filed.Events), now);
        await session.Cases.SaveChangesAsync();
        return filed.Case;
    });

    private Task<int> ActAsync(Case kase, CaseAct act, Actor by, DateTimeOffset now) => _store.WriteAsync(async session =>
    {
        var done = Assert.IsType<ActResult.Done>(await _desk.ActAsync(session, kase.Number, act, by, now));
        await _outgoing.AddAsync(session, Announcer.Announce(done.Events), now);
        return 0;
    });

    private Task<int> DueAsync(DateTimeOffset now) => _store.WriteAsync(async session =>
    {
        await _outgoing.AddAsync(session, Announcer.Announce(await _desk.LookAtDueAsync(session, 100, now)), now);
        return 0;
    });

    private async Task<IReadOnlyList<OutboxMessage>> RowsAsync(string destination)
    {
        await using var context = _store.CreateDbContext();
        return await context.Outbox.AsNoTracking().Where(m => m.Destination == destination).OrderBy(m => m.Id).ToListAsync();
    }

    /// <summary>What is still to be said, as a text.</summary>
    private async Task<IReadOnlyList<string>> TextsAsync(string destination) => [.. (await RowsAsync(destination)).Where(m => m.State == OutboxState.Pending)
        .Select(m => Senders.TryRead(m.Payload) switch
        {
            Notification.GroupMessage group => group.Text,
            Notification.StaffMessage staff => staff.Text,
            _ => "",
        })];
}
