using System.Buffers.Binary;

namespace BotGateway.Photos.Cleaning;

/// <summary>
/// JPEG (ITU T.81): markers <c>FF xx</c>, most with a two-byte length and a payload; after SOS compressed data until the next
/// marker. Kept: tables, frames, scans, the colour profile. Written anew in their plainest form: JFIF, Adobe's colour flag, the
/// orientation. Left behind: EXIF with its place and thumbnail, XMP, IPTC, comments, and whatever follows the end (phones hang
/// second pictures and films there).
/// </summary>
internal static class JpegCleaner
{
    public static CleanResult Clean(ReadOnlySpan<byte> jpeg)
    {
        if (jpeg is not [0xFF, 0xD8, ..])
            return Not("no start marker");
        var kept = new Pieces();
        byte[] jfif = [], adobe = [];
        byte? orientation = null;
        bool frame = false, scan = false;
        var at = 2;
        while (true)
        {
            // Decoders skip stray bytes before a marker, and so do we: they do not come along.
            while (at < jpeg.Length && jpeg[at] != 0xFF)
                at++;
            while (at < jpeg.Length && jpeg[at] == 0xFF)
                at++;
            if (at >= jpeg.Length)
                return Not("cut off: no end marker");
            var marker = jpeg[at++];
            if (marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD7))
                continue;
            if (marker == 0xD8)
                return Not("a second start marker");
            if (marker == 0xD9)
            {
                return frame && scan
                    ? new CleanResult.Clean(MediaKind.Jpeg, kept.Join(jpeg, [0xFF, 0xD8, .. jfif, .. Turned(orientation), .. adobe], [0xFF, 0xD9]))
                    : Not("ends before the picture begins");
            }
            if (jpeg.Length - at < 2)
                return Not("cut off: inside a segment's length");
            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[at..]);
            if (length < 2)
                return Not("a segment shorter than its own length field");
            if (length > jpeg.Length - at)
                return Not("cut off: inside a segment");
            var (start, end) = (at - 2, at + length);
            var payload = jpeg[(at + 2)..end];
            at = end;
            switch (marker)
            {
                case 0xE0 when payload.Length >= 12 && payload.StartsWith("JFIF\0"u8):
                    jfif = [0xFF, 0xE0, 0, 16, .. payload[..12], 0, 0];
                    break;
                case 0xE1:
                    orientation ??= JpegOrientation.Read(payload);
                    break;
                case 0xE2 when payload.StartsWith("ICC_PROFILE\0"u8):
                    kept.Add(start, end);
                    break;
                case 0xEE when payload.Length >= 12 && payload.StartsWith("Adobe"u8):
                    adobe = [0xFF, 0xEE, 0, 14, .. payload[..12]];
                    break;
                case 0xC4 or 0xCC or (>= 0xDB and <= 0xDF):
                    kept.Add(start, end);
                    break;
                case >= 0xC0 and <= 0xCF and not 0xC8:
                    if (payload.Length < 6 || payload[3..5] is [0, 0])
                        return Not("a frame without a size");
                    frame = true;
                    kept.Add(start, end);
                    break;
                case 0xDA:
                    if (!frame)
                        return Not("a scan before its frame");
                    scan = true;
                    at = EndOfScan(jpeg, at);
                    if (at < 0)
                        return Not("cut off: inside the picture");
                    kept.Add(start, at);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Where the compressed data ends: at the first marker that is neither a stuffed FF nor a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> jpeg, int at)
    {
        while (true)
        {
            var step = jpeg[at..].IndexOf((byte)0xFF);
            if (step < 0)
                return -1;
            var marker = at += step;
            while (at < jpeg.Length && jpeg[at] == 0xFF)
                at++;
            if (at >= jpeg.Length)
                return -1;
            if (jpeg[at] is not (0x00 or (>= 0xD0 and <= 0xD7)))
                return marker;
            at++;
        }
    }

    private static byte[] Turned(byte? orientation) => orientation is > 1 and var turned ? JpegOrientation.Segment(turned) : [];

    private static CleanResult.NotAPicture Not(string reason) => new("JPEG: " + reason);
}
