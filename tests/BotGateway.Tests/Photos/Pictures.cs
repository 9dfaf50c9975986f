using System.Buffers.Binary;
using System.Text;

namespace BotGateway.Tests.Photos;

/// <summary>Small real pictures, and the same ones with everything in them that must not come along.</summary>
internal static class Pictures
{
    /// <summary>Words that stand in for a place wherever one could hide.</summary>
    public const string Planted = "N31.3847 E120.9812";

    /// <summary>8×6, baseline.</summary>
    public static readonly byte[] Jpeg = Convert.FromBase64String("""
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODh
        MREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAA
        AAAAAAb/xAAXEAEAAwAAAAAAAAAAAAAAAAAAAhRh/8QAFQEBAQAAAAAAAAAAAAAAAAAABAb/xAAZEQACAwEAAAAAAAAAAAAAAAAAAQQVUlP/2gAMAwEAAhEDEQA/AI27PQ
        FhWROaE2MrbP/Z
        """);

    /// <summary>16×12, progressive: several scans, tables between them.</summary>
    public static readonly byte[] ProgressiveJpeg = Convert.FromBase64String("""
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODh
        MREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAMABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAA
        AAAAAAQF/8QAFQEBAQAAAAAAAAAAAAAAAAAABAX/2gAMAwEAAhADEAAAAcpMoq//xAAWEAEBAQAAAAAAAAAAAAAAAAASABD/2gAIAQEAAQUCUt//xAAWEQADAAAAAAAAAA
        AAAAAAAAAAAhT/2gAIAQMBAT8BtY//xAAWEQADAAAAAAAAAAAAAAAAAAAAAhX/2gAIAQIBAT8Bnqf/xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAY/Ah//xAAXEAAD
        AQAAAAAAAAAAAAAAAAAAAREQ/9oACAEBAAE/IcKys//aAAwDAQACAAMAAAAQ/wD/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/EF//xAAUEQEAAAAAAAAAAAAAAA
        AAAAAA/9oACAECAQE/ED//xAAWEAEBAQAAAAAAAAAAAAAAAAAAYXH/2gAIAQEAAT8Q00ss/9k=
        """);

    public static readonly byte[] Png = Convert.FromBase64String("""
        iVBORw0KGgoAAAANSUhEUgAAAAQAAAAEAgMAAADUn3btAAAADFBMVEX/AACqAFVVAKoAAP9QAAc5AAAAEElEQVQI12NgYAhlWMXwHwAErgH/fIKFMAAAAABJRU5ErkJggg
        ==
        """);

    /// <summary>Two frames with timing and a loop.</summary>
    public static readonly byte[] Gif = Convert.FromBase64String("""
        R0lGODlhBAAEAPAAAP8AAAAAACH5BAAUAAAAIf8LTkVUU0NBUEUyLjADAQAAACwAAAAABAAEAAACBISPCQUAIfkEABQAAAAsAAAAAAQABACAAAD/AAAAAgSEjwkFADs=
        """);

    public static readonly byte[] WebP = Convert.FromBase64String("""
        UklGRjwAAABXRUJQVlA4IDAAAADQAQCdASoEAAQAAgA0JaACdLoB+AADsAD+8MQL/yC5YXXI1/8gP+QH/ID/+PIAAAA=
        """);

    public static readonly byte[][] All = [Jpeg, ProgressiveJpeg, Png, Gif, WebP];

    /// <summary>As a phone makes it: EXIF with a place and which way up, XMP, IPTC, a comment, a preview, a second picture behind the first.</summary>
    public static byte[] JpegFromAPhone(byte orientation = 6) => With(Jpeg, 20,
    [
        .. Segment(0xE1, Exif(orientation)),
        .. Segment(0xE1, Ascii("http://ns.adobe.com/xap/1.0/\0<x>" + Planted + "</x>")),
        .. Segment(0xE0, Ascii("JFXX\0" + Planted)),
        .. Segment(0xE2, Ascii("MPF\0" + Planted)),
        .. Segment(0xED, Ascii("Photoshop 3.0\0" + Planted)),
        .. Segment(0xEB, Ascii(Planted)),
        .. Segment(0xFE, Ascii(Planted)),
    ]).Concat(JpegWithComment()).ToArray();

