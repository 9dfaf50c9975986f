using System.Net;
using System.Runtime.CompilerServices;
using BotGateway.Photos.Cleaning;
using BotGateway.Settings;
using CaseStore.Cases;

namespace BotGateway.Photos;

/// <summary>The two ways to a picture: its link, which needs no token, and the platform's media/get.</summary>
internal sealed class PictureSource(GatewaySettings settings, OwnAddress own, PlatformMedia media, PhotoLimits limits, TimeProvider clock) : IDisposable
{
    private const int MostRedirects = 3;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = limits.Time,
        // What is left unread was left on purpose.
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        // The limit below covers the body as well; this one would end at the headers.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Tries one way after the other, as long as the caller asks on.</summary>
    public async IAsyncEnumerable<Fetched> TryAsync(Photo photo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (photo.PicUrl is { } link)
        {
            yield return PictureLink.Check(link, AllowedHosts()) is { } address
                ? await LimitedAsync("link", limited => FollowAsync("link", address, AllowedHosts(), limits.Bytes, limited), cancellation)
                : new Fetched.Never("link: not an allowed host");
        }
        if (photo.MediaId is { } id)
            yield return await LimitedAsync("media", async limited => await ReadAsync(await media(photo.Channel, id, limited), limited), cancellation);
        if (photo is { PicUrl: null, MediaId: null })
            yield return new Fetched.Never("it came with neither a link nor a media id");
    }

    public void Dispose() => _http.Dispose();

    private IReadOnlyList<string> AllowedHosts() => settings.Mode == PlatformMode.Simulator && Uri.TryCreate(own.Local, UriKind.Absolute, out var local)
        ? [.. settings.PhotosAllowedHosts, local.Host + ":" + local.Port]
        : settings.PhotosAllowedHosts;

    private async Task<Fetched> LimitedAsync(string way, Func<CancellationToken, Task<Fetched>> fetch, CancellationToken cancellation)
    {
        using var time = new CancellationTokenSource(limits.Time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        try
        {
            return await fetch(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Fetched.NotNow(way + ": took too long");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new Fetched.NotNow(way + ": " + fault.GetType().Name);
        }
    }

    private async Task<Fetched> FollowAsync(string way, Uri address, IReadOnlyList<string> hosts, int most, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode is HttpStatusCode.OK)
            {
                return response.Content.Headers.ContentLength > most
                    ? TooLarge(way)
                    : await ReadAsync(way, await response.Content.ReadAsStreamAsync(cancellation), most, cancellation);
            }
            if (response.Headers.Location is not { } next || (int)response.StatusCode is < 300 or > 399)
                return new Fetched.NotNow(way + ": status " + (int)response.StatusCode);
            next = new Uri(address, next);
            if (redirects == MostRedirects || next.Host != address.Host || !PictureLink.IsAllowed(next, hosts))
                return new Fetched.NotNow(way + ": redirected elsewhere");
            address = next;
        }
    }

    private async Task<Fetched> ReadAsync(MediaAnswer answer, CancellationToken cancellation)
    {
        switch (answer)
        {
            case MediaAnswer.Content content:
                await using (content.Body)
                {
                    return await ReadAsync("media", content.Body, limits.VideoBytes, cancellation);
                }
            case MediaAnswer.Elsewhere elsewhere:
                // Named by the platform itself in answer to our call: no message can choose it.
                return PictureLink.IsAllowed(elsewhere.Address, [elsewhere.Address.Authority])
                    ? await FollowAsync("media link", elsewhere.Address, [elsewhere.Address.Authority], limits.VideoBytes, cancellation)
                    : new Fetched.Never("media link: not an address to call");
            case MediaAnswer.TooLarge:
                return TooLarge("media");
            case MediaAnswer.Gone gone:
                return new Fetched.Never("media: code " + gone.Code);
            case MediaAnswer.TryLater later:
                return new Fetched.NotNow("media: " + later.Reason);
            default:
                throw new InvalidOperationException("Not a media answer: " + answer);
        }
    }

    private async Task<Fetched> ReadAsync(string way, Stream body, int most, CancellationToken cancellation) =>
        await CappedBody.ReadAsync(body, most, cancellation) is not { } bytes
            ? TooLarge(way)
            : Cleaner.Clean(bytes.Span) switch
            {
                CleanResult.Clean { Kind.IsVideo: false } when bytes.Length > limits.Bytes => TooLarge(way),
                CleanResult.Clean clean => new Fetched.Picture(clean.Kind, clean.Bytes),
                CleanResult.NotAPicture not => new Fetched.Unfit(way + ": " + not.Reason),
                var other => throw new InvalidOperationException("Not a result of cleaning: " + other),
            };

    private static Fetched.Unfit TooLarge(string way) => new(way + ": too large");
}
