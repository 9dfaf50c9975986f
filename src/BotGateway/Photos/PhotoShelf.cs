using System.Security.Cryptography;
using BotGateway.Settings;

namespace BotGateway.Photos;

/// <summary>
/// Pictures as files named after their content, <c>ab/cd/abcd….jpg</c>: the same picture twice is one file, and a file under its
/// name is whole, because it gets that name only when all of it is on the disk.
/// </summary>
internal sealed class PhotoShelf(GatewaySettings settings)
{
    private readonly string _directory = Path.GetFullPath(settings.PhotosDirectory);

    /// <returns>The content's hash, under which it is found again.</returns>
    public async Task<string> KeepAsync(MediaKind kind, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        var file = PathOf(hash, kind);
        if (File.Exists(file))
            return hash;
        await WriteAsync(file, bytes, cancellation);
        return hash;
    }

    /// <summary>Null when there is no such file.</summary>
    public FileStream? Open(string hash, MediaKind kind) => Open(PathOf(hash, kind));

    public bool HasThumbnail(string hash) => File.Exists(ThumbnailOf(hash));

    public FileStream? OpenThumbnail(string hash) => Open(ThumbnailOf(hash));

    public Task KeepThumbnailAsync(string hash, ReadOnlyMemory<byte> jpeg, CancellationToken cancellation) => WriteAsync(ThumbnailOf(hash), jpeg, cancellation);

    private static async Task WriteAsync(string file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var unfinished = file + "." + Path.GetRandomFileName();
        try
        {
            await using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
            {
                await stream.WriteAsync(bytes, cancellation);
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, file, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static FileStream? Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string PathOf(string hash, MediaKind kind) => FileOf(hash, kind.Extension);

    private string ThumbnailOf(string hash) => FileOf(hash, "small.jpg");

    private string FileOf(string hash, string ending) => Path.Combine(_directory, hash[..2], hash[2..4], hash + "." + ending);
}
