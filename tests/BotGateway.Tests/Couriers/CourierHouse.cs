using System.Collections.Concurrent;
using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.Couriers.ToResidents;
using BotGateway.Digests;
using BotGateway.Photos;
using BotGateway.Settings;
using BotGateway.Tests.Infrastructure;
using BotGateway.WeChat.Api;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shared;

namespace BotGateway.Tests.Couriers;

/// <summary>The couriers with a database, a clock that stands still and a platform that answers as told.</summary>
internal sealed class CourierHouse : IAsyncDisposable
{
    public const string RobotKey = "robot-key-very-secret";
    public const string Number = "WP-20261122-0007";

    private static readonly PhraseBook Phrases = PhraseBook.Load(Path.Combine(AppContext.BaseDirectory, "config")).Book!;

    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _photos = Directory.CreateTempSubdirectory("house-photos-");

    private CourierHouse(StandInPlatform platform, WeChatAccount? miniProgram, string? progress = null, string? subscription = null, string? postgres = null, string? mini = null, string? page = null)
    {
        Platform = platform;
        Store = new TemporaryStore(postgres);
        Clock.HoldAt(Noon);
        var settings = new GatewaySettings(
            PlatformMode.Live,
            new WeChatAccount("wx-app", "wx-secret", "t", [], platform.Address),
            new WeComAccount("corp", 1000002, "wecom-secret", "t", [], platform.Address),
            null, "https://city.example", TimeSpan.FromHours(1), _photos.FullName, [], "", "Sqlite", "")
        {
            MiniProgram = miniProgram,
            Progress = TemplateOf(progress),
            Subscription = TemplateOf(subscription),
            MiniProgramSubscription = TemplateOf(mini),
            MiniProgramPage = page,
        };
        _services = Services(settings).BuildServiceProvider();
    }

    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public StandInPlatform Platform { get; }

    public TemporaryStore Store { get; }

    public ManualClock Clock { get; } = new(TimeProvider.System);

    public ConcurrentQueue<string> Logged { get; } = [];

    /// <summary>As the configuration in force has it.</summary>
    public CityDirectory City { get; set; } = CityWith("officer-1", "officer-2", "officer-9", "staff-1");

    /// <summary>Members that the couriers found to have left.</summary>
    public ConcurrentQueue<string> Gone { get; } = [];

    /// <summary>Residents of whom the couriers found that no message about this row reaches them any more.</summary>
    public ConcurrentQueue<(Channel Channel, string ExternalId, long Row)> Lost { get; } = [];

    public OutboxCourier Courier => Get<OutboxCourier>();

    public static async Task<CourierHouse> OpenAsync() => new(await StandInPlatform.StartAsync(), miniProgram: null);

    public static async Task<CourierHouse> OpenOnPostgresAsync() =>
        new(await StandInPlatform.StartAsync(), miniProgram: null, postgres: await (await PostgresCluster.StartedAsync()).NewDatabaseAsync());

    /// <param name="progress">The Official Account's template: of no use to the mini-program's residents.</param>
    public static async Task<CourierHouse> OpenWithMiniProgramAsync(string? template = null, string? page = null, string? progress = null)
    {
        var platform = await StandInPlatform.StartAsync();
        return new CourierHouse(platform, new WeChatAccount("mini-app", "mini-secret", "t", [], platform.Address), progress, mini: template, page: page);
    }

    public static async Task<CourierHouse> OpenWithTemplatesAsync(string? progress, string? subscription) =>
        new(await StandInPlatform.StartAsync(), miniProgram: null, progress, subscription);

    /// <summary>Whoever is on duty for p1; a compound of theirs, its community, and many desks without a group.</summary>
    public static CityDirectory CityWith(params string[] officers) => new(new CityFile
    {
        Name = "示例市",
        TimeZone = "Asia/Shanghai",
        QuietHours = QuietHours.None,
        CommandCentre = new("指挥中心", []),
        Townships = [new("t1", "望湖镇", [], null, [])],
        Communities = [new("c1", "柳荫社区", "t1", ["staff-1", "staff-2"], null)],
        Properties =
        [
            new("p1", "安和物业", officers, RobotKey),
            new("p2", "无群物业", [.. Enumerable.Range(0, 41).Select(i => $"officer-{i}")], null),
            .. Enumerable.Range(0, 45).Where(i => i is not 1 and not 2).Select(i => new PropertyEntry($"p{i}", $"物业{i}", ["officer-1", "officer-2"], null)),
        ],
        Compounds = [new("x1", "望湖苑", [], "c1", "p1", null, null)],
    });

    /// <summary>This resident does something towards the account, now.</summary>
    public Task HearAsync(string openid, Heard heard, Channel channel = Channel.WeChat)
    {
        var person = $"{channel}:{openid}";
        return Store.WriteAsync<object?>(async session =>
        {
            var key = Guid.NewGuid().ToString();
            var start = await session.BeginTurnAsync(person, key);
            await session.KeepTurnAsync(person, key, start.State, null, Clock.GetUtcNow(), heard);
            return null;
        });
    }

    /// <summary>Whether their next turn is told that something waits.</summary>
    public Task<bool> HasNewsAsync(string openid, Channel channel = Channel.WeChat) =>
        Store.WriteAsync(async session => (await session.BeginTurnAsync($"{channel}:{openid}", Guid.NewGuid().ToString())).News);

    public async Task<IReadOnlyList<Send>> SendsAsync(long outboxId)
    {
        await using var context = Store.CreateDbContext();
        return await context.Sends.AsNoTracking().Where(s => s.OutboxId == outboxId).OrderBy(s => s.Id).ToListAsync();
    }

