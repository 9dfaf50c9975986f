using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.Couriers.ToResidents;
using BotGateway.Digests;
using BotGateway.Photos;
using BotGateway.PlatformApi;
using BotGateway.Settings;
using BotGateway.Tests.Infrastructure;
using CaseStore.City;
using CaseStore.Persistence;
using Conversation.Phrases;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Proofs;

/// <summary>
/// The couriers with a database and a clock that stands still, and the platform in the place of the network: a call costs no socket and a
/// wait costs no second.
/// </summary>
internal sealed class ProofHouse : IAsyncDisposable
{
    private const string Platform = "http://platform.example";

    private readonly ServiceProvider _services;

    /// <param name="patience">How long a call may take in real time.</param>
    public ProofHouse(CityDirectory city, PhraseBook phrases, ManualClock clock, HttpMessageHandler platform, TimeSpan patience, Func<ProofHouse, BeforeClaiming>? before = null)
    {
        Clock = clock;
        var settings = new GatewaySettings(
            PlatformMode.Live,
            new WeChatAccount("wx-app", "wx-secret", "t", [], Platform),
            new WeComAccount("corp", 1000002, "wecom-secret", "t", [], Platform),
            null, "https://city.example", TimeSpan.FromHours(1), Path.GetTempPath(), [], "", "Sqlite", "");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(settings);
        services.AddSingleton(new OwnAddress(new NoServer(), settings));
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<ICaseWriter>(Store);
        services.AddSingleton<IDbContextFactory<CaseContext>>(Store);
        services.AddSingleton<CityNow>(() => city);
        services.AddSingleton<PhrasesNow>(() => phrases);
        services.AddSingleton(before?.Invoke(this) ?? (_ => Task.CompletedTask));
        services.AddSingleton<MemberGone>((_, user, _) => throw new InvalidOperationException(user + " is not gone"));
        services.AddSingleton<ResidentGone>((_, _, openid, _, _) => throw new InvalidOperationException(openid + " is not gone"));
        services.AddThumbnails();
        services.AddCouriers();
        services.AddHttpClient(PlatformHttp.ClientName, client => client.Timeout = patience).ConfigurePrimaryHttpMessageHandler(() => platform);
        _services = services.BuildServiceProvider();
    }

    public TemporaryStore Store { get; } = new();

    public ManualClock Clock { get; }

    public OutboxCourier Courier => Get<OutboxCourier>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Lets these works do what is due, and time pass from one due moment to the next, until nothing is due before <paramref name="end"/>.</summary>
    public async Task RunUntilAsync(DateTimeOffset end, params IDueWork[] works)
    {
        while (true)
        {
            foreach (var work in works)
            {
                while (await work.RunDueAsync(CancellationToken.None) > 0)
                {
                }
            }

            DateTimeOffset? next = null;
            foreach (var work in works)
            {
                next = await work.NextAsync(CancellationToken.None) is { } moment && !(moment > next) ? moment : next;
            }

            if (next is null || next >= end)
            {
                return;
            }

            Clock.HoldAt(next > Clock.GetUtcNow() ? next.Value : Clock.GetUtcNow());
        }
    }

    public async Task<IReadOnlyList<OutboxMessage>> RowsAsync()
    {
        await using var context = Store.CreateDbContext();
        return await context.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }

    public async Task<IReadOnlyList<Send>> SendsAsync()
    {
        await using var context = Store.CreateDbContext();
        return await context.Sends.AsNoTracking().OrderBy(s => s.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Store.Dispose();
    }

    /// <summary>Every address is in the settings.</summary>
    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features => throw new NotSupportedException();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull => throw new NotSupportedException();

        public Task StopAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
