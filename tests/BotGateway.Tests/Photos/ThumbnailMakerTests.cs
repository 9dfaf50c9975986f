using System.Buffers.Binary;
using System.Diagnostics;
using BotGateway.Photos;
using BotGateway.Photos.Cleaning;
using BotGateway.Photos.Thumbnails;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SkiaSharp;

namespace BotGateway.Tests.Photos;

public sealed class ThumbnailMakerTests
{
    [Theory]
    [InlineData(4000, 3000, 1280, 960)]
    [InlineData(3000, 4000, 960, 1280)]
    [InlineData(1281, 640, 1280, 640)]
    [InlineData(1280, 1280, 1280, 1280)]
    [InlineData(640, 480, 640, 480)]
    [InlineData(20000, 10, 1280, 1)]
    [InlineData(1, 1, 1, 1)]
    public void The_Longest_Side_Is_1280_At_Most_And_Nothing_Grows(int width, int height, int across, int down)
    {
        Assert.Equal((across, down), SizeOf(Made(Draw(width, height, SKEncodedImageFormat.Jpeg))));
        Assert.Equal((across, down), SizeOf(Made(Draw(width, height, SKEncodedImageFormat.Png))));
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 0, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(6, 1, 0)]
    [InlineData(7, 1, 1)]
    [InlineData(8, 0, 1)]
    public void It_Is_Upright_However_The_Telephone_Was_Held(byte orientation, int right, int below)
    {
        // Stored with a red corner at the top left; where that corner belongs is the definition of EXIF's orientation.
        var stored = Draw(1600, 800, SKEncodedImageFormat.Jpeg);
        var made = Made([.. stored[..2], .. JpegOrientation.Segment(orientation), .. stored[2..]]);
        var lying = orientation >= 5;
        Assert.Equal(lying ? (640, 1280) : (1280, 640), SizeOf(made));
        using var seen = SKBitmap.Decode(made);
        var (x, y) = (right * (seen.Width - 40) + 20, below * (seen.Height - 40) + 20);
        Assert.True(IsRed(seen.GetPixel(x, y)));
        Assert.False(IsRed(seen.GetPixel(seen.Width - x, seen.Height - y)));
        Assert.False(IsRed(seen.GetPixel(seen.Width - x, y)));
        Assert.False(IsRed(seen.GetPixel(x, seen.Height - y)));
    }