    public static byte[] PngWithPlace() => With(Png, 33,
    [
        .. Chunk("tEXt", Ascii("Location\0" + Planted)),
        .. Chunk("zTXt", Ascii(Planted)),
        .. Chunk("iTXt", Ascii(Planted)),
        .. Chunk("tIME", [7, 230, 1, 2, 3, 4, 5]),
        .. Chunk("eXIf", Exif(1)[6..]),
        .. Chunk("prVt", Ascii(Planted)),
    ]).Concat(Ascii(Planted)).ToArray();

    public static byte[] GifWithPlace() => With(Gif, 19,
    [
        0x21, 0xFE, (byte)Planted.Length, .. Ascii(Planted), 0,
        0x21, 0xFF, 11, .. Ascii("XMP DataXMP"), (byte)Planted.Length, .. Ascii(Planted), 0,
        0x21, 0x01, 12, .. new byte[12], (byte)Planted.Length, .. Ascii(Planted), 0,
    ]).Concat(Ascii(Planted)).ToArray();

    /// <summary>An extended file (VP8X) that says it has EXIF and XMP, and has.</summary>
    public static byte[] WebPWithPlace() => Riff(
    [
        .. RiffChunk("VP8X", [0x08 | 0x04, 0, 0, 0, 3, 0, 0, 3, 0, 0]),
        .. WebP[12..],
        .. RiffChunk("EXIF", Exif(1)),
        .. RiffChunk("XMP ", Ascii(Planted + "!")),
        .. RiffChunk("mine", Ascii(Planted)),
    ]).Concat(Ascii(Planted)).ToArray();

    /// <summary>An animation of one frame, in whose frame something hides as well.</summary>
    public static byte[] AnimatedWebPWithPlace() => Riff(
    [
        .. RiffChunk("VP8X", [0x02 | 0x08, 0, 0, 0, 3, 0, 0, 3, 0, 0]),
        .. RiffChunk("ANIM", new byte[6]),
        .. RiffChunk("ANMF", [0, 0, 0, 0, 0, 0, 3, 0, 0, 3, 0, 0, 100, 0, 0, 0, .. WebP[12..], .. RiffChunk("EXIF", Ascii(Planted))]),
        .. RiffChunk("EXIF", Exif(1)),
    ]);

    public static byte[] JpegWithComment() => With(Jpeg, 20, Segment(0xFE, Ascii(Planted)));

    /// <summary>EXIF: directory 0 with the orientation and a pointer to the GPS directory, whose date is the planted text.</summary>
    public static byte[] Exif(byte orientation, bool little = false)
    {
        var tiff = new byte[8 + 2 + 24 + 4 + 2 + 12 + 4 + 20];
        (little ? "II*\0"u8 : "MM\0*"u8).CopyTo(tiff);
        Long(4, 8);
        Short(8, 2);
        Entry(10, 0x0112, 3, 1);
        Short(18, orientation);
        Entry(22, 0x8825, 4, 1);
        Long(30, 38);
        Short(38, 1);
        Entry(40, 0x001D, 2, 20);
        Long(48, 56);
        Ascii(Planted).CopyTo(tiff, 56);
        return [.. "Exif\0\0"u8, .. tiff];

        void Entry(int at, ushort tag, ushort type, uint count)
        {
            Short(at, tag);
            Short(at + 2, type);
            Long(at + 4, count);
        }

        void Short(int at, ushort value)
        {
            if (little)
                BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), value);
            else
                BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), value);
        }

        void Long(int at, uint value)
        {
            if (little)
                BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(at), value);
            else
                BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at), value);
        }
    }

    public static byte[] Segment(byte marker, byte[] payload) =>
        [0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload];

    /// <summary>With a CRC of zeros: nobody looks at it in a chunk that is thrown away.</summary>
    public static byte[] Chunk(string type, byte[] data) => [0, 0, (byte)(data.Length >> 8), (byte)data.Length, .. Ascii(type), .. data, 0, 0, 0, 0];

    public static byte[] RiffChunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Ascii(type), .. length, .. data, .. new byte[data.Length & 1]];
    }

    public static byte[] With(byte[] file, int at, byte[] inserted) => [.. file[..at], .. inserted, .. file[at..]];

    public static byte[] Ascii(string words) => Encoding.ASCII.GetBytes(words);

    private static byte[] Riff(byte[] chunks) => RiffChunk("RIFF", [.. "WEBP"u8, .. chunks]);
}
