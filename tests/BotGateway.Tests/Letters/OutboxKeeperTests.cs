using BotGateway.Clock;
using BotGateway.Letters;
using BotGateway.Settings;
using BotGateway.Tests.Infrastructure;
using BotGateway.Turns;
using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Dialogs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Shared;

namespace BotGateway.Tests.Letters;

/// <summary>What was delivered is forgotten in time, and nothing that somebody still asks for.</summary>
public sealed class OutboxKeeperTests : IDisposable
{
    private const string Number = "WP-20261122-0001";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(TimeProvider.System);
    private TemporaryStore _store = new();

    public OutboxKeeperTests() => _clock.HoldAt(Noon);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(OutboxState.Sent, 90)]
    [InlineData(OutboxState.Dropped, 90)]
    [InlineData(OutboxState.Dead, 365)]
    public async Task What_Is_Over_Goes_With_Its_Attempts_When_Its_Time_Is_Up(OutboxState state, int days)
    {
        var (old, still) = (await PostAsync(state, "group:p1", days, 1), await PostAsync(state, "group:p1", days, 0));
        Assert.Equal(1, await RunAsync());
        Assert.Equal([still], (await RowsAsync()).Select(m => m.Id));
        await using var store = _store.CreateDbContext();
        Assert.Equal([still], await store.Sends.Select(s => s.OutboxId).ToListAsync());
        Assert.DoesNotContain(old, await store.Sends.Select(s => s.OutboxId).ToListAsync());
        Assert.Equal(0, await RunAsync());
    }

    [Theory]
    [InlineData(OutboxState.Pending)]
    [InlineData(OutboxState.Sending)]
    [InlineData(OutboxState.Waiting)]
    public async Task What_Is_Still_To_Be_Told_Stays(OutboxState state)
    {
        await PostAsync(state, "resident:WeChat:o1", 1000, 0);
        Assert.Equal(0, await RunAsync());
        Assert.Equal("words", Assert.Single(await RowsAsync()).Payload);
    }

    [Fact]
    public async Task That_A_Resident_Was_Told_About_A_Case_Stays_Without_The_Words()
    {
        await FileAsync();
        await PostAsync(OutboxState.Sent, "resident:WeChat:o1", 100, 0);
        await PostAsync(OutboxState.Sent, "resident:WeChat:o1", 100, 0, number: null);
        Assert.Equal(2, await RunAsync());
        var row = Assert.Single(await RowsAsync());
        Assert.Equal((OutboxState.Sent, "", Number), (row.State, row.Payload, row.CaseNumber));
        Assert.Equal(new Told.Heard(Noon.AddDays(-100)), await _store.WriteAsync(session => ToldOf.FindAsync(session, Number)));
        await using var store = _store.CreateDbContext();
        Assert.Empty(await store.Sends.ToListAsync());

        // Done with: it is not found again, however often and late one looks.
        _clock.HoldAt(Noon.AddYears(5));
        Assert.Equal(0, await RunAsync());
    }

    [Fact]
    public async Task What_Waited_For_A_Year_And_Was_Told_Today_Is_Kept_From_Today()
    {
        var id = await PostAsync(OutboxState.Sent, "resident:WeChat:o1", 400, 0);
        await SetSentAsync(id, Noon.AddHours(-1));
        await RunAsync();
        Assert.Equal("words", Assert.Single(await RowsAsync()).Payload);
        _clock.HoldAt(Noon.AddDays(89));
        Assert.Equal(0, await RunAsync());
        _clock.HoldAt(Noon.AddDays(90));
        Assert.Equal(1, await RunAsync());
        Assert.Equal("", Assert.Single(await RowsAsync()).Payload);
    }

    [Fact]
    public async Task What_Has_No_Words_Any_More_Is_Not_Sent_Again()
    {
        var id = await PostAsync(OutboxState.Dead, "resident:WeChat:o1", 400, 0);
        await RunAsync();
        Assert.Null(await _store.WriteAsync(s => Resending.OneAsync(s, id, Noon)));
        Assert.Equal(0, await _store.WriteAsync(s => Resending.AllAsync(s, Noon)));
        Assert.Equal(OutboxState.Dead, Assert.Single(await RowsAsync()).State);
    }

    [Fact]
    public async Task Much_Goes_In_Several_Runs_On_Either_Database()
    {
        for (var postgres = false; ; postgres = true)
        {
            await using (var store = _store.CreateDbContext())
            {
                store.Outbox.AddRange(Enumerable.Range(0, (2 * OutboxKeeper.AtOnce) + 1).Select(i => Row(OutboxState.Sent, i % 2 == 0 ? "group:p1" : "resident:WeChat:o1", Noon.AddDays(-200))));
                await store.SaveChangesAsync();
            }

            foreach (var count in new[] { OutboxKeeper.AtOnce, OutboxKeeper.AtOnce, 1, 0 })
            {
                Assert.Equal(count, await RunAsync());
            }

            Assert.Equal(OutboxKeeper.AtOnce, (await RowsAsync()).Count);
            if (postgres)
            {
                return;
            }

            _store.Dispose();
            _store = new TemporaryStore(await (await PostgresCluster.StartedAsync()).NewDatabaseAsync());
        }
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("30.00:00:00", 30)]
    [InlineData(null, 90)]
    public void How_Long_Is_A_Setting(string? value, int days) => Assert.Equal(TimeSpan.FromDays(days), Read(value).Settings!.KeepDelivered);

    /// <summary>The reply window and the platforms' limits are counted from the ledger.</summary>
    [Theory]
    [InlineData("6.23:59:59")]
    [InlineData("-1")]
    [InlineData("ninety")]
    public void What_Is_Too_Short_Or_No_Span_Stops_The_Start(string value)
    {
        var (settings, faults) = Read(value);
        Assert.Null(settings);
        Assert.Equal("Outbox:KeepDelivered", Assert.Single(faults).Path);
    }

    private static (GatewaySettings? Settings, IReadOnlyList<CaseStore.City.ConfigurationFault> Faults) Read(string? keep) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Outbox:KeepDelivered", keep)]).Build(), AppContext.BaseDirectory);

    private Task<int> RunAsync() => new OutboxKeeper(_store, Read(null).Settings!, _clock).RunDueAsync(default);

    private static OutboxMessage Row(OutboxState state, string destination, DateTimeOffset at, string? number = Number) => new()
    {
        CreatedAt = at,
        Destination = destination,
        Payload = "words",
        CaseNumber = number,
        State = state,
        NextAttemptAt = at,
        SentAt = state == OutboxState.Sent ? at : null,
    };

    /// <summary>So many days ago, and by so many milliseconds more.</summary>
    private async Task<long> PostAsync(OutboxState state, string destination, int days, int older, string? number = Number)
    {
        await using var store = _store.CreateDbContext();
        var row = Row(state, destination, Noon.AddDays(-days).AddMilliseconds(-older), number);
        store.Outbox.Add(row);
        await store.SaveChangesAsync();
        store.Sends.Add(new Send { OutboxId = row.Id, Lane = "resident:WeChat:o1", StartedAt = row.CreatedAt, EndedAt = row.CreatedAt, Outcome = SendOutcome.Sent });
        await store.SaveChangesAsync();
        return row.Id;
    }

    private async Task SetSentAsync(long id, DateTimeOffset at)
    {
        await using var store = _store.CreateDbContext();
        await store.Outbox.Where(m => m.Id == id).ExecuteUpdateAsync(m => m.SetProperty(x => x.SentAt, at));
    }

    private async Task<IReadOnlyList<OutboxMessage>> RowsAsync()
    {
        await using var store = _store.CreateDbContext();
        return await store.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }

    private async Task FileAsync()
    {
        await using var store = _store.CreateDbContext();
        store.Cases.Add(new Case
        {
            Number = Number,
            Kind = default,
            CompoundId = "x1",
            Place = "place",
            Description = "words",
            Reporter = new Person { Channel = Channel.WeChat, ExternalId = "o1", FirstSeenAt = Noon },
            HandlerOrganisation = "p1",
            ReportedAt = Noon,
            PageToken = "token",
        });
        await store.SaveChangesAsync();
    }
}
