namespace BotGateway.Photos.Cleaning;

/// <summary>
/// Walks a file from outside to its end and copies what is needed to show it; what is not known to be needed stays behind.
/// Never decodes a pixel, so a small file cannot become a large one. Any bytes are an answer, never an exception.
/// </summary>
internal static class Cleaner
{
    public static CleanResult Clean(ReadOnlySpan<byte> bytes)
    {
        var kind = MediaKind.Detect(bytes);
        return kind switch
        {
            _ when kind == MediaKind.Jpeg => JpegCleaner.Clean(bytes),
            _ when kind == MediaKind.Png => PngCleaner.Clean(bytes),
            _ when kind == MediaKind.Gif => GifCleaner.Clean(bytes),
            _ when kind == MediaKind.WebP => WebPCleaner.Clean(bytes),
            _ when kind == MediaKind.Mp4 => Mp4Cleaner.Clean(bytes),
            _ => new CleanResult.NotAPicture(bytes.IsEmpty ? "empty" : "neither JPEG, PNG, GIF, WebP nor MP4"),
        };
    }
}
