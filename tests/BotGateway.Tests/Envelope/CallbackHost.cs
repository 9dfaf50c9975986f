using System.Net;
using System.Text;
using BotGateway.Clock;
using BotGateway.Settings;
using BotGateway.Turns;
using BotGateway.WeChat;
using BotGateway.WeCom;
using Conversation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Envelope;

/// <summary>The two callbacks on a real server, with a handler that says what the test wants.</summary>
internal sealed class CallbackHost : IAsyncDisposable
{
    public const string KeyNow = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    public const string KeyBefore = "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba";

    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1767582005);

    private readonly WebApplication _app;
    private readonly List<Inbound> _handled = [];

    private CallbackHost(WebApplication app, HttpClient http, ManualClock clock, GatewaySettings settings) =>
        (_app, Http, Clock, Settings) = (app, http, clock, settings);

    public HttpClient Http { get; }

    public ManualClock Clock { get; }

    public GatewaySettings Settings { get; }

    public WeChatAccount WeChat => Settings.WeChat;

    public WeComAccount WeCom => Settings.WeCom;

    public IReadOnlyList<Inbound> Handled => _handled;

    public Func<Inbound, string?> Reply { get; set; } = _ => null;

    public static async Task<CallbackHost> StartAsync(WeChatAccount? weChat = null, WeComAccount? weCom = null)
    {
        var settings = new GatewaySettings(
            PlatformMode.Simulator,
            weChat ?? new WeChatAccount("wxtest0000000001", "secret", "wechat-token", [KeyNow, KeyBefore], null),
            weCom ?? new WeComAccount("wwtest0000000001", 1000002, "secret", "wecom-token", [KeyNow, KeyBefore], null),
            ApiKey: null,
            PublicBaseUrl: null,
            TimestampAllowance: TimeSpan.FromHours(1),
            PhotosDirectory: "",
            PhotosAllowedHosts: [],
            ConfigDirectory: "",
            DatabaseProvider: "Sqlite",
            ConnectionString: "")
        {
            MiniProgram = new WeChatAccount("wxmini0123456789", "mini-secret", "minitoken", [KeyNow], null),
        };
        var clock = new ManualClock(TimeProvider.System);
        clock.HoldAt(Now);

        CallbackHost? host = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<InboundHandler>(inbound => Task.FromResult(host!.Handle(inbound)));
        builder.Services.AddWeComCallback();
        var app = builder.Build();
        app.MapWeChatCallback();
        app.MapMiniProgramCallback();
        app.MapWeComCallback();
        await app.StartAsync();
        host = new CallbackHost(app, new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, clock, settings);
        return host;
    }

    public async Task<(HttpStatusCode Status, byte[] Body)> PostAsync(string pathAndQuery, ReadOnlyMemory<byte> body)
    {
        using var response = await Http.PostAsync(new Uri(pathAndQuery, UriKind.Relative), new ReadOnlyMemoryContent(body));
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    public Task<(HttpStatusCode Status, byte[] Body)> PostAsync(BotGateway.Envelope.InboundPost post) => PostAsync(post.PathAndQuery, post.Body);

    public async Task<(HttpStatusCode Status, string Body, string? Type)> GetAsync(string pathAndQuery)
    {
        using var response = await Http.GetAsync(new Uri(pathAndQuery, UriKind.Relative));
        return (response.StatusCode, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()), response.Content.Headers.ContentType?.MediaType);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private string? Handle(Inbound inbound)
    {
        lock (_handled)
        {
            _handled.Add(inbound);
        }

        return Reply(inbound);
    }
}
