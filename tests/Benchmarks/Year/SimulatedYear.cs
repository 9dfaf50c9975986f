using System.Diagnostics;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using CaseStore.Tests.Cases;
using Conversation.Announcements;
using Conversation.Phrases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Year;

/// <summary>
/// A city lives through its year in less than a minute: everybody acts on the real desk and the real store, the real announcer says who hears
/// what, and the clock jumps from one thing that happens to the next.
/// </summary>
internal sealed class SimulatedYear : IAsyncDisposable
{
    private const int LookAtOnce = 100;

    private readonly ServiceProvider _services;
    private readonly ICaseWriter _writer;
    private readonly string _connection;
    private readonly CaseDesk _desk;
    private readonly Announcer _announcer;
    private readonly Agenda _agenda = new();
    private readonly Mail _mail;
    private readonly Watch _watch;
    private readonly Desks _desks;
    private readonly Neighbours _neighbours;
    private readonly Dictionary<string, Case> _open = [];
    private readonly Dictionary<string, DateTimeOffset> _due = [];
    private readonly HashSet<string> _gone = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private int _words;
    private int _acts;

    private SimulatedYear(YearPlan plan, CityConfiguration.Loaded shipped, PhraseBook phrases, string file)
    {
        Plan = plan;
        Now = plan.Begin;
        Chance = new Chance(plan.Seed);
        Town = new YearTown(Chance);
        Catalogue = shipped.Catalogue;
        Seasons = new Seasons(Chance, Catalogue, plan);
        _connection = $"Data Source={file}";
        _services = new ServiceCollection().AddCaseStore(CaseStoreServices.Sqlite, _connection).BuildServiceProvider();
        _writer = _services.GetRequiredService<ICaseWriter>();
        _desk = new CaseDesk(Town.City, Catalogue, shipped.Calendar);
        _announcer = new Announcer(new CaseWords(phrases, Town.City, Catalogue), new CaseLinks(() => "http://localhost"));
        _mail = new Mail(Town, plan);
        _watch = new Watch(plan, new World(Town.City, Catalogue.File, shipped.Calendar), _mail);
        _desks = new Desks(this);
        _neighbours = new Neighbours(this);
    }

    public YearPlan Plan { get; }

    public Chance Chance { get; }

    public YearTown Town { get; }

    public CaseCatalogue Catalogue { get; }

    public Seasons Seasons { get; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>Who does not come to work any more, whether or not WeCom has said so.</summary>
    public HashSet<string> Away { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>At work, and known to WeCom.</summary>
    public bool IsThere(string member) => !Away.Contains(member) && !_gone.Contains(member);

    public IEnumerable<Case> Open => _open.Values;

    /// <param name="config">The folder with the shipped catalogue, calendar and phrases; the city is our own.</param>
    /// <param name="folder">Where the database may lie; it is left there.</param>
    public static async Task<YearReport> RunAsync(YearPlan plan, string config, string folder)
    {
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var shipped = CityConfiguration.Load(config) as CityConfiguration.Loaded ?? throw new InvalidOperationException($"{config} holds no configuration");
        var phrases = PhraseBook.Load(config).Book ?? throw new InvalidOperationException($"{config} holds no phrases");
        await using var year = new SimulatedYear(plan, shipped, phrases, Path.Combine(folder, $"year-{plan.Seed}-{plan.Cases}.db"));
        await StoreSchema.MigrateAsync(year._services);
        await year.LiveAsync();
        var (all, points) = await year.SeeStoreAsync();
        return new YearReport(plan, all, points, year._mail, year._refused, year._acts, year._watch.Looks, Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processor);
    }

    /// <summary>In the city's time, to the next millisecond: that is all the store keeps.</summary>
    public void PlanAt(DateTimeOffset at, Func<Task> plan)
    {
        var ticks = (at.UtcTicks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond;
        _agenda.Add(new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(Plan.Begin.Offset), plan);
    }

    public Case? Find(string number) => _open.GetValueOrDefault(number);

    /// <summary>Something said for the first time and never again, so that it can be found in what was told.</summary>
    public string Words(string what) => $"{what}〔{++_words}〕";

    public string NewPhoto() => $"photo-{++_words}";

    public Task<T> WriteAsync<T>(Func<WriteSession, ValueTask<T>> work) => _writer.WriteAsync(work);

    public async Task FileAsync(NewReport report)
    {
        var done = await _writer.WriteAsync(async session =>
        {
            await AddPhotosAsync(session, report.PhotoKeys);
            return await _desk.FileAsync(session, report, Now);
        });
        _watch.Filed(done.Case);
        Happened(done.Events, done.Case);
    }

    /// <returns>Whether it was done.</returns>
    public async Task<bool> DoAsync(Case kase, CaseAct act, Actor by)
    {
        var result = await _writer.WriteAsync(async session =>
        {
            await AddPhotosAsync(session, act switch
            {
                CaseAct.Resolve { Photos: var photos } => photos,
                CaseAct.Raise { Photos: var photos } => photos,
                CaseAct.Supplement { Photos: var photos } => photos,
                CaseAct.Follow { Photos: var photos } => photos,
                _ => [],
            });
            return await _desk.ActAsync(session, kase.Number, act, by, Now);
        });
        if (result is ActResult.Done done)
        {
            _gone.Remove(by.Id);
            Happened(done.Events, done.Case);
            return true;
        }

        var refused = (ActResult.Refused)result;
        _watch.Hear(refused, act, by, kase, Now);
        var name = $"{act.GetType().Name}: {refused.Why}";
        _refused[name] = _refused.GetValueOrDefault(name) + 1;
        return false;
    }

    /// <summary>What was kept as a picture turns out to be none.</summary>
    public Task<int> SpoilAsync(Case kase) => _writer.WriteAsync(async session => await session.Cases.Photos
        .Where(p => p.CaseId == kase.Id && p.Role == PhotoRole.Result).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PhotoState.Refused)));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
    }

