using BotGateway.Photos;
using BotGateway.Photos.Cleaning;

namespace BotGateway.Tests.Photos;

public sealed class CleanerTests
{
    public static TheoryData<string, byte[], byte[]> Dirty => new()
    {
        { "JPEG", Pictures.JpegFromAPhone(orientation: 1), Pictures.Jpeg },
        { "progressive JPEG", Pictures.With(Pictures.ProgressiveJpeg, 20, Pictures.Segment(0xE1, Pictures.Exif(1))), Pictures.ProgressiveJpeg },
        { "PNG", Pictures.PngWithPlace(), Pictures.Png },
        { "GIF", Pictures.GifWithPlace(), Pictures.Gif },
    };

    [Theory]
    [MemberData(nameof(Dirty))]
    public void What_Was_Added_To_A_Picture_Is_Gone_And_The_Rest_Is_The_Same(string kind, byte[] dirty, byte[] clean)
    {
        Assert.True(Holds(dirty, Pictures.Planted), kind);
        Assert.Equal(clean, Clean(dirty));
    }

    [Fact]
    public void A_Clean_Picture_Stays_As_It_Is()
    {
        foreach (var picture in Pictures.All)
            Assert.Equal(picture, Clean(picture));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_Jpeg_Keeps_Which_Way_Up_It_Is_And_Nothing_Else_Of_Its_Exif(bool little)
    {
        for (byte orientation = 2; orientation <= 8; orientation++)
        {
            var dirty = Pictures.With(Pictures.Jpeg, 20, Pictures.Segment(0xE1, Pictures.Exif(orientation, little)));
            var clean = Clean(dirty);
            Assert.Equal(Pictures.With(Pictures.Jpeg, 20, JpegOrientation.Segment(orientation)), clean);
            Assert.Equal(orientation, JpegOrientation.Read(clean.AsSpan(24, 32)));
            Assert.False(Holds(clean, Pictures.Planted));
        }
    }

    [Fact]
    public void A_Photo_From_A_Phone_Loses_Its_Place_And_Stays_Upright()
    {
        var clean = Clean(Pictures.JpegFromAPhone(orientation: 6));
        Assert.Equal(Pictures.With(Pictures.Jpeg, 20, JpegOrientation.Segment(6)), clean);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(255)]
    public void An_Orientation_That_Does_Not_Exist_Is_Forgotten(byte orientation) =>
        Assert.Equal(Pictures.Jpeg, Clean(Pictures.With(Pictures.Jpeg, 20, Pictures.Segment(0xE1, Pictures.Exif(orientation)))));

    [Fact]
    public void A_Jpeg_Keeps_Its_Colours()
    {
        var profile = Pictures.Segment(0xE2, [.. Pictures.Ascii("ICC_PROFILE\0"), 1, 1, 42]);
        var adobe = Pictures.Segment(0xEE, [.. Pictures.Ascii("Adobe"), 0, 100, 0, 0, 0, 0, 1]);
        var picture = Pictures.With(Pictures.Jpeg, 20, [.. adobe, .. profile]);
        Assert.Equal(picture, Clean(picture));
    }

    [Fact]
    public void A_Preview_Inside_The_Jfif_Header_Is_Taken_Out()
    {
        byte[] header = [.. Pictures.Jpeg[..4], .. Pictures.Jpeg[6..18]];
        var preview = Pictures.Segment(0xE0, [.. header[4..], 1, 1, 200, 100, 50]);
        Assert.Equal(Pictures.Jpeg, Clean([0xFF, 0xD8, .. preview, .. Pictures.Jpeg[20..]]));
    }

    [Fact]
    public void An_Extended_WebP_Loses_Its_Place_And_No_Longer_Promises_One()
    {
        var clean = Clean(Pictures.WebPWithPlace());
        Assert.False(Holds(clean, Pictures.Planted));
        Assert.Equal(0, clean[20]);
        Assert.Equal(Pictures.WebP[12..], clean[30..]);
        Assert.Equal(clean.Length - 8, BitConverter.ToInt32(clean, 4));
    }

    [Fact]
    public void An_Animated_WebP_Stays_Animated_And_Loses_What_Hides_In_Its_Frames()
    {
        var clean = Clean(Pictures.AnimatedWebPWithPlace());
        Assert.False(Holds(clean, Pictures.Planted));
        Assert.Equal(0x02, clean[20]);
        Assert.Equal(Pictures.WebP[12..], clean[^(Pictures.WebP.Length - 12)..]);
        Assert.Equal(clean.Length - 8, BitConverter.ToInt32(clean, 4));
    }

    [Fact]
    public void A_Picture_Cut_Off_Anywhere_Is_Refused_And_It_Says_So()
    {
        foreach (var picture in Pictures.All)
        {
            for (var length = 0; length < picture.Length; length++)
            {
                var refused = Assert.IsType<CleanResult.NotAPicture>(Cleaner.Clean(picture.AsSpan(0, length)));
                Assert.NotEmpty(refused.Reason);
            }
        }
    }

    [Fact]
    public void A_Header_Without_A_Picture_Is_Refused_With_The_Reason()
    {
        Assert.Equal("JPEG: ends before the picture begins", Reason([.. Pictures.Jpeg[..20], 0xFF, 0xD9]));
        Assert.Equal("JPEG: a scan before its frame", Reason([0xFF, 0xD8, .. Pictures.Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0xFF, 0xD9]));
        Assert.Equal("PNG: ends before the picture begins", Reason([.. Pictures.Png[..33], .. Pictures.Chunk("IEND", [])]));
        Assert.Equal("PNG: needs a chunk that is not PNG", Reason(Pictures.With(Pictures.Png, 33, Pictures.Chunk("CgBI", [0, 0, 0, 0]))));
        Assert.Equal("GIF: ends before the picture begins", Reason([.. Pictures.Gif[..19], 0x3B]));
        Assert.Equal("WebP: its picture does not begin like one", Reason([.. Pictures.WebP[..22], .. new byte[Pictures.WebP.Length - 22]]));
        Assert.Equal("empty", Reason([]));
        Assert.Equal("neither JPEG, PNG, GIF, WebP nor MP4", Reason(Pictures.Ascii("not a picture at all, whatever its name")));
    }

    internal static bool Holds(byte[] file, string words) => file.AsSpan().IndexOf(Pictures.Ascii(words)) >= 0;

    private static byte[] Clean(byte[] file) => Assert.IsType<CleanResult.Clean>(Cleaner.Clean(file)).Bytes.ToArray();

    private static string Reason(byte[] file) => Assert.IsType<CleanResult.NotAPicture>(Cleaner.Clean(file)).Reason;
}
