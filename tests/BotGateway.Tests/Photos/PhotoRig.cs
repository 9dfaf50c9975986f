using System.Collections.Concurrent;
using BotGateway.Clock;
using BotGateway.Photos;
using BotGateway.Settings;
using BotGateway.Tests.Infrastructure;
using CaseStore.Cases;
using CaseStore.People;

namespace BotGateway.Tests.Photos;

/// <summary>A fetcher with a real store, a real shelf, a server of pictures, and a platform that answers what the test says.</summary>
internal sealed class PhotoRig : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 5, 20, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("photos");
    private readonly PictureSource _source;

    private PhotoRig(PictureHost host, PlatformMode mode, bool hostAllowed, TimeSpan time)
    {
        Host = host;
        Settings = SettingsFor(_directory.FullName, mode, hostAllowed ? [host.HostAndPort] : []);
        Store = new PhotoStore();
        Shelf = new PhotoShelf(Settings);
        Clock.HoldAt(Start);
        var limits = PhotoLimits.Default with { Time = time };
        _source = new PictureSource(Settings, new OwnAddress(host.Server, Settings), AskPlatformAsync, limits, Clock);
        Fetcher = new PhotoFetcher(Store, Store, _source, Shelf, new PhotoBell(), TellAsync, limits, Clock, Log);
    }

    public PictureHost Host { get; }

    public GatewaySettings Settings { get; }

    public ManualClock Clock { get; } = new(TimeProvider.System);

    public PhotoStore Store { get; }

    public PhotoShelf Shelf { get; }

    public PhotoFetcher Fetcher { get; }

    public LogLines<PhotoFetcher> Log { get; } = new();

    /// <summary>What the platform answers by media id; an unknown id is gone.</summary>
    public ConcurrentDictionary<string, Func<MediaAnswer>> Media { get; } = new();

    public ConcurrentQueue<string> AskedMedia { get; } = new();

    public ConcurrentQueue<string> Told { get; } = new();

    /// <summary>Thrown at the next telling instead of being told.</summary>
    public Exception? TellingFails { get; set; }

    public IEnumerable<string> Files => Directory.Exists(Settings.PhotosDirectory)
        ? Directory.EnumerateFiles(Settings.PhotosDirectory, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Settings.PhotosDirectory, file))
        : [];

    public static async Task<PhotoRig> StartAsync(PlatformMode mode = PlatformMode.Live, bool hostAllowed = true, TimeSpan? time = null) =>
        new(await PictureHost.StartAsync(), mode, hostAllowed, time ?? TimeSpan.FromSeconds(30));

    public static GatewaySettings SettingsFor(string directory, PlatformMode mode, IReadOnlyList<string> hosts) => new(
        mode,
        new WeChatAccount("app", "secret", "token", [], null),
        new WeComAccount("corp", 1, "secret", "token", [], null),
        null, null, TimeSpan.FromMinutes(5), Path.Combine(directory, "shelf"), hosts, "config", "Sqlite", "");

    public static Photo Photo(string key, string? picUrl = null, string? mediaId = null) => new()
    {
        Key = key,
        Channel = Channel.WeChat,
        Sender = "openid",
        PicUrl = picUrl,
        MediaId = mediaId,
        Token = "token-of-" + key,
        ReceivedAt = Start,
        NextAttemptAt = Start,
    };

    /// <summary>Lets one photo arrive and be tried once.</summary>
    public async Task<Photo> TryOnceAsync(string? picUrl = null, string? mediaId = null)
    {
        await Store.AddAsync(Photo("m1", picUrl, mediaId));
        Assert.Equal(1, await Fetcher.RunDueAsync(CancellationToken.None));
        return await Store.FindAsync("m1");
    }

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        Store.Dispose();
        await Host.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private Task<MediaAnswer> AskPlatformAsync(Channel channel, string mediaId, CancellationToken cancellation)
    {
        AskedMedia.Enqueue(channel + ":" + mediaId);
        return Task.FromResult(Media.TryGetValue(mediaId, out var answer) ? answer() : new MediaAnswer.Gone(40007));
    }

    private Task TellAsync(Photo photo, CancellationToken cancellation)
    {
        if (TellingFails is { } fault)
        {
            TellingFails = null;
            throw fault;
        }
        Told.Enqueue(photo.Key + " " + photo.State);
        return Task.CompletedTask;
    }
}