    [Fact]
    public void Nothing_Of_What_A_Telephone_Writes_Into_It_Is_In_It()
    {
        var made = Made(Pictures.JpegFromAPhone());
        var clean = Assert.IsType<CleanResult.Clean>(Cleaner.Clean(made));
        Assert.Equal(MediaKind.Jpeg, clean.Kind);
        Assert.DoesNotContain(Pictures.Planted, System.Text.Encoding.Latin1.GetString(made), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", System.Text.Encoding.Latin1.GetString(made), StringComparison.Ordinal);
    }

    [Fact]
    public void What_Can_Be_Seen_Through_Lies_On_White()
    {
        using var clear = new SKBitmap(new SKImageInfo(100, 100, SKColorType.Rgba8888, SKAlphaType.Premul));
        clear.Erase(SKColors.Transparent);
        using var png = clear.Encode(SKEncodedImageFormat.Png, 100);
        using var seen = SKBitmap.Decode(Made(png.ToArray()));
        Assert.Equal(SKColors.White, seen.GetPixel(50, 50));
    }

    [Fact]
    public void However_Wild_A_Picture_It_Is_A_Megabyte_At_Most()
    {
        var chance = new Random(1);
        using var noise = new SKBitmap(new SKImageInfo(1280, 1280, SKColorType.Rgba8888, SKAlphaType.Opaque));
        chance.NextBytes(noise.GetPixelSpan());
        using var jpeg = noise.Encode(SKEncodedImageFormat.Jpeg, 100);
        Assert.InRange(jpeg.Size, ThumbnailMaker.MostBytes + 1, 10_000_000);
        Assert.InRange(Made(jpeg.ToArray()).Length, 1, ThumbnailMaker.MostBytes);
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(7_072, 7_072)]
    [InlineData(6_000, 6_000)]
    public void A_Few_Bytes_That_Unfold_To_A_Wall_Are_Not_Unfolded(int width, int height)
    {
        // 50 megapixels are too many of anything; 36 are too many where each must be held.
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        Assert.StartsWith("too many pixels", None(Wall(width, height)), StringComparison.Ordinal);
        Assert.InRange(Process.GetCurrentProcess().PeakWorkingSet64 - before, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public void A_Jpeg_Of_So_Many_Pixels_Is_Not_Unfolded_Either()
    {
        var jpeg = Draw(64, 64, SKEncodedImageFormat.Jpeg);
        Assert.Equal("too many pixels: 65500 × 65500", None(Resized(jpeg, 65_500, 65_500)));
    }

    [Fact]
    public void Pass_After_Pass_Over_Many_Pixels_Is_Refused()
    {
        var jpeg = Resized([.. Pictures.ProgressiveJpeg], 7_000, 7_000);
        var passes = Enumerable.Repeat(Pictures.ProgressiveJpeg[LastScan()..^2], 40).SelectMany(p => p);
        Assert.Equal("too many passes", None([.. jpeg[..^2], .. passes, 0xFF, 0xD9]));
    }

    [Fact]
    public void What_Moves_Stays_As_It_Is() => Assert.Equal("it moves", None(Pictures.Gif));

    [Fact]
    public void Every_Kind_That_Stands_Still_Becomes_A_Jpeg() => Assert.All(
        [Pictures.Jpeg, Pictures.ProgressiveJpeg, Pictures.Png, Pictures.WebP], picture => Assert.Equal(MediaKind.Jpeg, MediaKind.Detect(Made(picture))));

    [Fact]
    public void What_Is_Broken_Has_None()
    {
        Assert.StartsWith("not decodable", None([]), StringComparison.Ordinal);
        Assert.StartsWith("not decodable", None("this is not a picture, whatever it is called"u8.ToArray()), StringComparison.Ordinal);
        Assert.StartsWith("not decodable", None(Draw(2000, 1500, SKEncodedImageFormat.Png)[..400]), StringComparison.Ordinal);
    }

    [Property(MaxTest = 300)]
    public Property Any_Bytes_Are_An_Answer() => Prop.ForAll(
        (from picture in Gen.Elements(Pictures.All)
         from places in Gen.Choose(0, picture.Length - 1).ListOf(6)
         from bytes in Gen.Choose(0, 255).ListOf(6)
         select Spoil(picture, places, bytes)).ToArbitrary(),
        bytes => ThumbnailMaker.Make(bytes) is not Thumbnail.Made made || (made.Jpeg.Length <= ThumbnailMaker.MostBytes && SizeOf(made.Jpeg.ToArray()).Width <= 1280));

    private static byte[] Spoil(byte[] picture, IEnumerable<int> places, IEnumerable<int> bytes)
    {
        var spoilt = picture.ToArray();
        foreach (var (place, value) in places.Zip(bytes))
        {
            spoilt[place] = (byte)value;
        }

        return spoilt;
    }

    private static byte[] Made(byte[] picture) => Assert.IsType<Thumbnail.Made>(ThumbnailMaker.Make(picture)).Jpeg.ToArray();

    private static string None(byte[] picture) => Assert.IsType<Thumbnail.None>(ThumbnailMaker.Make(picture)).Reason;

    private static (int Width, int Height) SizeOf(byte[] picture)
    {
        using var codec = SKCodec.Create(new MemoryStream(picture));
        Assert.NotNull(codec);
        return (codec.Info.Width, codec.Info.Height);
    }

    private static bool IsRed(SKColor colour) => colour is { Red: > 180, Green: < 100, Blue: < 100 };

    /// <summary>Blue, with a red corner at the top left.</summary>
    internal static byte[] Draw(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        using (var red = new SKPaint { Color = SKColors.Red })
        {
            canvas.Clear(SKColors.Blue);
            canvas.DrawRect(0, 0, width / 4f, height / 4f, red);
        }

        using var encoded = bitmap.Encode(format, 90);
        return encoded.ToArray();
    }

    /// <summary>A PNG whose header promises so many pixels.</summary>
    private static byte[] Wall(int width, int height)
    {
        var png = Draw(8, 8, SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
            }
        }

        return ~crc;
    }

    private static byte[] Resized(byte[] jpeg, ushort width, ushort height)
    {
        var frame = Enumerable.Range(0, jpeg.Length - 1).First(i => jpeg[i] == 0xFF && jpeg[i + 1] is 0xC0 or 0xC2);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), width);
        return jpeg;
    }

    private static int LastScan() => Enumerable.Range(0, Pictures.ProgressiveJpeg.Length - 1)
        .Last(i => Pictures.ProgressiveJpeg[i] == 0xFF && Pictures.ProgressiveJpeg[i + 1] == 0xDA);
}
