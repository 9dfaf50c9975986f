using System.Net;
using System.Text;
using BotGateway.Envelope;
using BotGateway.Settings;
using BotGateway.Tests.Envelope;
using Conversation;
using GoWorkwx = BotGateway.Tests.Envelope.KnownAnswers.GoWorkwx;
using Wechatpy = BotGateway.Tests.Envelope.KnownAnswers.Wechatpy;

namespace BotGateway.Tests.WeCom;

public sealed class WeComCallbackTests : IAsyncLifetime
{
    private CallbackHost _host = null!;

    public async Task InitializeAsync() => _host = await CallbackHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("encoded as it should be", "%2B")]
    [InlineData("with bare plus signs", "+")]
    [InlineData("with plus signs taken for spaces", "%20")]
    public async Task The_Echo_Of_Wechatpy_Is_Opened(string how, string plus)
    {
        await using var host = await HostAsync(Wechatpy.CorpId, Wechatpy.Token, Wechatpy.Key, Wechatpy.EchoTimestamp);
        var echo = Uri.EscapeDataString(Wechatpy.EchoStr).Replace("%2B", plus, StringComparison.Ordinal);

        var (status, body, type) = await host.GetAsync(
            $"/wecom?msg_signature={Wechatpy.EchoSignature}&timestamp={Wechatpy.EchoTimestamp}&nonce={Wechatpy.EchoNonce}&echostr={echo}");

        Assert.True(status == HttpStatusCode.OK, how);
        Assert.Equal("text/plain", type);
        Assert.Matches("^[0-9]+$", body);
    }

    [Fact]
    public async Task The_Echo_Is_Answered_As_It_Was_Inside()
    {
        await using var host = await HostAsync(GoWorkwx.CorpId, "token", GoWorkwx.EchoKey, "1767582005");
        var signature = Signature.Of("token", "1767582005", "n", Encoding.ASCII.GetBytes(GoWorkwx.EchoEncrypt));

        var (_, body, _) = await host.GetAsync(
            $"/wecom?msg_signature={signature}&timestamp=1767582005&nonce=n&echostr={Uri.EscapeDataString(GoWorkwx.EchoEncrypt)}");

        Assert.Equal(GoWorkwx.EchoMessage, body);
    }

    [Theory]
    [InlineData("nothing at all", "/wecom", HttpStatusCode.Forbidden)]
    [InlineData("a wrong signature", "/wecom?msg_signature=0&timestamp=1767582005&nonce=n&echostr=QUJD", HttpStatusCode.Forbidden)]
    public async Task A_Check_By_Somebody_Else_Is_Refused(string what, string path, HttpStatusCode expected) =>
        Assert.True((await _host.GetAsync(path)).Status == expected, what);

    [Fact]
    public async Task A_Signed_Echo_That_Does_Not_Open_Is_Unreadable()
    {
        var signature = Signature.Of(_host.WeCom.Token, "1767582005", "n", "QUJD"u8);

        Assert.Equal(HttpStatusCode.BadRequest, (await _host.GetAsync($"/wecom?msg_signature={signature}&timestamp=1767582005&nonce=n&echostr=QUJD")).Status);
    }

    [Fact]
    public async Task The_Message_Of_Go_Workwx_Is_Received()
    {
        await using var host = await HostAsync(GoWorkwx.CorpId, GoWorkwx.Token, GoWorkwx.Key, GoWorkwx.Timestamp);

        var (status, body) = await host.PostAsync(
            $"/wecom?msg_signature={GoWorkwx.MsgSignature}&timestamp={GoWorkwx.Timestamp}&nonce={GoWorkwx.Nonce}", Encoding.UTF8.GetBytes(GoWorkwx.Body));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(body);
        var inbound = Assert.Single(host.Handled);
        Assert.Equal("foobar", inbound.Sender);
        Assert.Equal(new InboundContent.Text("x123"), inbound.Content);
    }

    [Theory]
    [InlineData("an app's callback", true)]
    [InlineData("the contacts' callback, which has no AgentID", false)]
    public async Task A_Reply_Is_Sealed_For_The_Sender(string what, bool withAgent)
    {
        _host.Reply = inbound => "收到，" + inbound.Sender;
        var post = InboundPost.Seal(_host.WeCom, Sample("text"), CallbackHost.Now, "n");
        var body = Encoding.UTF8.GetString(post.Body.Span);
        if (!withAgent)
            body = body.Replace("<AgentID>1000002</AgentID>", "", StringComparison.Ordinal);

        var (status, answer) = await _host.PostAsync(post.PathAndQuery, Encoding.UTF8.GetBytes(body));

        Assert.True(status == HttpStatusCode.OK, what);
        Assert.Equal(
            "<xml><ToUserName><![CDATA[officer.wang]]></ToUserName><FromUserName><![CDATA[ww0123456789abcdef]]></FromUserName><CreateTime>1767582005</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[收到，officer.wang]]></Content></xml>",
            InboundPost.OpenReply(_host.WeCom, answer));
    }

    [Fact]
    public async Task A_Card_Click_Is_Answered_With_Nothing()
    {
        var (status, body) = await _host.PostAsync(InboundPost.Seal(_host.WeCom, Sample("template_card_event-button"), CallbackHost.Now, "n"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(body);
        Assert.Equal("accept", Assert.IsType<InboundContent.CardAct>(Assert.Single(_host.Handled).Content).ButtonKey);
    }

    [Fact]
    public async Task A_Message_In_The_Clear_Is_Never_Taken()
    {
        var signature = Signature.Of(_host.WeCom.Token, "1767582005", "n");

        var (status, _) = await _host.PostAsync($"/wecom?signature={signature}&timestamp=1767582005&nonce=n", Encoding.UTF8.GetBytes(Sample("text")));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Empty(_host.Handled);
    }

    [Fact]
    public async Task Another_Corporation_Another_Token_And_Another_Time_Are_Refused()
    {
        var posts = new[]
        {
            InboundPost.Seal(_host.WeCom with { CorpId = "wwother" }, Sample("text"), CallbackHost.Now, "n"),
            InboundPost.Seal(_host.WeCom with { Token = "other" }, Sample("text"), CallbackHost.Now, "n"),
            InboundPost.Seal(_host.WeCom, Sample("text"), CallbackHost.Now.AddHours(-2), "n"),
        };

        foreach (var post in posts)
            Assert.Equal(HttpStatusCode.Forbidden, (await _host.PostAsync(post)).Status);
        Assert.Empty(_host.Handled);
    }

    [Fact]
    public async Task Every_Sample_Is_Taken_By_The_Endpoint()
    {
        foreach (var file in Samples.Files("WeCom"))
        {
            var (status, _) = await _host.PostAsync(InboundPost.Seal(_host.WeCom, Encoding.UTF8.GetString(Samples.Read(file)), CallbackHost.Now, "n"));
            Assert.True(status == HttpStatusCode.OK, file);
        }
    }

    private static string Sample(string name) => Encoding.UTF8.GetString(Samples.Read($"WeCom/{name}.xml"));

    private static async Task<CallbackHost> HostAsync(string corpId, string token, string key, string timestamp)
    {
        var host = await CallbackHost.StartAsync(weCom: new WeComAccount(corpId, 1000002, "secret", token, [key], null));
        host.Clock.HoldAt(DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp)));
        return host;
    }
}
