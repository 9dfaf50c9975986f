using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using BotGateway.Clock;
using BotGateway.Couriers.ToResidents;
using BotGateway.Settings;
using BotGateway.Simulator;
using BotGateway.Simulator.Stage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Simulator;

/// <summary>The simulator on a real port, before a gateway that takes the envelope off as it comes and answers what the test wants.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 12, 0, TimeSpan.Zero);

    private readonly WebApplication _app;

    private SimulatorHost(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    private static Dictionary<string, string> Keywords => new()
    {
        ["number"] = "character_string1",
        ["subject"] = "thing2",
        ["state"] = "phrase3",
        ["time"] = "time4",
    };

    public static GatewaySettings Settings { get; } = new(
        PlatformMode.Simulator,
        new WeChatAccount("wx-sim", "wx-secret", "token", [], null),
        new WeComAccount("corp-sim", 1000002, "corp-secret", "token", [], null),
        "api-key",
        null,
        TimeSpan.FromHours(1),
        "data/photos",
        [],
        "config",
        "Sqlite",
        "")
    {
        MiniProgram = new WeChatAccount("mini-sim", "mini-secret", "token", [], null),
        Progress = new MessageTemplate("T-progress", Keywords),
        Subscription = new MessageTemplate("T-subscribed", Keywords),
        MiniProgramSubscription = new MessageTemplate("T-mini", Keywords),
    };

    public HttpClient Http { get; }

    public SimulatorStage Stage => _app.Services.GetRequiredService<SimulatorStage>();

    public ManualClock Clock => (ManualClock)_app.Services.GetRequiredService<TimeProvider>();

    /// <summary>Path and inner XML of what reached the gateway.</summary>
    public ConcurrentQueue<(string Path, string Xml)> Arrived { get; } = new();

    /// <summary>Status and body the gateway answers; by default nothing to say.</summary>
    public Func<string, (int Status, string Body)> Gateway { get; set; } = _ => (200, "");

    public static async Task<SimulatorHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var clock = new ManualClock(TimeProvider.System);
        clock.HoldAt(Start);
        builder.Services
            .AddSingleton(Settings)
            .AddSingleton<OwnAddress>()
            .AddSingleton<CityNow>(() => SomeCity.Directory)
            .AddSingleton<TimeProvider>(clock)
            .AddSimulator()
            .AddSingleton<SealInbound>((platform, xml) => new SealedPost($"/{platform.ToString().ToLowerInvariant()}?sealed=1", xml))
            .AddSingleton<OpenReply>((_, body) => body)
            .AddSingleton<AdvanceClock>((by, _) =>
            {
                clock.HoldAt(clock.GetUtcNow() + by);
                return Task.FromResult(clock.GetUtcNow());
            });
        var app = builder.Build();
        app.MapSimulator();
        SimulatorHost? host = null;
        foreach (var path in new[] { "/wechat", "/miniprogram", "/wecom" })
        {
            app.MapPost(path, async (HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body);
                var xml = await reader.ReadToEndAsync();
                host!.Arrived.Enqueue((path, xml));
                var (status, body) = host.Gateway(xml);
                return Results.Content(body, "text/xml", statusCode: status);
            });
        }

        await app.StartAsync();
        return host = new SimulatorHost(app);
    }

    public IReadOnlyList<StageLine> Chat(string chat) => [.. Stage.After(0).Lines.Where(line => line.Chat == chat).OrderBy(line => line.Id)];

    public async Task<(int Status, JsonElement Json)> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>A platform call with raw JSON, as a courier writes it; answers the platform's JSON.</summary>
    public async Task<JsonElement> PlatformAsync(string pathAndQuery, string json)
    {
        using var content = new StringContent(json);
        using var answer = await Http.PostAsync("/simulator/platform" + pathAndQuery, content);
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<string> WeChatTokenAsync() =>
        (await PlatformAsync("/cgi-bin/stable_token", """{"grant_type":"client_credential","appid":"wx-sim","secret":"wx-secret"}""")).GetProperty("access_token").GetString()!;

    public async Task<string> MiniProgramTokenAsync() =>
        (await PlatformAsync("/cgi-bin/stable_token", """{"grant_type":"client_credential","appid":"mini-sim","secret":"mini-secret"}""")).GetProperty("access_token").GetString()!;

    public async Task<string> WeComTokenAsync() =>
        (await Http.GetFromJsonAsync<JsonElement>("/simulator/platform/cgi-bin/gettoken?corpid=corp-sim&corpsecret=corp-secret")).GetProperty("access_token").GetString()!;

    public static int Code(JsonElement answer) => answer.GetProperty("errcode").GetInt32();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
