using System.Net;
using System.Net.Sockets;
using System.Text;
using BotGateway.Envelope;
using BotGateway.Envelope.Reading;
using BotGateway.Settings;
using BotGateway.Tests.Envelope;
using Conversation;
using Official = BotGateway.Tests.Envelope.KnownAnswers.Official;
using OfficialXml = BotGateway.Tests.Envelope.KnownAnswers.OfficialXml;

namespace BotGateway.Tests.WeChat;

public sealed class WeChatCallbackTests : IAsyncLifetime
{
    private const string Hello =
        "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1767582000</CreateTime>"
        + "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content><MsgId>7</MsgId></xml>";

    private CallbackHost _host = null!;

    public async Task InitializeAsync() => _host = await CallbackHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_Official_Address_Check_Is_Answered_With_The_Echo_And_Nothing_Else()
    {
        await using var host = await OfficialHostAsync(Official.AppId, Official.UrlTimestamp);

        var (status, body, type) = await host.GetAsync(
            $"/wechat?signature={Official.UrlSignature}&echostr={Official.UrlEcho}&timestamp={Official.UrlTimestamp}&nonce={Official.UrlNonce}");

        Assert.Equal((HttpStatusCode.OK, Official.UrlEcho, "text/plain"), (status, body, type));
    }

    [Theory]
    [InlineData("a+b/c=", "a+b/c=")]
    [InlineData("a%2Bb%2Fc%3D", "a+b/c=")]
    [InlineData("a%20b", "a b")]
    [InlineData("%3Cscript%3E", "<script>")]
    public async Task The_Echo_Goes_Back_As_It_Came(string sent, string answered)
    {
        var (status, body, type) = await _host.GetAsync(Signed("/wechat") + "&echostr=" + sent);

        Assert.Equal((HttpStatusCode.OK, answered, "text/plain"), (status, body, type));
    }

