namespace BotGateway.Photos.Cleaning;

/// <summary>
/// GIF: header, colours, then blocks: images (2C), extensions (21), the end (3B). Kept are the images, their timing and the loop
/// count; comments, captions and what applications wrote stay behind, and so does whatever follows the end.
/// </summary>
internal static class GifCleaner
{
    private const int HeaderLength = 13;
    private const int ImageDescriptorLength = 10;

    public static CleanResult Clean(ReadOnlySpan<byte> gif)
    {
        if (MediaKind.Detect(gif) != MediaKind.Gif)
            return Not("no header");
        var at = HeaderLength + ColourBytes(gif[10]);
        if (at > gif.Length)
            return Not("cut off: inside the colours");
        var kept = new Pieces();
        kept.Add(0, at);
        var picture = false;
        while (at < gif.Length)
        {
            var start = at;
            switch (gif[at])
            {
                case 0x3B:
                    return picture ? new CleanResult.Clean(MediaKind.Gif, kept.Join(gif, [], [0x3B])) : Not("ends before the picture begins");
                case 0x2C:
                    if (gif.Length - at < ImageDescriptorLength)
                        return Not("cut off: inside an image's header");
                    // The byte after the colours is the smallest code size.
                    at = EndOfBlocks(gif, at + ImageDescriptorLength + ColourBytes(gif[at + 9]) + 1);
                    if (at < 0)
                        return Not("cut off: inside an image");
                    kept.Add(start, at);
                    picture = true;
                    break;
                case 0x21:
                    at = EndOfBlocks(gif, at + 2);
                    if (at < 0)
                        return Not("cut off: inside an extension");
                    if (IsTimingOrLoop(gif[start..at]))
                        kept.Add(start, at);
                    break;
                default:
                    return Not("an unknown block");
            }
        }
        return Not("cut off: no end");
    }

    private static int ColourBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 0x07) + 1);

    private static bool IsTimingOrLoop(ReadOnlySpan<byte> extension) => extension switch
    {
        [0x21, 0xF9, 4, _, _, _, _, 0] => true,
        [0x21, 0xFF, 11, .. var application] when application.Length == 16 && application is [.., 3, 1, _, _, 0] =>
            application.StartsWith("NETSCAPE2.0"u8) || application.StartsWith("ANIMEXTS1.0"u8),
        _ => false,
    };

    /// <summary>Data comes in blocks of a length byte and so many bytes; a length of 0 ends it. Returns -1 if the file ends first.</summary>
    private static int EndOfBlocks(ReadOnlySpan<byte> gif, int at)
    {
        while (at < gif.Length)
        {
            var length = gif[at];
            at += 1 + length;
            if (length == 0)
                return at;
        }
        return -1;
    }

    private static CleanResult.NotAPicture Not(string reason) => new("GIF: " + reason);
}
