using System.Buffers.Binary;

namespace BotGateway.Photos.Cleaning;

/// <summary>
/// WebP: RIFF, size (4), WEBP, then chunks of type (4), length (4), data, padded to even. Kept are picture, transparency, animation
/// and colour profile; EXIF, XMP and unknown chunks stay behind, and the header's flags no longer promise them.
/// </summary>
internal static class WebPCleaner
{
    private const int ChunkHeader = 8;
    private const int FrameHeader = 16;
    private const byte ExifAndXmp = 0x08 | 0x04;

    public static CleanResult Clean(ReadOnlySpan<byte> webp)
    {
        if (MediaKind.Detect(webp) != MediaKind.WebP)
            return Not("no header");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]);
        if (size > webp.Length - 8)
            return Not("cut off: shorter than it says");
        if (size < 12)
            return Not("says it is empty");
        var clean = new MemoryStream(webp.Length);
        clean.Write(webp[..12]);
        var picture = false;
        if (CopyChunks(webp[12..(8 + (int)size)], clean, inFrame: false, ref picture) is { } fault)
            return Not(fault);
        if (!picture)
            return Not("ends before the picture begins");
        PatchLength(clean, 4);
        return new CleanResult.Clean(MediaKind.WebP, clean.GetBuffer().AsMemory(0, (int)clean.Length));
    }

    /// <returns>What is wrong, or null.</returns>
    private static string? CopyChunks(ReadOnlySpan<byte> chunks, MemoryStream to, bool inFrame, ref bool picture)
    {
        while (!chunks.IsEmpty)
        {
            if (chunks.Length < ChunkHeader)
                return "cut off: inside a chunk's header";
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]);
            if (length > chunks.Length - ChunkHeader)
                return "cut off: inside a chunk";
            var chunk = chunks[..(ChunkHeader + (int)length)];
            var data = chunk[ChunkHeader..];
            if (chunk.StartsWith("VP8 "u8))
            {
                if (data.Length < 10 || data[3..6] is not [0x9D, 0x01, 0x2A])
                    return "its picture does not begin like one";
                picture = true;
                Copy(chunk, to);
            }
            else if (chunk.StartsWith("VP8L"u8))
            {
                if (data is not [0x2F, _, _, _, _, ..])
                    return "its picture does not begin like one";
                picture = true;
                Copy(chunk, to);
            }
            else if (chunk.StartsWith("ALPH"u8))
            {
                Copy(chunk, to);
            }
            else if (!inFrame && (chunk.StartsWith("ICCP"u8) || chunk.StartsWith("ANIM"u8)))
            {
                Copy(chunk, to);
            }
            else if (!inFrame && chunk.StartsWith("VP8X"u8))
            {
                if (data.Length != 10)
                    return "a header of the wrong length";
                var flags = (int)to.Length + ChunkHeader;
                Copy(chunk, to);
                to.GetBuffer()[flags] &= 0xFF ^ ExifAndXmp;
            }
            else if (!inFrame && chunk.StartsWith("ANMF"u8))
            {
                if (data.Length < FrameHeader)
                    return "cut off: inside a frame's header";
                var start = (int)to.Length;
                to.Write(chunk[..(ChunkHeader + FrameHeader)]);
                if (CopyChunks(data[FrameHeader..], to, inFrame: true, ref picture) is { } fault)
                    return fault;
                PatchLength(to, start + 4);
            }
            // The last chunk's padding is sometimes forgotten.
            chunks = chunks[Math.Min(chunk.Length + (chunk.Length & 1), chunks.Length)..];
        }
        return null;
    }

    private static void Copy(ReadOnlySpan<byte> chunk, MemoryStream to)
    {
        to.Write(chunk);
        if ((chunk.Length & 1) == 1)
            to.WriteByte(0);
    }

    /// <summary>The length at <paramref name="at"/> counts everything written after it.</summary>
    private static void PatchLength(MemoryStream written, int at) =>
        BinaryPrimitives.WriteUInt32LittleEndian(written.GetBuffer().AsSpan(at), (uint)(written.Length - at - 4));

    private static CleanResult.NotAPicture Not(string reason) => new("WebP: " + reason);
}
