using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Couriers;

/// <summary>WeChat's and WeCom's API on a port of its own: writes down every call, answers as told.</summary>
internal sealed class StandInPlatform : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _tokens;

    private StandInPlatform(WebApplication app) => _app = app;

    public ConcurrentQueue<Call> Calls { get; } = [];

    /// <summary>Answers before the usual answers do; null leaves it to them.</summary>
    public Func<Call, Task<Answer?>> Script { get; set; } = _ => Task.FromResult<Answer?>(null);

    public string Address => _app.Urls.First();

    public IServer Server => _app.Services.GetRequiredService<IServer>();

    public static async Task<StandInPlatform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var platform = new StandInPlatform(app);
        app.Run(platform.AnswerAsync);
        await app.StartAsync();
        return platform;
    }

    public IReadOnlyList<Call> To(string path) => [.. Calls.Where(c => c.Path == "/cgi-bin/" + path)];

    public void Answers(string path, params string[] bodies)
    {
        var left = new ConcurrentQueue<string>(bodies);
        Script = call => Task.FromResult(call.Path == "/cgi-bin/" + path && left.TryDequeue(out var body) ? Answer.Json(body) : null);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var call = new Call(context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", body.ToArray());
        Calls.Enqueue(call);
        var answer = await Script(call) ?? call.Path switch
        {
            "/cgi-bin/stable_token" or "/cgi-bin/gettoken" =>
                Answer.Json($$"""{"access_token":"token-{{Interlocked.Increment(ref _tokens)}}","expires_in":7200}"""),
            "/cgi-bin/message/send" => Answer.Json("""{"errcode":0,"errmsg":"ok","invaliduser":"","msgid":"m","response_code":"code-1"}"""),
            _ => Answer.Json("""{"errcode":0,"errmsg":"ok"}"""),
        };
        if (answer == Answer.Reset)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.Body.WriteAsync(answer.Body);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

internal sealed record Call(string Method, string Path, string Query, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>What a text message says.</summary>
    public string Content => Json.GetProperty("text").GetProperty("content").GetString()!;
}

internal sealed record Answer(int Status, string ContentType, byte[] Body)
{
    /// <summary>None: the connection is cut after the call was heard.</summary>
    public static Answer Reset { get; } = new(0, "", []);

    // As the platforms do, whatever it is.
    public static Answer Json(string body) => new(200, "text/plain", Encoding.UTF8.GetBytes(body));
}
