using BotGateway.Photos.Cleaning;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BotGateway.Tests.Photos;

public sealed class CleanerProperties
{
    private static readonly byte[][] Samples =
    [
        .. Pictures.All, Pictures.JpegFromAPhone(), Pictures.PngWithPlace(), Pictures.GifWithPlace(), Pictures.WebPWithPlace(), Pictures.AnimatedWebPWithPlace(),
    ];

    private static readonly byte[][] Starts = [[0xFF, 0xD8, 0xFF, 0xE1], Pictures.Png[..33], Pictures.Gif[..13], Pictures.WebP[..20], []];

    [Property(MaxTest = 2000)]
    public void Any_Bytes_Get_An_Answer(NonNegativeInt start, byte[] bytes) => CleansOnceForAll([.. Starts[start.Get % Starts.Length], .. bytes]);

    [Property(MaxTest = 5000)]
    public void A_Damaged_Picture_Gets_An_Answer_And_Cleaning_Twice_Changes_Nothing(NonNegativeInt which, (NonNegativeInt At, byte Value)[] damages, NonNegativeInt cut)
    {
        var picture = Samples[which.Get % Samples.Length].ToArray();
        foreach (var (at, value) in damages)
            picture[at.Get % picture.Length] = value;
        CleansOnceForAll(cut.Get % 4 == 0 ? picture[..^(cut.Get % picture.Length)] : picture);
    }

    [Property(MaxTest = 2000)]
    public void Bytes_Put_In_Anywhere_Get_An_Answer_And_Cleaning_Twice_Changes_Nothing(NonNegativeInt which, NonNegativeInt at, byte[] inserted)
    {
        var picture = Samples[which.Get % Samples.Length];
        CleansOnceForAll(Pictures.With(picture, at.Get % picture.Length, inserted));
    }

    [Property(MaxTest = 1000)]
    public void A_Place_In_Any_Segment_That_Is_Not_The_Picture_Is_Gone(NonNegativeInt marker, byte[] before, byte[] after)
    {
        // APP0 to APP15 and the comment, with any payload around the planted words; the profile's name would make it one.
        var code = (byte)(marker.Get % 17 == 16 ? 0xFE : 0xE0 + (marker.Get % 17));
        var segment = Pictures.Segment(code, [.. before, .. Pictures.Ascii(Pictures.Planted), .. after]);
        foreach (var jpeg in new[] { Pictures.Jpeg, Pictures.ProgressiveJpeg })
        {
            var clean = Assert.IsType<CleanResult.Clean>(Cleaner.Clean(Pictures.With(jpeg, 20, segment)));
            Assert.Equal(jpeg, clean.Bytes.ToArray());
        }
    }

    [Property(MaxTest = 1000)]
    public Property A_Place_In_Any_Chunk_Png_Does_Not_Need_Is_Gone() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Gen.Elements("tEXt", "zTXt", "iTXt", "tIME", "eXIf", "caBX", "iDOT", "vpAg").ToArbitrary(), (data, type) =>
        {
            var dirty = Pictures.With(Pictures.Png, 33, Pictures.Chunk(type, [.. data, .. Pictures.Ascii(Pictures.Planted)]));
            Assert.Equal(Pictures.Png, Assert.IsType<CleanResult.Clean>(Cleaner.Clean(dirty)).Bytes.ToArray());
        });

    private static void CleansOnceForAll(byte[] file)
    {
        switch (Cleaner.Clean(file))
        {
            case CleanResult.Clean once:
                var twice = Assert.IsType<CleanResult.Clean>(Cleaner.Clean(once.Bytes.Span));
                Assert.Equal(once.Kind, twice.Kind);
                Assert.Equal(once.Bytes.ToArray(), twice.Bytes.ToArray());
                break;
            case CleanResult.NotAPicture refused:
                Assert.NotEmpty(refused.Reason);
                break;
        }
    }
}
