using BotGateway.Photos;

namespace BotGateway.Tests.Photos;

public sealed class ImageKindTests
{
    [Fact]
    public void Each_Kind_Is_Known_By_Its_First_Bytes()
    {
        Assert.Same(ImageKind.Jpeg, ImageKind.Detect(Pictures.Jpeg));
        Assert.Same(ImageKind.Png, ImageKind.Detect(Pictures.Png));
        Assert.Same(ImageKind.Gif, ImageKind.Detect(Pictures.Gif));
        Assert.Same(ImageKind.WebP, ImageKind.Detect(Pictures.WebP));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("{\"errcode\":40007,\"errmsg\":\"invalid media_id\"}")]
    [InlineData("RIFF____WAVEfmt and so on and on")]
    [InlineData("BM a bitmap, which phones do not send")]
    public void Anything_Else_Is_No_Picture(string words) => Assert.Null(ImageKind.Detect(Pictures.Ascii(words)));

    [Fact]
    public void A_Signature_Alone_Is_No_Picture()
    {
        Assert.Null(ImageKind.Detect(Pictures.Png.AsSpan(0, 8)));
        Assert.Null(ImageKind.Detect(Pictures.Jpeg.AsSpan(0, 3)));
        Assert.Null(ImageKind.Detect(Pictures.WebP.AsSpan(0, 12)));
    }

    [Fact]
    public void The_Content_Type_Leads_Back_To_The_Kind()
    {
        foreach (var kind in new[] { ImageKind.Jpeg, ImageKind.Png, ImageKind.Gif, ImageKind.WebP })
            Assert.Same(kind, ImageKind.Of(kind.ContentType));
        Assert.Null(ImageKind.Of("text/html"));
        Assert.Null(ImageKind.Of(null));
    }
}
