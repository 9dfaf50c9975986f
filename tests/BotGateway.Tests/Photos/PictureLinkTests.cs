using BotGateway.Photos;

namespace BotGateway.Tests.Photos;

public sealed class PictureLinkTests
{
    private static readonly string[] Hosts = ["mmbiz.qpic.cn", "localhost:5080"];

    [Theory]
    [InlineData("http://mmbiz.qpic.cn/mmbiz_jpg/abc/0")]
    [InlineData("https://MMBIZ.qpic.cn/mmbiz_jpg/abc/0?x=1")]
    [InlineData("http://localhost:5080/simulator/pictures/1")]
    public void A_Named_Host_May_Be_Called(string link) => Assert.Equal(new Uri(link), PictureLink.Check(link, Hosts));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a link")]
    [InlineData("/relative")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://localhost/")]
    [InlineData("http://localhost:5432/")]
    [InlineData("http://evil.mmbiz.qpic.cn/")]
    [InlineData("http://mmbiz.qpic.cn.evil.example/")]
    [InlineData("http://mmbiz.qpic.cn@evil.example/")]
    [InlineData("http://user@mmbiz.qpic.cn/")]
    [InlineData("http://user:secret@mmbiz.qpic.cn/")]
    [InlineData("http://evil.example/mmbiz.qpic.cn")]
    [InlineData("http://evil.example#mmbiz.qpic.cn")]
    [InlineData("http://evil.example\\@mmbiz.qpic.cn/")]
    [InlineData("file://mmbiz.qpic.cn/etc/passwd")]
    [InlineData("ftp://mmbiz.qpic.cn/x")]
    [InlineData("gopher://mmbiz.qpic.cn/x")]
    public void Anything_Else_May_Not(string? link) => Assert.Null(PictureLink.Check(link, Hosts));
}
