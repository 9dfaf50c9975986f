using System.Text;
using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.Letters;
using BotGateway.Tests.Infrastructure;
using BotGateway.Turns;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation;
using Conversation.Announcements;
using Conversation.Dialogs;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Turns;

/// <summary>What waited is told in the turn that somebody comes with; what the platform reports is written down; what was given up is told by the hour.</summary>
public sealed class NewsTests : IDisposable
{
    private const string Number = "WP-20261122-0001";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "config");
    private static readonly CityConfiguration.Loaded Config = (CityConfiguration.Loaded)CityConfiguration.Load(Folder);
    private static readonly CaseWords Words = new(PhraseBook.Load(Folder).Book!, Config.City, Config.Catalogue);
    private static readonly Announcer Announcer = new(Words, new CaseLinks(() => "https://city.example"));
    private static readonly Outgoing Outgoing = new(new DecentHours(() => Config.City), () => Config.City, new OutboxBell());

    private readonly TemporaryStore _store = new();
    private readonly ManualClock _clock = new(TimeProvider.System);
    private readonly NewsTeller _teller = new(Words, new OutboxBell());
    private readonly CaseDesk _desk = new(Config.City, Config.Catalogue, Config.Calendar);
    private readonly LostResidents _lost;

    public NewsTests()
    {
        _clock.HoldAt(Noon);
        _lost = new LostResidents(_desk, Announcer, Outgoing);
    }

    public void Dispose() => _store.Dispose();

    private Task<long> KeepAsync(string text, string? number = Number, OutboxState state = OutboxState.Waiting, string? error = null, Channel channel = Channel.WeChat) =>
        PostAsync(new Notification.ResidentMessage(channel, "o1", text), number, state, error);

    private async Task<long> PostAsync(Notification what, string? number, OutboxState state, string? error = null)
    {
        await using var store = _store.CreateDbContext();
        var row = new OutboxMessage
        {
            CreatedAt = Noon,
            Destination = what.Destination,
            Payload = Senders.Write(what),
            CaseNumber = number,
            State = state,
            Attempts = 3,
            LastError = error,
            NextAttemptAt = Noon,
            SentAt = state == OutboxState.Sent ? Noon : null,
        };
        store.Outbox.Add(row);
        await store.SaveChangesAsync();
        return row.Id;
    }

    private Task<string?> TellAsync(string? answer, Channel channel = Channel.WeChat, bool hearsAtOnce = true) => _store.WriteAsync(session =>
        _teller.TellAsync(session, new Inbound(channel, "o1", "key", Noon, new InboundContent.Text("你好")), answer, hearsAtOnce, Noon.AddMinutes(1)));

    private async Task<OutboxMessage> RowAsync(long id)
    {
        await using var store = _store.CreateDbContext();
        return await store.Outbox.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    private Task<long> FileAsync() => _store.WriteAsync(async session =>
    {
        var filed = await _desk.FileAsync(
            session,
            new NewReport(Channel.WeChat, "o1", CaseKind.PropertyService, "Sanitation", "x1", "3号楼2单元", "垃圾没人清", false, []),
            Noon);
        return filed.Case.Reporter.Id;
    });

    [Fact]
    public async Task What_Is_Told_Is_Sent_And_The_Ledger_Says_Which_Way()
    {
        var (first, second) = (await KeepAsync("一", "WP-20261122-0001"), await KeepAsync("二", "WP-20261122-0002"));
        Assert.Equal("先告诉您之前的消息:\n一\n\n二\n\n好的", await TellAsync("好的"));
        Assert.Equal((OutboxState.Sent, Noon.AddMinutes(1)), ((await RowAsync(first)).State, (await RowAsync(first)).SentAt));
        Assert.Equal(OutboxState.Sent, (await RowAsync(second)).State);
        await using var store = _store.CreateDbContext();
        Assert.Equal([(first, "reply:WeChat:o1", SendOutcome.Sent), (second, "reply:WeChat:o1", SendOutcome.Sent)], store.Sends.AsEnumerable().Select(s => (s.OutboxId, s.Lane, s.Outcome)));
        Assert.Equal("好的", await TellAsync("好的"));
    }

    [Fact]
    public async Task What_Does_Not_Fit_Is_Sent_At_Once()
    {
        var fits = await KeepAsync(new string('一', 300), "WP-20261122-0001");
        var tooMuch = await KeepAsync(new string('二', 400), "WP-20261122-0002");
        var reply = await TellAsync("好的");
        Assert.InRange(Encoding.UTF8.GetByteCount(reply!), 900, 2048);
        Assert.Equal(OutboxState.Sent, (await RowAsync(fits)).State);
        var row = await RowAsync(tooMuch);
        Assert.Equal((OutboxState.Pending, true, Noon.AddMinutes(1), 0), (row.State, row.AtOnce, row.NextAttemptAt, row.Attempts));
        Assert.Equal(Noon.AddMinutes(1), row.RequeuedAt);
    }

    [Fact]
    public async Task Where_There_Is_No_Answer_In_The_Same_Breath_Everything_Is_Sent()
    {
        var id = await KeepAsync("一", channel: Channel.MiniProgram);
        Assert.Equal("好的", await TellAsync("好的", Channel.MiniProgram, hearsAtOnce: false));
        Assert.Equal((OutboxState.Pending, true), ((await RowAsync(id)).State, (await RowAsync(id)).AtOnce));
    }

    [Fact]
    public async Task What_A_Later_Message_Of_The_Case_Has_Overtaken_Is_Not_Told_Any_More()
    {
        var stale = await KeepAsync("已受理");
        await KeepAsync("已处理", state: OutboxState.Sent);
        var other = await KeepAsync("别的", "WP-20261122-0002");
        Assert.Equal("先告诉您之前的消息:\n别的\n\n好的", await TellAsync("好的"));
        Assert.Equal(OutboxState.Dropped, (await RowAsync(stale)).State);
        Assert.Equal(OutboxState.Sent, (await RowAsync(other)).State);
    }

    [Fact]
    public async Task What_Was_Given_Up_Is_Told_When_They_Come_By()
    {
        var dead = await KeepAsync("已处理", state: OutboxState.Dead, error: "BackOff: -1 system busy");
        var photo = await PostAsync(new Notification.ResidentPhoto(Channel.WeChat, "o1", "key"), Number, OutboxState.Dead, "OurBug: 40058");
        Assert.Equal("先告诉您之前的消息:\n已处理\n\n好的", await TellAsync("好的"));
        Assert.Equal((OutboxState.Sent, OutboxState.Dead), ((await RowAsync(dead)).State, (await RowAsync(photo)).State));
    }

    [Fact]
    public async Task An_Answer_Without_A_Case_Is_Overtaken_By_None()
    {
        var answer = await KeepAsync("您问的是几点开门", number: null);
        await KeepAsync("别的", number: null, state: OutboxState.Sent);
        Assert.Equal("先告诉您之前的消息:\n您问的是几点开门\n\n好的", await TellAsync("好的"));
        Assert.Equal(OutboxState.Sent, (await RowAsync(answer)).State);
    }

    [Theory]
    [InlineData("BackOff: -1 system busy", Number, false, OutboxState.Pending)]
    [InlineData("BackOff: -1 system busy", Number, true, OutboxState.Dead)]
    [InlineData("BackOff: -1 system busy", null, false, OutboxState.Dead)]
    [InlineData("ContentRefused: 87014 content judged risky", Number, false, OutboxState.Dead)]
    [InlineData("Unknown: 12345 unknown code", Number, false, OutboxState.Dead)]
    public async Task Where_There_Is_No_Answer_What_Was_Given_Up_Is_Sent_Once_More_If_That_May_Help(string error, string? number, bool requeued, OutboxState expected)
    {
        var id = await KeepAsync("已处理", number, OutboxState.Dead, error, Channel.MiniProgram);
        await using (var store = _store.CreateDbContext())
        {
            await store.Outbox.Where(m => m.Id == id).ExecuteUpdateAsync(m => m.SetProperty(x => x.HourLine, 99).SetProperty(x => x.RequeuedAt, requeued ? Noon : null));
        }

        Assert.Equal("好的", await TellAsync("好的", Channel.MiniProgram, hearsAtOnce: false));
        var row = await RowAsync(id);
        Assert.Equal((expected, expected == OutboxState.Pending ? null : 99L), (row.State, row.HourLine));
    }

    [Fact]
    public async Task What_Cannot_Be_Read_Is_Left_To_The_Courier_And_The_Talk_Goes_On()
    {
        await using (var store = _store.CreateDbContext())
        {
            store.Outbox.Add(new OutboxMessage { CreatedAt = Noon, Destination = "resident:WeChat:o1", Payload = "{", State = OutboxState.Waiting, NextAttemptAt = Noon });
            await store.SaveChangesAsync();
        }

        Assert.Equal("好的", await TellAsync("好的"));
    }

    [Fact]
    public async Task Of_Each_Open_Case_The_Community_Hears_Once()
    {
        await FileAsync();
        async Task<int> TellAsync(long id)
        {
            var row = await RowAsync(id);
            await _store.WriteAsync<object?>(async session =>
            {
                await _lost.TellAsync(session, Channel.WeChat, "o1", [row], Noon);
                return null;
            });
            await using var store = _store.CreateDbContext();
            return await store.Outbox.CountAsync(m => m.Destination == "staff:staff-1" && m.CaseNumber == Number);
        }

        Assert.Equal(1, await TellAsync(await KeepAsync("已受理", error: "Left: 43004 not following")));
        Assert.Equal(1, await TellAsync(await KeepAsync("已处理", error: "Left: does not follow")));

        // A neighbour's message, and one of a case that is over, concern nobody.
        Assert.Equal(1, await TellAsync(await KeepAsync("已处理", "WP-20261122-0002", error: "Left: does not follow")));
    }

    [Theory]
    [InlineData("failed:user block", false, true)]
    [InlineData("failed: system failed", false, false)]
    [InlineData("failed:user block", true, false)]
    public async Task A_Template_Message_That_Reached_Nobody_Waits(string status, bool overtaken, bool left)
    {
        await FileAsync();
        var id = await KeepAsync("已受理", state: OutboxState.Sent);
        await using (var store = _store.CreateDbContext())
        {
            store.Sends.Add(new Send { OutboxId = id, Lane = "resident:WeChat:o1", StartedAt = Noon, EndedAt = Noon, Outcome = SendOutcome.Sent, MessageId = "77" });
            await store.SaveChangesAsync();
        }

        async Task ReportAsync(string sender, string messageId, bool delivered) => await _store.WriteAsync<object?>(async session =>
        {
            var report = new InboundContent.DeliveryReport(messageId, delivered, delivered ? "success" : status);
            await new DeliveryReports(_lost).TakeAsync(session, new Inbound(Channel.WeChat, sender, "key", Noon, report), report, overtaken, Noon);
            return null;
        });

        await ReportAsync("o1", "77", delivered: true);
        await ReportAsync("o1", "78", delivered: false);
        await ReportAsync("somebody-else", "77", delivered: false);
        Assert.Equal(OutboxState.Sent, (await RowAsync(id)).State);

        await ReportAsync("o1", "77", delivered: false);
        await ReportAsync("o1", "77", delivered: false);
        var row = await RowAsync(id);
        Assert.Equal((OutboxState.Waiting, null), (row.State, row.SentAt));
        await using var after = _store.CreateDbContext();
        Assert.Equal(SendOutcome.Refused, (await after.Sends.SingleAsync()).Outcome);
        Assert.Equal(left, (await after.People.SingleAsync()).LeftAt is not null);
        Assert.Equal(left ? 1 : 0, await after.Outbox.CountAsync(m => m.Destination == "staff:staff-1"));
    }

    [Fact]
    public async Task A_Mini_Program_S_Subscription_Message_That_Reached_Nobody_Waits_And_Only_There()
    {
        var id = await KeepAsync("已受理", state: OutboxState.Sent, channel: Channel.MiniProgram);
        await _store.WriteAsync<object?>(async session =>
        {
            var start = await session.BeginTurnAsync("MiniProgram:o1", "first");
            await session.KeepTurnAsync("MiniProgram:o1", "first", start.State, null, Noon, Heard.Message);
            return null;
        });
        await using (var store = _store.CreateDbContext())
        {
            store.Sends.Add(new Send { OutboxId = id, Lane = "resident:MiniProgram:o1", StartedAt = Noon, EndedAt = Noon, Outcome = SendOutcome.Sent, MessageId = "1700827132819554304" });
            await store.SaveChangesAsync();
        }

        async Task<OutboxState> ReportAsync(Channel channel)
        {
            await _store.WriteAsync<object?>(async session =>
            {
                var report = new InboundContent.DeliveryReport("1700827132819554304", Delivered: false, "user refused");
                await new DeliveryReports(_lost).TakeAsync(session, new Inbound(channel, "o1", "key", Noon, report), report, false, Noon);
                return null;
            });
            return (await RowAsync(id)).State;
        }

        Assert.Equal(OutboxState.Sent, await ReportAsync(Channel.WeChat));
        Assert.Equal(OutboxState.Waiting, await ReportAsync(Channel.MiniProgram));
        Assert.True(await _store.WriteAsync(async session => (await session.BeginTurnAsync("MiniProgram:o1", "next")).News));
    }

    [Theory]
    [InlineData("failed:user block", 1)]
    [InlineData("failed: system failed", 0)]
    public async Task What_A_Volunteer_Claimed_Who_Blocked_Us_Is_Open_Again_And_The_Community_Hears_It_Once(string status, int lapsed)
    {
        await _store.WriteAsync<object?>(async session =>
        {
            await _desk.FileAsync(
                session, new NewReport(Channel.WeChat, "o1", CaseKind.PropertyService, "Sanitation", "x4", "3号楼2单元", "垃圾没人清", false, []), Noon);
            var volunteer = await Residents.OfAsync(session, Channel.WeChat, "o-volunteer", Noon);
            (volunteer.Verified, volunteer.Role, volunteer.CompoundId, volunteer.Name, volunteer.Phone) = (true, ReporterRole.Volunteer, "x4", "赵小兰", "13800138091");
            Assert.IsType<ActResult.Done>(await _desk.ActAsync(session, Number, new CaseAct.Claim(), Actor.Reporter(volunteer.PublicId), Noon));
            return null;
        });

        // The report is about a message of which nothing is written down any more.
        async Task ReportAsync() => await _store.WriteAsync<object?>(async session =>
        {
            var report = new InboundContent.DeliveryReport("4711", Delivered: false, status);
            await new DeliveryReports(_lost).TakeAsync(session, new Inbound(Channel.WeChat, "o-volunteer", "key", Noon, report), report, false, Noon.AddMinutes(1));
            return null;
        });
        await ReportAsync();
        await ReportAsync();

        await using var store = _store.CreateDbContext();
        Assert.Equal(1 - lapsed, await store.Cases.CountAsync(c => c.ClaimedBy != null));
        Assert.Equal(lapsed, await store.History.CountAsync(h => h.Act == "ClaimLapse"));
        var told = await store.Outbox.AsNoTracking().Where(m => m.CaseNumber == Number && m.Destination == "staff:staff-1").ToListAsync();
        Assert.Equal(lapsed, told.Count(m => ((Notification.StaffMessage)Senders.TryRead(m.Payload)!).Text.Contains("联系不上", StringComparison.Ordinal)));
        Assert.All(await store.Outbox.AsNoTracking().ToListAsync(), m => Assert.DoesNotMatch("赵小兰|13800138091|o-volunteer", Senders.TryRead(m.Payload)!.ToString()));
    }

    [Theory]
    [InlineData(OutboxState.Pending, null, typeof(Told.UnderWay))]
    [InlineData(OutboxState.Sending, null, typeof(Told.UnderWay))]
    [InlineData(OutboxState.Sent, null, typeof(Told.Heard))]
    [InlineData(OutboxState.Waiting, "45015 outside", typeof(Told.AtNextContact))]
    [InlineData(OutboxState.Dead, "BackOff: -1 system busy", typeof(Told.Never))]
    [InlineData(OutboxState.Dropped, null, typeof(Told.Nothing))]
    public async Task Staff_Are_Told_What_The_Ledger_Has(OutboxState state, string? error, Type told)
    {
        await FileAsync();
        await KeepAsync("已受理", state: state, error: error);
        Assert.IsType(told, await _store.WriteAsync(session => ToldOf.FindAsync(session, Number)));
    }

    [Fact]
    public async Task Staff_Are_Told_Why_And_That_Nobody_Knows()
    {
        await FileAsync();
        var id = await KeepAsync("已受理", state: OutboxState.Dead, error: "ContentRefused: 87014");
        Assert.Equal(new Told.Never(WhyNever.ContentRefused), await _store.WriteAsync(session => ToldOf.FindAsync(session, Number)));
        id = await KeepAsync("已处理", state: OutboxState.Pending);
        await using (var store = _store.CreateDbContext())
        {
            store.Sends.Add(new Send { OutboxId = id, Lane = "resident:WeChat:o1", StartedAt = Noon, EndedAt = Noon, Outcome = SendOutcome.Unknown });
            await store.SaveChangesAsync();
        }

        Assert.Equal(new Told.Unsure(Noon), await _store.WriteAsync(session => ToldOf.FindAsync(session, Number)));
        await KeepAsync("再次", state: OutboxState.Waiting, error: "Left: unfollowed");
        Assert.Equal(new Told.AtNextContact(true), await _store.WriteAsync(session => ToldOf.FindAsync(session, Number)));
        Assert.IsType<Told.Nothing>(await _store.WriteAsync(session => ToldOf.FindAsync(session, "WP-20261122-0099")));
    }

    [Fact]
    public async Task What_Was_Given_Up_Is_Told_Once_By_The_Full_Hour()
    {
        _clock.HoldAt(Noon.AddMinutes(2));
        var hour = new DeadLetterHour(_clock);
        var worker = new DeadLetterWorker(_store, _store, Words, Outgoing, hour, _clock);
        Assert.Null(await worker.NextAsync(default));
        await PostAsync(new Notification.GroupMessage("p1", "x", []), Number, OutboxState.Dead);
        await PostAsync(new Notification.GroupMessage("p1", "y", []), Number, OutboxState.Dead);
        await KeepAsync("z", state: OutboxState.Dead);
        Assert.Equal(Noon.AddHours(1), await worker.NextAsync(default));
        Assert.Equal(0, await worker.RunDueAsync(default));

        _clock.HoldAt(Noon.AddHours(1));
        Assert.Equal(1, await worker.RunDueAsync(default));
        Assert.Equal(0, await worker.RunDueAsync(default));
        Assert.Null(await worker.NextAsync(default));
        var notice = Assert.Single(await NoticesAsync());
        Assert.Equal("有 3 条消息没有送达:群机器人 2、居民微信 1。请核对后重发。", ((Notification.StaffMessage)Senders.TryRead(notice.Payload)!).Text);

        // Killed and started again within the hour: nothing twice. Once the line is sent the next hour has only what is new.
        await using (var store = _store.CreateDbContext())
        {
            await store.Outbox.Where(m => m.Id == notice.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.State, OutboxState.Sent));
        }

        await PostAsync(new Notification.StaffMessage("officer-1", "x"), Number, OutboxState.Dead);
        worker = new DeadLetterWorker(_store, _store, Words, Outgoing, new DeadLetterHour(_clock), _clock);
        Assert.Equal(0, await worker.RunDueAsync(default));
        _clock.HoldAt(Noon.AddHours(2));
        Assert.Equal(1, await worker.RunDueAsync(default));
        Assert.Contains("有 1 条", Senders.TryRead((await NoticesAsync())[^1].Payload)!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_The_Command_Centre_Could_Not_Be_Told_Is_Not_Told_Every_Hour()
    {
        var worker = new DeadLetterWorker(_store, _store, Words, Outgoing, new DeadLetterHour(_clock), _clock);
        await PostAsync(new Notification.StaffMessage("commander-1", "有 1 条消息没有送达"), number: null, OutboxState.Dead);
        _clock.HoldAt(Noon.AddHours(1));
        Assert.Equal(0, await worker.RunDueAsync(default));
    }

    [Fact]
    public async Task Sending_Again_Keeps_The_Reason_And_Leaves_Alone_What_Is_Not_Given_Up()
    {
        var (dead, sent) = (await KeepAsync("一", state: OutboxState.Dead, error: "Alarm: 40164 x"), await KeepAsync("二", state: OutboxState.Sent));
        Assert.Equal(OutboxState.Dead, await _store.WriteAsync(s => Resending.OneAsync(s, dead, Noon)));
        Assert.Equal(OutboxState.Sent, await _store.WriteAsync(s => Resending.OneAsync(s, sent, Noon)));
        Assert.Null(await _store.WriteAsync(s => Resending.OneAsync(s, 4711, Noon)));
        var row = await RowAsync(dead);
        Assert.Equal((OutboxState.Pending, 0, "Resent after Alarm: 40164 x"), (row.State, row.Attempts, row.LastError));
        Assert.Equal(0, await _store.WriteAsync(s => Resending.AllAsync(s, Noon)));
    }

    private async Task<IReadOnlyList<OutboxMessage>> NoticesAsync()
    {
        await using var store = _store.CreateDbContext();
        return await store.Outbox.AsNoTracking().Where(m => m.Destination == "staff:commander-1").OrderBy(m => m.Id).ToListAsync();
    }
}
