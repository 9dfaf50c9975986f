namespace BotGateway.Photos.Cleaning;

/// <summary>
/// Walks a file from outside to its end and copies what is needed to show it; what is not known to be needed stays behind.
/// Never decodes a pixel, so a small file cannot become a large one. Any bytes are an answer, never an exception.
/// </summary>
internal static class Cleaner
{
    public static CleanResult Clean(ReadOnlySpan<byte> bytes)
    {
        var kind = ImageKind.Detect(bytes);
        return kind switch
        {
            _ when kind == ImageKind.Jpeg => JpegCleaner.Clean(bytes),
            _ when kind == ImageKind.Png => PngCleaner.Clean(bytes),
            _ when kind == ImageKind.Gif => GifCleaner.Clean(bytes),
            _ when kind == ImageKind.WebP => WebPCleaner.Clean(bytes),
            _ => new CleanResult.NotAPicture(bytes.IsEmpty ? "empty" : "neither JPEG, PNG, GIF nor WebP"),
        };
    }
}
