using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Photos;

/// <summary>A server of pictures, and of what pretends to be one.</summary>
internal sealed class PictureHost : IAsyncDisposable
{
    private static readonly byte[] Block = new byte[64 * 1024];

    private readonly WebApplication _app;

    private PictureHost(WebApplication app) => _app = app;

    public IServer Server => _app.Services.GetRequiredService<IServer>();

    /// <summary>E.g. <c>http://127.0.0.1:41234</c>.</summary>
    public string Address => _app.Urls.First();

    public string HostAndPort => new Uri(Address).Authority;

    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The endless stream ends only when the other side hangs up.</summary>
    public TaskCompletionSource EndlessHungUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where <c>/elsewhere</c> points.</summary>
    public string Elsewhere { get; set; } = "http://192.0.2.1/jpeg";

    public static async Task<PictureHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var host = new PictureHost(app);
        app.Use((context, next) =>
        {
            host.Asked.Enqueue(context.Request.Path);
            return next(context);
        });
        app.MapGet("/jpeg", () => Results.Bytes(Pictures.JpegFromAPhone(), "text/plain"));
        app.MapGet("/png", () => Results.Bytes(Pictures.PngWithPlace(), "image/jpeg"));
        app.MapGet("/film", () => Results.Bytes(Movies.FromAPhone(), "text/plain"));
        app.MapGet("/words.jpg", () => Results.Bytes(Pictures.Ascii("no picture, whatever the name and the type say"), "image/jpeg"));
        app.MapGet("/cut", () => Results.Bytes(Pictures.Jpeg[..200], "image/jpeg"));
        app.MapGet("/busy", () => Results.StatusCode(503));
        app.MapGet("/moved", () => Results.Redirect("/jpeg"));
        app.MapGet("/round", () => Results.Redirect("/round"));
        app.MapGet("/elsewhere", () => Results.Redirect(host.Elsewhere));
        app.MapGet("/endless", host.EndlessAsync);
        app.MapGet("/large", SaysItIsLargeAsync);
        app.MapGet("/short", BreaksOffAsync);
        app.MapGet("/slow", StopsAsync);
        await app.StartAsync();
        return host;
    }

    public string Link(string path) => Address + path;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task EndlessAsync(HttpContext context)
    {
        await context.Response.Body.WriteAsync(Pictures.Jpeg.AsMemory(0, 20));
        try
        {
            while (true)
            {
                context.RequestAborted.ThrowIfCancellationRequested();
                await context.Response.Body.WriteAsync(Block, context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            EndlessHungUp.SetResult();
        }
    }

    private static async Task SaysItIsLargeAsync(HttpContext context)
    {
        context.Response.ContentLength = 10 * 1024 * 1024 + 1;
        await context.Response.Body.WriteAsync(Pictures.Jpeg);
        await context.Response.Body.FlushAsync();
        await UntilHungUpAsync(context);
    }

    private static async Task BreaksOffAsync(HttpContext context)
    {
        context.Response.ContentLength = Pictures.Jpeg.Length;
        await context.Response.Body.WriteAsync(Pictures.Jpeg.AsMemory(0, 100));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static async Task StopsAsync(HttpContext context)
    {
        await context.Response.Body.WriteAsync(Pictures.Jpeg.AsMemory(0, 100));
        await context.Response.Body.FlushAsync();
        await UntilHungUpAsync(context);
    }

    private static Task UntilHungUpAsync(HttpContext context)
    {
        var hungUp = new TaskCompletionSource();
        context.RequestAborted.Register(() => hungUp.SetResult());
        return hungUp.Task;
    }
}
