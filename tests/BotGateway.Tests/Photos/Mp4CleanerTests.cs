using BotGateway.Photos;
using BotGateway.Photos.Cleaning;

namespace BotGateway.Tests.Photos;

public sealed class Mp4CleanerTests
{
    [Fact]
    public void A_Film_From_A_Phone_Loses_Every_Place_And_Date_And_Keeps_Its_Length()
    {
        var dirty = Movies.FromAPhone();
        Assert.True(CleanerTests.Holds(dirty, Pictures.Planted));

        var clean = Clean(dirty);

        Assert.False(CleanerTests.Holds(clean, Pictures.Planted));
        Assert.False(CleanerTests.Holds(clean, "each second"));
        Assert.Equal(-1, clean.AsSpan().IndexOf(new byte[] { 0xE3, 0x01, 0x02 }));
        Assert.Equal(dirty.Length, clean.Length);
    }

    [Fact]
    public void Picture_And_Sound_Lie_Where_The_Tables_Say()
    {
        var dirty = Movies.FromAPhone();
        var clean = Clean(dirty);
        foreach (var sample in new[] { Movies.PictureSample, Movies.SoundSample })
        {
            var at = dirty.AsSpan().IndexOf(Pictures.Ascii(sample));
            Assert.Equal(at, clean.AsSpan().IndexOf(Pictures.Ascii(sample)));
            Assert.True(clean.AsSpan().IndexOf([.. Movies.Number(1), .. Movies.Number(at)]) > 0, sample);
        }
    }

    [Fact]
    public void A_Clean_Film_Stays_As_It_Is_And_Cleaning_Twice_Changes_Nothing()
    {
        Assert.Equal(Movies.Plain(), Clean(Movies.Plain()));
        Assert.Equal(Clean(Movies.FromAPhone()), Clean(Clean(Movies.FromAPhone())));
    }

    [Fact]
    public void A_Film_Cut_Off_Anywhere_Is_Refused_And_It_Says_So()
    {
        var film = Movies.Plain();
        for (var length = 0; length < film.Length; length++)
        {
            var refused = Assert.IsType<CleanResult.NotAPicture>(Cleaner.Clean(film.AsSpan(0, length)));
            Assert.NotEmpty(refused.Reason);
        }
    }

    [Fact]
    public void Sound_Alone_Is_No_Evidence() =>
        Assert.Equal("MP4: no moving picture in it", Assert.IsType<CleanResult.NotAPicture>(Cleaner.Clean(Movies.WithoutPicture())).Reason);

    [Fact]
    public void A_Place_Track_That_Cannot_Be_Taken_Out_Refuses_The_Film()
    {
        var film = Movies.FromAPhone();
        var handler = film.AsSpan().LastIndexOf("stco"u8);
        Movies.Number(int.MaxValue).CopyTo(film, handler + 4 + 8);

        Assert.Equal("MP4: a track of something else that cannot be taken out", Assert.IsType<CleanResult.NotAPicture>(Cleaner.Clean(film)).Reason);
    }

    [Fact]
    public void Whatever_Byte_Is_Changed_Nothing_Is_Thrown_And_Nothing_Longer_Comes_Out()
    {
        var film = Movies.FromAPhone();
        for (var at = 0; at < film.Length; at++)
        {
            foreach (var value in new byte[] { 0, 1, 0x7F, 0xFF })
            {
                var broken = film.ToArray();
                broken[at] = value;
                if (Cleaner.Clean(broken) is CleanResult.Clean clean)
                    Assert.Equal(film.Length, clean.Bytes.Length);
            }
        }
    }

    [Fact]
    public void It_Is_Known_By_Its_First_Box()
    {
        Assert.Same(MediaKind.Mp4, MediaKind.Detect(Movies.Plain()));
        Assert.Same(MediaKind.Mp4, MediaKind.Of("video/mp4"));
        Assert.Null(MediaKind.Detect(Movies.Plain().AsSpan(0, 12)));
        Assert.True(MediaKind.Mp4.IsVideo);
        Assert.False(MediaKind.Gif.IsVideo);
    }

    private static byte[] Clean(byte[] film) => Assert.IsType<CleanResult.Clean>(Cleaner.Clean(film)).Bytes.ToArray();
}
