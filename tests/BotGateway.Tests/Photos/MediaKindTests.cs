using BotGateway.Photos;

namespace BotGateway.Tests.Photos;

public sealed class MediaKindTests
{
    [Fact]
    public void Each_Kind_Is_Known_By_Its_First_Bytes()
    {
        Assert.Same(MediaKind.Jpeg, MediaKind.Detect(Pictures.Jpeg));
        Assert.Same(MediaKind.Png, MediaKind.Detect(Pictures.Png));
        Assert.Same(MediaKind.Gif, MediaKind.Detect(Pictures.Gif));
        Assert.Same(MediaKind.WebP, MediaKind.Detect(Pictures.WebP));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("{\"errcode\":40007,\"errmsg\":\"invalid media_id\"}")]
    [InlineData("RIFF____WAVEfmt and so on and on")]
    [InlineData("BM a bitmap, which phones do not send")]
    public void Anything_Else_Is_No_Picture(string words) => Assert.Null(MediaKind.Detect(Pictures.Ascii(words)));

    [Fact]
    public void A_Signature_Alone_Is_No_Picture()
    {
        Assert.Null(MediaKind.Detect(Pictures.Png.AsSpan(0, 8)));
        Assert.Null(MediaKind.Detect(Pictures.Jpeg.AsSpan(0, 3)));
        Assert.Null(MediaKind.Detect(Pictures.WebP.AsSpan(0, 12)));
    }

    [Fact]
    public void The_Content_Type_Leads_Back_To_The_Kind()
    {
        foreach (var kind in new[] { MediaKind.Jpeg, MediaKind.Png, MediaKind.Gif, MediaKind.WebP })
            Assert.Same(kind, MediaKind.Of(kind.ContentType));
        Assert.Null(MediaKind.Of("text/html"));
        Assert.Null(MediaKind.Of(null));
    }
}
