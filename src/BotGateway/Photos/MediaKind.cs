namespace BotGateway.Photos;

/// <summary>A kind of picture or video that every phone can show. Decided from the first bytes: names and Content-Types are only somebody's word.</summary>
internal sealed record MediaKind
{
    public static readonly MediaKind Jpeg = new("image/jpeg", "jpg");
    public static readonly MediaKind Png = new("image/png", "png");
    public static readonly MediaKind Gif = new("image/gif", "gif");
    public static readonly MediaKind WebP = new("image/webp", "webp");
    public static readonly MediaKind Mp4 = new("video/mp4", "mp4");

    /// <summary>The signature, and the chunk that must come first with the length it must have.</summary>
    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    private MediaKind(string contentType, string extension)
    {
        ContentType = contentType;
        Extension = extension;
    }

    public string ContentType { get; }

    /// <summary>Without a dot.</summary>
    public string Extension { get; }

    public bool IsVideo => this == Mp4;

    /// <summary>
    /// What the first bytes say, or null. Whether the rest keeps that promise is seen by <see cref="Cleaning.Cleaner"/>,
    /// which walks the whole file.
    /// </summary>
    public static MediaKind? Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, >= 0xC0 and < 0xFF, ..] => Jpeg,
        _ when bytes.Length >= 33 && bytes.StartsWith(PngStart) => Png,
        _ when bytes.Length >= 13 && (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)) => Gif,
        _ when bytes.Length >= 20 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBPVP8"u8) => WebP,
        _ when bytes.Length >= 16 && bytes[4..].StartsWith("ftyp"u8) => Mp4,
        _ => null,
    };

    public static MediaKind? Of(string? contentType) => contentType switch
    {
        "image/jpeg" => Jpeg,
        "image/png" => Png,
        "image/gif" => Gif,
        "image/webp" => WebP,
        "video/mp4" => Mp4,
        _ => null,
    };
}
