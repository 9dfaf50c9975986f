using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace BotGateway.Photos.Cleaning;

/// <summary>
/// PNG: a signature, then chunks of length (4), type (4), data, CRC (4). Kept are those that change how it looks (APNG's included);
/// text, time, EXIF and private chunks stay behind, and so does whatever follows IEND.
/// </summary>
internal static class PngCleaner
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;

    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "pHYs", "acTL", "fcTL", "fdAT");

    public static CleanResult Clean(ReadOnlySpan<byte> png)
    {
        if (MediaKind.Detect(png) != MediaKind.Png)
            return Not("no signature and header");
        if (png[16..20] is [0, 0, 0, 0] || png[20..24] is [0, 0, 0, 0])
            return Not("no size");
        var kept = new Pieces();
        var picture = false;
        for (var at = SignatureLength; ;)
        {
            if (png.Length - at < ChunkOverhead)
                return Not("cut off: no end chunk");
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - ChunkOverhead)
                return Not("cut off: inside a chunk");
            var type = Encoding.Latin1.GetString(png.Slice(at + 4, 4));
            var end = at + ChunkOverhead + (int)length;
            if (Kept.Contains(type))
                kept.Add(at, end);
            else if (type[0] is >= 'A' and <= 'Z')
                return Not("needs a chunk that is not PNG");
            picture |= type == "IDAT";
            if (type == "IEND")
                return picture ? new CleanResult.Clean(MediaKind.Png, kept.Join(png, png[..SignatureLength], [])) : Not("ends before the picture begins");
            at = end;
        }
    }

    private static CleanResult.NotAPicture Not(string reason) => new("PNG: " + reason);
}
