namespace BotGateway.Photos.Thumbnails;

/// <summary>Kept photos made small, each once, when somebody first wants to see it; beside the original, under its hash.</summary>
internal sealed partial class ThumbnailStore(PhotoShelf shelf, ILogger<ThumbnailStore> log) : IDisposable
{
    // One picture unfolded in memory at a time, however many are asked for; and half of a small machine stays free for the talks.
    private readonly SemaphoreSlim _one = new(1);

    /// <returns>Null: there is none, and only the original can be shown.</returns>
    public async Task<FileStream?> OpenAsync(string hash, MediaKind kind, CancellationToken cancellation)
    {
        if (kind.IsVideo)
            return null;
        if (!shelf.HasThumbnail(hash))
        {
            await _one.WaitAsync(cancellation);
            try
            {
                if (!shelf.HasThumbnail(hash) && !await MakeAsync(hash, kind, cancellation))
                    return null;
            }
            finally
            {
                _one.Release();
            }
        }

        var file = shelf.OpenThumbnail(hash);
        if (file is { Length: > 0 })
            return file;
        if (file is not null)
            await file.DisposeAsync();
        return null;
    }

    public void Dispose() => _one.Dispose();

    /// <summary>That there is none is kept as well, as an empty file: a broken picture is not decoded again for each who looks.</summary>
    private async Task<bool> MakeAsync(string hash, MediaKind kind, CancellationToken cancellation)
    {
        byte[] original;
        await using (var file = shelf.Open(hash, kind))
        {
            if (file is null)
                return false;
            original = new byte[file.Length];
            await file.ReadExactlyAsync(original, cancellation);
        }

        var thumbnail = await Task.Run(() => ThumbnailMaker.Make(original), CancellationToken.None);
        if (thumbnail is Thumbnail.None none)
            Log.None(log, hash, none.Reason);
        await shelf.KeepThumbnailAsync(hash, thumbnail is Thumbnail.Made made ? made.Jpeg : default, cancellation);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(3110, LogLevel.Information, "No thumbnail of {Hash}: {Reason}")]
        public static partial void None(ILogger logger, string hash, string reason);
    }
}