    [Fact]
    public async Task An_Address_Check_By_Somebody_Else_Is_Refused()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.GetAsync("/wechat?signature=00&timestamp=1767582005&nonce=n&echostr=1")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.GetAsync("/wechat")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.GetAsync(Signed("/wechat"))).Status);
    }

    [Fact]
    public async Task The_Official_Sealed_Push_Is_Received()
    {
        await using var host = await OfficialHostAsync(OfficialXml.AppId, OfficialXml.Timestamp);

        var (status, body) = await host.PostAsync(
            $"/wechat?signature=x&timestamp={OfficialXml.Timestamp}&nonce={OfficialXml.Nonce}&openid={OfficialXml.Sender}&encrypt_type=aes&msg_signature={OfficialXml.MsgSignature}",
            Encoding.UTF8.GetBytes(OfficialXml.Body));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(body);
        var inbound = Assert.Single(host.Handled);
        Assert.Equal(OfficialXml.Sender, inbound.Sender);
        Assert.Equal(new InboundContent.Unknown("debug_demo", IsEvent: true), inbound.Content);
    }

    [Fact]
    public async Task A_Sealed_Message_Gets_A_Sealed_Reply()
    {
        _host.Reply = inbound => "收到：" + ((InboundContent.Text)inbound.Content).Words;

        var (status, body) = await _host.PostAsync(InboundPost.Seal(_host.WeChat, Hello, CallbackHost.Now, "nonce-1"));

        Assert.Equal(HttpStatusCode.OK, status);
        var envelope = MessageXml.Read(body)!;
        Assert.Equal("nonce-1", envelope.Text("Nonce"));
        Assert.Equal("1767582005", envelope.Text("TimeStamp"));
        Assert.Equal("<xml>", Encoding.UTF8.GetString(body)[..5]);
        AssertReply("收到：你好", InboundPost.OpenReply(_host.WeChat, body)!);
    }

    [Fact]
    public async Task A_Message_In_The_Clear_Gets_A_Reply_In_The_Clear()
    {
        _host.Reply = _ => "收到 ]]> 了";

        var (status, body) = await _host.PostAsync(InboundPost.Plain(_host.WeChat, Hello, CallbackHost.Now, "n"));

        Assert.Equal(HttpStatusCode.OK, status);
        AssertReply("收到 ]]> 了", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public async Task In_Compatible_Mode_Only_What_Is_Sealed_Counts()
    {
        _host.Reply = inbound => inbound.Sender;
        var post = InboundPost.Seal(_host.WeChat, Hello, CallbackHost.Now, "n");
        var forged = Encoding.UTF8.GetString(post.Body.Span).Replace(
            "</xml>", "<FromUserName>o2</FromUserName><MsgType>text</MsgType><Content>forged</Content></xml>", StringComparison.Ordinal);

        var (_, body) = await _host.PostAsync(post.PathAndQuery, Encoding.UTF8.GetBytes(forged));

        AssertReply("o1", InboundPost.OpenReply(_host.WeChat, body)!);
        Assert.Equal(new InboundContent.Text("你好"), Assert.Single(_host.Handled).Content);
    }

    [Fact]
    public async Task A_Message_Under_The_Previous_Key_Is_Answered_Under_It()
    {
        _host.Reply = _ => "好";
        var before = _host.WeChat with { EncodingAesKeys = [CallbackHost.KeyBefore] };

        var (status, body) = await _host.PostAsync(InboundPost.Seal(before, Hello, CallbackHost.Now, "n"));

        Assert.Equal(HttpStatusCode.OK, status);
        AssertReply("好", InboundPost.OpenReply(before, body)!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Nothing_To_Say_Is_Zero_Bytes(string? nothing)
    {
        _host.Reply = _ => nothing;

        var (status, body) = await _host.PostAsync(InboundPost.Seal(_host.WeChat, Hello, CallbackHost.Now, "n"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(body);
    }

    [Theory]
    [InlineData(-3600, HttpStatusCode.OK)]
    [InlineData(-3601, HttpStatusCode.Forbidden)]
    [InlineData(3600, HttpStatusCode.OK)]
    [InlineData(3601, HttpStatusCode.Forbidden)]
    public async Task A_Call_Of_Another_Time_Is_Refused(int seconds, HttpStatusCode expected)
    {
        var signedAt = CallbackHost.Now.AddSeconds(seconds);

        Assert.Equal(expected, (await _host.PostAsync(InboundPost.Seal(_host.WeChat, Hello, signedAt, "n"))).Status);
        Assert.Equal(expected, (await _host.PostAsync(InboundPost.Plain(_host.WeChat, Hello, signedAt, "n"))).Status);
    }

    [Theory]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("")]
    public async Task A_Timestamp_That_Is_None_Is_Refused_Though_Signed(string timestamp)
    {
        var signature = Signature.Of(_host.WeChat.Token, timestamp, "n");

        var (status, _) = await _host.PostAsync($"/wechat?signature={signature}&timestamp={timestamp}&nonce=n", Encoding.UTF8.GetBytes(Hello));

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task A_Message_For_Another_Account_Is_Refused()
    {
        var other = _host.WeChat with { AppId = "wxother" };

        Assert.Equal(HttpStatusCode.Forbidden, (await _host.PostAsync(InboundPost.Seal(other, Hello, CallbackHost.Now, "n"))).Status);
        Assert.Empty(_host.Handled);
    }

    [Fact]
    public async Task A_Wrong_Token_Is_Refused()
    {
        var other = _host.WeChat with { Token = "another" };

        Assert.Equal(HttpStatusCode.Forbidden, (await _host.PostAsync(InboundPost.Seal(other, Hello, CallbackHost.Now, "n"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.PostAsync(InboundPost.Plain(other, Hello, CallbackHost.Now, "n"))).Status);
        Assert.Empty(_host.Handled);
    }

    [Fact]
    public async Task Any_Changed_Byte_Of_The_Ciphertext_Is_Refused()
    {
        var post = InboundPost.Seal(_host.WeChat, Hello, CallbackHost.Now, "n");
        var start = post.Body.Span.IndexOf("<Encrypt><![CDATA["u8) + "<Encrypt><![CDATA[".Length;
        var end = post.Body.Span.LastIndexOf("]]>"u8);
        for (var at = start; at < end; at++)
        {
            var body = post.Body.ToArray();
            body[at] = body[at] == (byte)'A' ? (byte)'B' : (byte)'A';
            Assert.Equal(HttpStatusCode.Forbidden, (await _host.PostAsync(post.PathAndQuery, body)).Status);
        }

        Assert.Empty(_host.Handled);
    }

    [Fact]
    public async Task Whatever_Byte_Is_Changed_It_Is_Never_An_Error_Of_Ours()
    {
        var post = InboundPost.Seal(_host.WeChat, Hello, CallbackHost.Now, "n");
        for (var at = 0; at < post.Body.Length; at += 3)
        {
            foreach (var value in new byte[] { 0, (byte)'<', (byte)'>', 0xFF })
            {
                var body = post.Body.ToArray();
                body[at] = value;
                Assert.InRange((int)(await _host.PostAsync(post.PathAndQuery, body)).Status, 200, 499);
            }
        }
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("no XML", "hello")]
    [InlineData("no Encrypt", "<xml><ToUserName>gh_1</ToUserName></xml>")]
    [InlineData("a DTD", "<!DOCTYPE xml><xml><Encrypt>x</Encrypt></xml>")]
    public async Task A_Sealed_Post_Without_A_Seal_Is_Unreadable(string what, string body)
    {
        var (status, _) = await _host.PostAsync(Signed("/wechat") + "&encrypt_type=aes&msg_signature=x", Encoding.UTF8.GetBytes(body));

        Assert.True(status == HttpStatusCode.BadRequest, what);
    }

    [Theory]
    [InlineData("no XML", "hello")]
    [InlineData("no sender", "<xml><MsgType>text</MsgType></xml>")]
    [InlineData("no type", "<xml><FromUserName>o1</FromUserName></xml>")]
    public async Task What_Cannot_Be_Read_Is_Refused_Sealed_Or_Not(string what, string xml)
    {
        Assert.True((await _host.PostAsync(InboundPost.Seal(_host.WeChat, xml, CallbackHost.Now, "n"))).Status == HttpStatusCode.BadRequest, what);
        Assert.True((await _host.PostAsync(InboundPost.Plain(_host.WeChat, xml, CallbackHost.Now, "n"))).Status == HttpStatusCode.BadRequest, what);
        Assert.Empty(_host.Handled);
    }

    [Fact]
    public async Task A_Signed_Envelope_That_Does_Not_Open_Is_Unreadable()
    {
        var other = _host.WeChat with { EncodingAesKeys = ["0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"] };

        Assert.Equal(HttpStatusCode.BadRequest, (await _host.PostAsync(InboundPost.Seal(other, Hello, CallbackHost.Now, "n"))).Status);
    }

    [Theory]
    [InlineData(256 * 1024, false, HttpStatusCode.BadRequest)]
    [InlineData(256 * 1024 + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(256 * 1024, true, HttpStatusCode.BadRequest)]
    [InlineData(256 * 1024 + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(2 * 1024 * 1024, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_Body_Beyond_The_Limit_Is_Refused_Announced_Or_Not(int length, bool chunked, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Signed("/wechat"));
        request.Content = new ByteArrayContent(new byte[length]);
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await _host.Http.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_Body_In_Broken_Pieces_Is_The_Callers_Fault()
    {
        using var caller = new TcpClient();
        await caller.ConnectAsync("127.0.0.1", _host.Http.BaseAddress!.Port);
        var stream = caller.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {Signed("/wechat")} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\n"));

        var answer = await new StreamReader(stream).ReadLineAsync();

        Assert.Equal("HTTP/1.1 400 Bad Request", answer);
    }

    [Fact]
    public async Task When_Nothing_Could_Be_Kept_The_Platform_Is_Asked_To_Come_Again()
    {
        _host.Reply = _ => throw new InvalidOperationException("the disk is full");

        var (status, body) = await _host.PostAsync(InboundPost.Seal(_host.WeChat, Hello, CallbackHost.Now, "n"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Empty(body);
    }

    [Fact]
    public async Task A_Redelivery_Has_The_Same_Key_Though_Sealed_Anew()
    {
        await _host.PostAsync(InboundPost.Seal(_host.WeChat, Hello, CallbackHost.Now, "n1"));
        await _host.PostAsync(InboundPost.Seal(_host.WeChat, Hello, CallbackHost.Now.AddSeconds(5), "n2"));

        Assert.Equal(_host.Handled[0].Key, _host.Handled[1].Key);
    }

    private static Task<CallbackHost> OfficialHostAsync(string appId, string timestamp) => HeldAt(
        CallbackHost.StartAsync(weChat: new WeChatAccount(appId, "secret", Official.Token, [Official.Key], null)), timestamp);

    private static async Task<CallbackHost> HeldAt(Task<CallbackHost> starting, string timestamp)
    {
        var host = await starting;
        host.Clock.HoldAt(DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp)));
        return host;
    }

    private string Signed(string path) =>
        $"{path}?signature={Signature.Of(_host.WeChat.Token, "1767582005", "n")}&timestamp=1767582005&nonce=n";

    private static void AssertReply(string text, string xml)
    {
        var reply = MessageXml.Read(Encoding.UTF8.GetBytes(xml))!;
        Assert.Equal(text, reply.Text("Content"));
        Assert.Equal(("o1", "gh_1", "text", "1767582005"), (reply.Text("ToUserName"), reply.Text("FromUserName"), reply.Text("MsgType"), reply.Text("CreateTime")));
    }
}
