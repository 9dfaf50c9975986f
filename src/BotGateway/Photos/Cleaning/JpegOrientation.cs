using System.Buffers.Binary;

namespace BotGateway.Photos.Cleaning;

/// <summary>The one thing of EXIF that is worth keeping: which way up the picture is (tag 0x0112, values 1 to 8).</summary>
internal static class JpegOrientation
{
    private const ushort Tag = 0x0112;
    private const ushort Short = 3;

    /// <summary>Reads it from the payload of an APP1 segment; null when it says nothing usable.</summary>
    public static byte? Read(ReadOnlySpan<byte> app1)
    {
        if (!app1.StartsWith("Exif\0\0"u8) || app1.Length < 14)
            return null;
        var tiff = app1[6..];
        bool little;
        if (tiff.StartsWith("II*\0"u8))
            little = true;
        else if (tiff.StartsWith("MM\0*"u8))
            little = false;
        else
            return null;
        var directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return null;
        var entries = tiff[(int)directory..];
        int count = Number(entries, little);
        entries = entries[2..];
        for (; count > 0 && entries.Length >= 12; count--, entries = entries[12..])
        {
            if (Number(entries, little) != Tag || Number(entries[2..], little) != Short)
                continue;
            var value = Number(entries[8..], little);
            return value is >= 1 and <= 8 ? (byte)value : null;
        }
        return null;
    }

    /// <summary>A whole APP1 segment that says this and nothing else.</summary>
    public static byte[] Segment(byte orientation) =>
    [
        0xFF, 0xE1, 0, 34,
        .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8,
        0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
        0, 0, 0, 0,
    ];

    private static ushort Number(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
