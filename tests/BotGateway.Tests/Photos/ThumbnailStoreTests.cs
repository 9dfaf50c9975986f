using BotGateway.Photos;
using BotGateway.Photos.Thumbnails;
using BotGateway.Settings;
using BotGateway.Tests.Infrastructure;
using SkiaSharp;

namespace BotGateway.Tests.Photos;

public sealed class ThumbnailStoreTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("thumbnails");
    private readonly LogLines<ThumbnailStore> _log = new();

    [Fact]
    public async Task It_Is_Made_Once_However_Many_Look_And_Lies_Beside_The_Original()
    {
        var shelf = Shelf();
        using var store = new ThumbnailStore(shelf, _log);
        var hash = await shelf.KeepAsync(MediaKind.Jpeg, ThumbnailMakerTests.Draw(2000, 1000, SKEncodedImageFormat.Jpeg), default);
        var lengths = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => LengthAsync(store, hash, MediaKind.Jpeg)));
        Assert.Single(lengths.Distinct());
        Assert.Equal([$"{hash}.jpg", $"{hash}.small.jpg"], _directory.GetFiles("*", SearchOption.AllDirectories).Select(f => f.Name).Order());

        // Nothing is read but what lies there.
        File.Delete(_directory.GetFiles(hash + ".jpg", SearchOption.AllDirectories)[0].FullName);
        Assert.Equal(lengths[0], await LengthAsync(store, hash, MediaKind.Jpeg));
    }

    [Fact]
    public async Task That_There_Is_None_Is_Found_Out_Once()
    {
        var shelf = Shelf();
        using var store = new ThumbnailStore(shelf, _log);
        var hash = await shelf.KeepAsync(MediaKind.Gif, Pictures.Gif, default);
        Assert.Null(await store.OpenAsync(hash, MediaKind.Gif, default));
        Assert.Null(await store.OpenAsync(hash, MediaKind.Gif, default));
        Assert.Single(_log.Lines);
    }

    [Fact]
    public async Task Of_A_Film_Or_Of_What_Is_Not_There_There_Is_None()
    {
        var shelf = Shelf();
        using var store = new ThumbnailStore(shelf, _log);
        var hash = await shelf.KeepAsync(MediaKind.Mp4, Movies.Plain(), default);
        Assert.Null(await store.OpenAsync(hash, MediaKind.Mp4, default));
        Assert.Null(await store.OpenAsync(new string('0', 64), MediaKind.Jpeg, default));
        Assert.Single(_directory.GetFiles("*", SearchOption.AllDirectories));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static async Task<long> LengthAsync(ThumbnailStore store, string hash, MediaKind kind)
    {
        await using var file = await store.OpenAsync(hash, kind, default);
        return file!.Length;
    }

    private PhotoShelf Shelf() => new(PhotoRig.SettingsFor(_directory.FullName, PlatformMode.Live, []));
}
