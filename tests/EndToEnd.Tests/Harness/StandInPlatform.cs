using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.Harness;

/// <param name="Path">The platform's own path with its query.</param>
internal sealed record PlatformCall(string Path, JsonElement Body)
{
    public string Raw => Body.ValueKind == JsonValueKind.Undefined ? "" : Body.GetRawText();
}

/// <summary>WeChat's and WeCom's API at another address: remembers every call and answers as the platforms do.</summary>
internal sealed class StandInPlatform : IAsyncDisposable
{
    /// <summary>A small picture: eight by eight green pixels, JPEG.</summary>
    public static readonly byte[] Picture = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//" +
        "2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIAAgDASIAAhEBAxEB/8QA" +
        "FQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAM" +
        "AwEAAhEDEQA/AJ4AOAf/2Q==");

    /// <summary>A film of one frame, with the place where it was taken.</summary>
    public static readonly byte[] Film =
    [
        .. Box("ftyp", "isom\0\0\u0002\0isommp42"u8),
        .. Box("moov", [.. Box("trak", Box("mdia", Box("hdlr", "\0\0\0\0\0\0\0\0vide\0\0\0\0\0\0\0\0\0\0\0\0\0"u8))), .. Box("udta", Encoding.ASCII.GetBytes(FilmPlace))]),
        .. Box("mdat", "the picture"u8),
    ];

    public const string FilmPlace = "+31.3847+120.9807/";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<PlatformCall> _calls = new();
    private readonly TaskCompletionSource _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, byte[]> _uploads = [];
    private int _ids;

    private StandInPlatform(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public IReadOnlyList<PlatformCall> Calls => [.. _calls];

    public static async Task<StandInPlatform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var platform = new StandInPlatform(builder.Build());
        platform._app.Run(platform.AnswerAsync);
        await platform._app.StartAsync();
        return platform;
    }

    /// <summary>Lets pictures under <c>/slow-broken-picture</c> be answered; until then they hang.</summary>
    public void AnswerSlowOnes() => _slow.TrySetResult();

    public IEnumerable<JsonElement> To(string path) => Calls.Where(c => c.Path.StartsWith(path, StringComparison.Ordinal)).Select(c => c.Body);

    /// <summary>Every text a robot wrote into a group.</summary>
    public IEnumerable<string> Group(string key) => Calls
        .Where(c => c.Path.StartsWith("/cgi-bin/webhook/send", StringComparison.Ordinal) && c.Path.EndsWith("key=" + key, StringComparison.Ordinal))
        .Select(c => c.Body.GetProperty("text").GetProperty("content").GetString()!);

    public IEnumerable<string> Resident(string openid) => To("/cgi-bin/message/custom/send")
        .Where(b => b.GetProperty("touser").GetString() == openid && b.GetProperty("msgtype").GetString() == "text").Select(b => b.GetProperty("text").GetProperty("content").GetString()!);

    public IEnumerable<JsonElement> Cards(string user) => To("/cgi-bin/message/send")
        .Where(b => b.GetProperty("msgtype").GetString() == "template_card" && b.GetProperty("touser").GetString()!.Split('|').Contains(user))
        .Select(b => b.GetProperty("template_card"));

    public IEnumerable<string> Staff(string user) => To("/cgi-bin/message/send")
        .Where(b => b.GetProperty("msgtype").GetString() == "text" && b.GetProperty("touser").GetString()!.Split('|').Contains(user))
        .Select(b => b.GetProperty("text").GetProperty("content").GetString()!);

    /// <summary>Every picture a member was shown, as it was handed over.</summary>
    public IEnumerable<byte[]> StaffPictures(string user) => Pictures("/cgi-bin/message/send", to => to.Split('|').Contains(user));

    public IEnumerable<byte[]> ResidentPictures(string openid) => Pictures("/cgi-bin/message/custom/send", to => to == openid);

    private IEnumerable<byte[]> Pictures(string path, Func<string, bool> to) => To(path)
        .Where(b => b.GetProperty("msgtype").GetString() == "image" && to(b.GetProperty("touser").GetString()!))
        .Select(b => _uploads[b.GetProperty("image").GetProperty("media_id").GetString()!]);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Members who have left the company (protocol.md 5.4).</summary>
    public ConcurrentDictionary<string, bool> Gone { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Residents to whom nothing can be sent, and with which code.</summary>
    public ConcurrentDictionary<string, int> Refusing { get; } = [];

    /// <summary>The msgid of the last template or subscription message.</summary>
    public long TemplateMessage { get; private set; }

    private static string[] Named(JsonElement body) => body.GetProperty("touser").GetString()!.Split('|');

    private static byte[] Box(string type, ReadOnlySpan<byte> content)
    {
        var box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        content.CopyTo(box.AsSpan(8));
        return box;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString;
        if (path.StartsWith("/slow-broken-picture", StringComparison.Ordinal))
        {
            await _slow.Task.WaitAsync(context.RequestAborted);
        }

        if (path.Contains("broken-picture", StringComparison.Ordinal))
        {
            context.Response.ContentType = "image/jpeg";
            await context.Response.WriteAsync("this is not a picture, whatever it is called");
            return;
        }

        if (path.StartsWith("/film", StringComparison.Ordinal))
        {
            await context.Response.Body.WriteAsync(Film);
            return;
        }

        if (path.StartsWith("/picture", StringComparison.Ordinal))
        {
            context.Response.ContentType = "image/jpeg";
            await context.Response.Body.WriteAsync(Picture);
            return;
        }

        if (context.Request.Path == "/cgi-bin/media/upload")
        {
            var picture = Assert.Single((await context.Request.ReadFormAsync()).Files, f => f.Name == "media");
            using var bytes = new MemoryStream();
            await picture.CopyToAsync(bytes);
            var mediaId = "uploaded-" + Interlocked.Increment(ref _ids);
            _uploads[mediaId] = bytes.ToArray();
            _calls.Enqueue(new PlatformCall(path, default));
            await context.Response.WriteAsJsonAsync(new { type = "image", media_id = mediaId, created_at = 1_780_000_000 });
            return;
        }

        JsonElement body = default;
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body);
            body = document.RootElement.Clone();
        }

        _calls.Enqueue(new PlatformCall(path, body));
        var id = Interlocked.Increment(ref _ids);
        object answer = context.Request.Path.Value switch
        {
            "/cgi-bin/stable_token" or "/cgi-bin/gettoken" => new { errcode = 0, errmsg = "ok", access_token = "token-" + id, expires_in = 7200 },
            "/cgi-bin/message/send" when !Gone.IsEmpty && Named(body).All(Gone.ContainsKey) => new { errcode = 81013, errmsg = "user & party & tag all invalid" },
            "/cgi-bin/message/send" => new
            {
                errcode = 0,
                errmsg = "ok",
                msgid = "m" + id,
                response_code = "code-" + id,
                invaliduser = string.Join('|', Named(body).Where(Gone.ContainsKey).Select(user => user.ToLowerInvariant())),
            },
            "/cgi-bin/message/custom/send" when Refusing.TryGetValue(body.GetProperty("touser").GetString()!, out var code) => new { errcode = code, errmsg = "refused" },
            "/cgi-bin/message/template/send" or "/cgi-bin/message/subscribe/send" => new { errcode = 0, errmsg = "ok", msgid = TemplateMessage = 7_000_000_000 + id },
            "/cgi-bin/qrcode/create" => new { ticket = "t" + id, url = "http://weixin.qq.com/q/" + id },
            "/cgi-bin/media/get" when context.Request.Query["media_id"].ToString().StartsWith("film", StringComparison.Ordinal) => new { video_url = Address + "/film" },
            "/cgi-bin/media/get" => new { errcode = 40007, errmsg = "invalid media_id" },
            _ => new { errcode = 0, errmsg = "ok" },
        };
        await context.Response.WriteAsJsonAsync(answer);
    }
}
