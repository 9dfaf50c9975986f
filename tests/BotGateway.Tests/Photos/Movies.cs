using System.Buffers.Binary;

namespace BotGateway.Tests.Photos;

/// <summary>A small film as a phone writes it: picture, sound, and beside them where it was taken, in every box that can hold it.</summary>
internal static class Movies
{
    public const string PictureSample = "the picture's bytes";
    public const string SoundSample = "the sound's bytes";

    /// <summary>Handler "meta": what an action camera writes beside the picture, second by second.</summary>
    private const string PlaceTrack = "meta";

    /// <summary>As it came out of the phone.</summary>
    public static byte[] FromAPhone() => Film(dirty: true, withPlaceTrack: true);

    public static byte[] WithoutPicture() => Film(dirty: false, withPlaceTrack: false, picture: "soun");

    public static byte[] Plain() => Film(dirty: false, withPlaceTrack: false);

    public static byte[] Box(string type, params byte[][] content)
    {
        var body = content.SelectMany(part => part).ToArray();
        return [.. Number(body.Length + 8), .. Pictures.Ascii(type), .. body];
    }

    public static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Film(bool dirty, bool withPlaceTrack, string picture = "vide")
    {
        byte[] start = [.. Box("ftyp", Pictures.Ascii("isom"), Number(512), Pictures.Ascii("isommp42")), .. dirty ? Box("uuid", Pictures.Ascii(Pictures.Planted)) : []];
        var samples = new List<(string Handler, string Bytes)> { (picture, PictureSample), ("soun", SoundSample) };
        if (withPlaceTrack)
            samples.Add((PlaceTrack, Pictures.Planted + " each second"));

        // The offsets are known only when the length of everything before the samples is: built twice.
        var header = Header(0);
        header = Header(start.Length + header.Length + 8);
        return [.. start, .. header, .. Box("mdat", [.. samples.Select(sample => Pictures.Ascii(sample.Bytes))]), .. dirty ? Box("free", Pictures.Ascii(Pictures.Planted)) : []];

        byte[] Header(int firstSample)
        {
            var boxes = new List<byte[]> { Box("mvhd", [0, 0, 0, 0], Dates(dirty), new byte[88]) };
            var at = firstSample;
            foreach (var (handler, bytes) in samples)
            {
                boxes.Add(Track(handler, at, bytes.Length, dirty));
                at += bytes.Length;
            }

            if (dirty)
            {
                boxes.Add(Box("udta", Box("cxyz", Pictures.Ascii(Pictures.Planted))));
                boxes.Add(Box("meta", Pictures.Ascii(Pictures.Planted)));
            }

            return Box("moov", [.. boxes]);
        }
    }

    private static byte[] Track(string handler, int offset, int length, bool dirty) => Box("trak",
        Box("tkhd", [0, 0, 0, 7], Dates(dirty), new byte[72]),
        Box("mdia",
            Box("mdhd", [0, 0, 0, 0], Dates(dirty), new byte[12]),
            Box("hdlr", new byte[8], Pictures.Ascii(handler), new byte[12], dirty ? Pictures.Ascii(Pictures.Planted) : new byte[Pictures.Planted.Length]),
            Box("minf", Box("stbl",
                Box("stsd", new byte[8]),
                Box("stsc", new byte[4], Number(1), Number(1), Number(1), Number(1)),
                Box("stsz", new byte[4], Number(length), Number(1)),
                Box("stco", new byte[4], Number(1), Number(offset))))),
        dirty ? Box("udta", Pictures.Ascii(Pictures.Planted)) : []);

    private static byte[] Dates(bool dirty) => dirty ? [0xE3, 0x01, 0x02, 0x03, 0xE3, 0x01, 0x02, 0x04] : new byte[8];
}