    private async Task LiveAsync()
    {
        await _neighbours.MoveInAsync();
        foreach (var at in Seasons.Moments())
        {
            PlanAt(at, () => _neighbours.ReportAsync());
        }

        _desks.PlanAbsences();
        for (var day = 1; day <= Plan.Days; day += 7)
        {
            PlanAt(Plan.Begin.AddDays(day), SeeAllAsync);
        }

        while (_agenda.TryNext(Plan.End, out var at, out var plan))
        {
            Now = at;
            await plan();
        }

        Now = Plan.End;
        await SeeAllAsync();
    }

    /// <summary>What no act has touched must hold as well: somebody may have left meanwhile.</summary>
    private Task SeeAllAsync()
    {
        foreach (var kase in _open.Values)
        {
            _watch.See(kase, _gone, Now);
            if (!_due.TryGetValue(kase.Number, out var due) || due > Now)
            {
                _watch.SeeWhenAllIsDone(kase, Now);
            }
        }

        return Task.CompletedTask;
    }

    private async Task LookAsync(string number, DateTimeOffset due)
    {
        if (!_due.TryGetValue(number, out var still) || still != due)
        {
            return;
        }

        while (await _writer.WriteAsync(session => _desk.LookAtDueAsync(session, LookAtOnce, Now)) is { Count: > 0 } events)
        {
            Happened(events);
        }

        _watch.Must(!_due.TryGetValue(number, out var left) || left > Now, "the clock looked and did nothing", Find(number), Now);
    }

    /// <summary>The first message that WeCom does not deliver says that its receiver has left.</summary>
    private async Task BounceAsync(string member)
    {
        if (Away.Contains(member) && _gone.Add(member))
        {
            Happened(await _writer.WriteAsync(session => _desk.MarkMemberInvalidAsync(session, member, Now)));
        }
    }

    private void Happened(IReadOnlyList<CaseEvent> events, params ReadOnlySpan<Case> changed)
    {
        _acts++;
        foreach (var happened in events)
        {
            _watch.Hear(happened, _open.GetValueOrDefault(happened.Case.Number), Now);
        }

        foreach (var kase in events.Select(e => e.Case).Concat(changed.ToArray()).Distinct())
        {
            Keep(kase);
        }

        foreach (var member in _mail.Post(_announcer.Announce(events), _gone, Now).Where(Away.Contains).Distinct())
        {
            PlanAt(Now.AddMinutes(1), () => BounceAsync(member));
        }

        foreach (var happened in events)
        {
            _desks.Hear(happened);
            _neighbours.Hear(happened);
        }
    }

    private void Keep(Case kase)
    {
        _watch.See(kase, _gone, Now);
        if (!kase.IsOpen)
        {
            _open.Remove(kase.Number);
            _due.Remove(kase.Number);
            return;
        }

        _open[kase.Number] = kase;
        var due = kase.NextDueAt!.Value;
        if (!_due.TryGetValue(kase.Number, out var known) || known != due)
        {
            _due[kase.Number] = due;
            PlanAt(due < Now ? Now : due, () => LookAsync(kase.Number, due));
        }
    }

    private async ValueTask AddPhotosAsync(WriteSession session, IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            session.Cases.Photos.Add(new Photo { Key = key, Channel = Channel.WeChat, Sender = "somebody", Token = "token-" + key, ReceivedAt = Now, State = PhotoState.Kept });
        }

        if (keys.Count > 0)
        {
            await session.Cases.SaveChangesAsync();
        }
    }

    /// <summary>From the file, not from what was seen on the way: that both say the same is checked as well.</summary>
    private async Task<(IReadOnlyList<Case> All, int Points)> SeeStoreAsync()
    {
        await using var store = await _services.GetRequiredService<IDbContextFactory<CaseContext>>().CreateDbContextAsync();
        var all = await store.Cases.AsNoTrackingWithIdentityResolution()
            .Include(c => c.Reporter).Include(c => c.History.OrderBy(h => h.Id)).Include(c => c.Calls.OrderBy(w => w.Id)).Include(c => c.Followers).ThenInclude(f => f.Person)
            .AsSplitQuery().OrderBy(c => c.Id).ToListAsync();
        _watch.Must(all.Count == Plan.Cases, $"{Plan.Cases} were filed, the store has {all.Count}", null, Now);
        foreach (var kase in all)
        {
            _watch.Must(kase.IsOpen == _open.ContainsKey(kase.Number), $"the store says {kase.State}", kase, Now);
            _watch.See(kase, _gone, Now);
            _watch.SeeTold(kase, Now);
        }

        var ledger = await store.Points.AsNoTracking().Include(p => p.Person).ToListAsync();
        _watch.SeePoints(all, ledger, Now);
        return (all, ledger.Sum(p => p.Points));
    }
}