    public WeChatApi WeChat => Get<WeChatAccounts>().Of(Channel.WeChat)!;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>As another node would have it: the same database, everything else its own.</summary>
    public ServiceProvider SecondNode() => Services(Get<GatewaySettings>()).BuildServiceProvider();

    public void Pass(TimeSpan time) => Clock.HoldAt(Clock.GetUtcNow() + time);

    public Task<int> RunAsync() => Courier.RunDueAsync(CancellationToken.None);

    /// <summary>Lets time pass from one due moment to the next until nothing waits any more, or <paramref name="most"/> is over.</summary>
    public async Task RunAllAsync(TimeSpan most)
    {
        var end = Clock.GetUtcNow() + most;
        do
        {
            await RunAsync();
            if (await Courier.NextAsync(default) is not { } next || next > end)
            {
                return;
            }

            Clock.HoldAt(next > Clock.GetUtcNow() ? next : Clock.GetUtcNow());
        }
        while (true);
    }

    public Task<long> PostAsync(
        Notification message, bool urgent = false, int? onlyForDeadline = null, bool atOnce = false, string? number = Number, string? traceParent = null) =>
        PostAsync(Senders.Write(message), message.Destination, urgent, onlyForDeadline, atOnce, number, traceParent);

    public async Task<long> PostAsync(
        string payload, string destination, bool urgent = false, int? onlyForDeadline = null, bool atOnce = false, string? number = Number,
        string? traceParent = null)
    {
        await using var context = Store.CreateDbContext();
        var row = new OutboxMessage
        {
            CreatedAt = Clock.GetUtcNow(),
            Destination = destination,
            Payload = payload,
            CaseNumber = number,
            Urgent = urgent,
            AtOnce = atOnce || urgent,
            OnlyForDeadline = onlyForDeadline,
            NextAttemptAt = Clock.GetUtcNow(),
            TraceParent = traceParent,
        };
        context.Outbox.Add(row);
        await context.SaveChangesAsync();
        return row.Id;
    }

    public async Task<OutboxMessage> RowAsync(long id)
    {
        await using var context = Store.CreateDbContext();
        return await context.Outbox.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    public async Task<IReadOnlyList<OutboxMessage>> RowsAsync()
    {
        await using var context = Store.CreateDbContext();
        return await context.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }

    /// <summary>The ledger's lines, of one message or of all.</summary>
    public async Task<IReadOnlyList<Send>> SendsAsync(long? outboxId = null)
    {
        await using var context = Store.CreateDbContext();
        return await context.Sends.AsNoTracking().Where(s => outboxId == null || s.OutboxId == outboxId).OrderBy(s => s.Id).ToListAsync();
    }

    /// <summary>Attempts of before, as the ledger has them.</summary>
    public async Task HaveSentAsync(params Send[] sends)
    {
        await using var context = Store.CreateDbContext();
        context.Sends.AddRange(sends);
        await context.SaveChangesAsync();
    }

    public async Task<IReadOnlyList<SentCard>> CardsAsync()
    {
        await using var context = Store.CreateDbContext();
        return await context.Cards.AsNoTracking().ToListAsync();
    }

    public async Task FileCaseAsync(string number = Number, string reporter = "openid-1", bool danger = false)
    {
        await using var context = Store.CreateDbContext();
        context.Cases.Add(new Case
        {
            Number = number,
            Kind = default,
            CompoundId = "x1",
            Place = "place",
            Description = "words",
            Emergency = danger,
            Reporter = new Person { Channel = Channel.WeChat, ExternalId = reporter, FirstSeenAt = Noon },
            HandlerOrganisation = "p1",
            ReportedAt = Noon,
            PageToken = "token of " + number,
        });
        await context.SaveChangesAsync();
        await context.Cases.Where(c => c.Number == number).ExecuteUpdateAsync(c => c.SetProperty(x => x.DeadlineVersion, 1).SetProperty(x => x.State, CaseState.Dispatched));
    }

    public async Task AcceptAsync()
    {
        await using var context = Store.CreateDbContext();
        await context.Cases.ExecuteUpdateAsync(c => c.SetProperty(x => x.AcceptedAt, Noon));
    }

    public async Task AskReporterAsync()
    {
        await using var context = Store.CreateDbContext();
        await context.Cases.ExecuteUpdateAsync(c => c.SetProperty(x => x.WaitingSince, Noon));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Platform.DisposeAsync();
        Store.Dispose();
        _photos.Delete(recursive: true);
    }

    private ServiceCollection Services(GatewaySettings settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(settings);
        services.AddSingleton(new OwnAddress(Platform.Server, settings));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ICaseWriter>(Store);
        services.AddSingleton<IDbContextFactory<CaseContext>>(Store);
        services.AddSingleton<CityNow>(() => City);
        services.AddSingleton<PhrasesNow>(() => Phrases);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(Logged)));
        services.AddSingleton<BeforeClaiming>(_ => Task.CompletedTask);
        services.AddSingleton<MemberGone>((_, userId, _) =>
        {
            Gone.Enqueue(userId);
            return default;
        });
        services.AddSingleton<ResidentGone>((_, channel, externalId, rows, _) =>
        {
            foreach (var row in rows)
            {
                Lost.Enqueue((channel, externalId, row.Id));
            }

            return default;
        });
        services.AddThumbnails();
        services.AddCouriers();
        return services;
    }

    private static MessageTemplate? TemplateOf(string? id) => id is not null && MessageTemplate.TryReadFields(MessageTemplate.UsualFields, out var fields, out _)
        ? new MessageTemplate(id, fields)
        : null;

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName)
        {
            lines.Enqueue(categoryName);
            return this;
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
