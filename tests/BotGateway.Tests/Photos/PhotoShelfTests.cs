using BotGateway.Photos;
using BotGateway.Settings;

namespace BotGateway.Tests.Photos;

public sealed class PhotoShelfTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("shelf");

    [Fact]
    public async Task What_Is_Kept_Is_Found_Again_And_Twice_Is_Once()
    {
        var shelf = Shelf();
        var hash = await shelf.KeepAsync(MediaKind.Gif, Pictures.Gif, CancellationToken.None);
        Assert.Equal(hash, await shelf.KeepAsync(MediaKind.Gif, Pictures.Gif, CancellationToken.None));
        await using var file = shelf.Open(hash, MediaKind.Gif)!;
        var read = new MemoryStream();
        await file.CopyToAsync(read);
        Assert.Equal(Pictures.Gif, read.ToArray());
        Assert.Single(_directory.GetFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Many_At_Once_Leave_One_Whole_File()
    {
        var shelf = Shelf();
        var hashes = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => shelf.KeepAsync(MediaKind.Png, Pictures.Png, CancellationToken.None))));
        Assert.Single(hashes.Distinct());
        Assert.Equal(Pictures.Png.Length, Assert.Single(_directory.GetFiles("*", SearchOption.AllDirectories)).Length);
    }

    [Fact]
    public async Task What_Is_Interrupted_Leaves_Nothing()
    {
        var shelf = Shelf();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shelf.KeepAsync(MediaKind.Png, Pictures.Png, new CancellationToken(canceled: true)));
        Assert.Empty(_directory.GetFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_Was_Never_Kept_Is_Not_There() => Assert.Null(Shelf().Open(new string('0', 64), MediaKind.Jpeg));

    public void Dispose() => _directory.Delete(recursive: true);

    private PhotoShelf Shelf() => new(PhotoRig.SettingsFor(_directory.FullName, PlatformMode.Live, []));
}
