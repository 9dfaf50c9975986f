using BotGateway.Clock;
using BotGateway.Pages;
using BotGateway.Tests.Simulator;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Pages;

public sealed class CasePageEndpointTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset ReportedAt = new(2026, 11, 22, 2, 12, 0, TimeSpan.Zero);
    private static readonly Limit ThreeDays = new(3, LimitUnit.ClockDays);

    private readonly SqliteConnection _database = new("Data Source=:memory:");
    private readonly ManualClock _clock = new(TimeProvider.System);
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        await _database.OpenAsync();
        _clock.HoldAt(ReportedAt.AddHours(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services
            .AddDbContextFactory<CaseContext>(options => options.UseSqlite(_database))
            .AddSingleton(SomeCity.Directory)
            .AddSingleton(new CaseCatalogue(new CatalogueFile
            {
                Subtypes = [new Subtype("Sanitation", CaseKind.PropertyService, "环境卫生", null, ThreeDays, [])],
                AnswerLimit = ThreeDays,
                EmergencyLimit = ThreeDays,
            }))
            .AddSingleton<TimeProvider>(_clock)
            .AddCasePage();
        _app = builder.Build();
        _app.MapCasePage();
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        await using var store = await Factory.CreateDbContextAsync();
        await store.Database.EnsureCreatedAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData(CaseState.Reported, "已收到,正在安排谁来办")]
    [InlineData(CaseState.UnderReview, "安和物业正在审核该由谁来办")]
    [InlineData(CaseState.Dispatched, "已派给安和物业,等待受理")]
    [InlineData(CaseState.Accepted, "安和物业正在处理")]
    [InlineData(CaseState.Resolved, "处理完了,请您评价")]
    [InlineData(CaseState.Closed, "已办结")]
    [InlineData(CaseState.Withdrawn, "您已撤回")]
    [InlineData(CaseState.Rejected, "不予受理")]
    [InlineData(CaseState.Merged, "合并办理")]
    public async Task Every_State_Is_Said_In_Plain_Words(CaseState state, string words)
    {
        await KeepAsync(kase => Set(kase, c => c.State, state));
        Assert.Contains(words, await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organisations_Are_Named_And_People_Are_Not()
    {
        await KeepAsync(kase =>
        {
            Set(kase, c => c.State, CaseState.Accepted);
            kase.Entity.HandlerOrganisation = "p1";
            Set(kase, c => c.HandlerMember, "Officer-1");
        });
        var html = await PageAsync();
        Assert.Contains("已派给安和物业", html, StringComparison.Ordinal);
        Assert.Contains("安和物业受理了", html, StringComparison.Ordinal);
        Assert.Contains("柳荫社区", html, StringComparison.Ordinal);
        Assert.Contains("11月22日 10:12", html, StringComparison.Ordinal);
        Assert.Contains("11月25日(星期三)上午10:12 前", html, StringComparison.Ordinal);
        Assert.Contains("还有 2 天 23 小时", html, StringComparison.Ordinal);
        Assert.DoesNotContain("fficer-1", html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-openid", html, StringComparison.Ordinal);
        Assert.DoesNotContain("stranger", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_The_Limit_It_Says_By_How_Much()
    {
        await KeepAsync(kase => Set(kase, c => c.State, CaseState.Accepted));
        _clock.HoldAt(ReportedAt.AddDays(4));
        Assert.Contains("已超过 1 天", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_Kept_Photos_Are_Shown_On_Their_Side()
    {
        await KeepAsync(_ => { });
        await using (var store = await Factory.CreateDbContextAsync())
        {
            var id = (await store.Cases.SingleAsync()).Id;
            store.Photos.AddRange(
                Photo("k1", PhotoState.Kept, PhotoRole.Report, id),
                Photo("k2", PhotoState.Kept, PhotoRole.Result, id),
                Photo("k3", PhotoState.Waiting, PhotoRole.Report, id),
                Photo("k4", PhotoState.Lost, PhotoRole.Report, id));
            await store.SaveChangesAsync();
        }

        var html = await PageAsync();
        Assert.Contains("/photos/token-k1", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("token-k2", StringComparison.Ordinal) > html.IndexOf("处理后", StringComparison.Ordinal));
        Assert.DoesNotContain("token-k3", html, StringComparison.Ordinal);
        Assert.DoesNotContain("token-k4", html, StringComparison.Ordinal);
        Assert.Contains("还有照片正在保存", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Page_Is_Kept_By_Nobody_And_Tells_Nobody_Where_It_Was()
    {
        await KeepAsync(_ => { });
        using var answer = await _http.GetAsync("/c/right-token");
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong-token")]
    [InlineData("RIGHT-TOKEN")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task An_Unknown_Link_Is_Answered_In_Kind_Words(string token)
    {
        await KeepAsync(_ => { });
        using var answer = await _http.GetAsync("/c/" + token);
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Contains("这个链接打不开了", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Link_Lives_As_Long_As_It_Was_Given()
    {
        await KeepAsync(kase => Set(kase, c => c.PageUntil, ReportedAt.AddDays(90)));
        _clock.HoldAt(ReportedAt.AddDays(90).AddSeconds(-1));
        Assert.NotEmpty(await PageAsync());
        _clock.HoldAt(ReportedAt.AddDays(90));
        Assert.Equal(404, (int)(await _http.GetAsync("/c/right-token")).StatusCode);
    }

    private IDbContextFactory<CaseContext> Factory => _app.Services.GetRequiredService<IDbContextFactory<CaseContext>>();

    private async Task<string> PageAsync()
    {
        using var answer = await _http.GetAsync("/c/right-token");
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task KeepAsync(Action<Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry<Case>> change)
    {
        await using var store = await Factory.CreateDbContextAsync();
        var kase = store.Cases.Add(new Case
        {
            Number = "WP-20261122-0007",
            Kind = CaseKind.PropertyService,
            Subtype = "Sanitation",
            CompoundId = "x1",
            Place = "3号楼2单元门口",
            Description = "垃圾桶满了",
            Reporter = new Person { Channel = Channel.WeChat, ExternalId = "secret-openid", FirstSeenAt = ReportedAt },
            HandlerOrganisation = "p1",
            ReportedAt = ReportedAt,
            PageToken = "right-token",
        });
        Set(kase, c => c.DueAt, ReportedAt.AddDays(3));
        change(kase);
        await store.SaveChangesAsync();
        foreach (var (act, by, role, note) in new[]
        {
            ("Report", "R1", Role.Reporter, null),
            ("Dispatch", "clock", Role.System, "p1"),
            ("Refused", "stranger", Role.InfoOfficer, "Accept"),
            ("Accept", "officer-1", Role.InfoOfficer, (string?)null),
        })
        {
            var entry = store.History.Add(new HistoryEntry { At = ReportedAt, Act = act, By = by, Role = role, Note = note });
            entry.Property(h => h.CaseId).CurrentValue = kase.Entity.Id;
        }

        await store.SaveChangesAsync();
    }

    // The lifecycle is the desk's: a test may put a case into any state at once.
    private static void Set<T>(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry<Case> kase, System.Linq.Expressions.Expression<Func<Case, T>> property, T value) =>
        kase.Property(property).CurrentValue = value;

    private static Photo Photo(string key, PhotoState state, PhotoRole role, long id) => new()
    {
        Key = key,
        Channel = Channel.WeChat,
        Sender = "secret-openid",
        Token = "token-" + key,
        ReceivedAt = ReportedAt,
        State = state,
        Role = role,
        CaseId = id,
    };
}
