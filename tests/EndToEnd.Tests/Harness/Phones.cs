using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace EndToEnd.Tests.Harness;

/// <summary>A resident's WeChat: sends signed, encrypted messages and reads the passive replies.</summary>
internal sealed class WeChatPhone(RunningGateway gateway, string openid)
{
    private static int s_ids = 1000;

    public string Openid => openid;

    public Task<string?> SayAsync(string text) => SendAsync("text", $"<Content><![CDATA[{text}]]></Content>");

    public Task<string?> PhotoAsync(string url) =>
        SendAsync("image", $"<PicUrl><![CDATA[{url}]]></PicUrl><MediaId><![CDATA[media-{Guid.NewGuid():N}]]></MediaId>");

    public Task<string?> FollowAsync() => SendAsync("event", "<Event><![CDATA[subscribe]]></Event><EventKey></EventKey>");

    public async Task<string?> SendAsync(string type, string elements, long? messageId = null)
    {
        var (status, reply) = await PostAsync(type, elements, messageId ?? Interlocked.Increment(ref s_ids));
        Assert.Equal(HttpStatusCode.OK, status);
        return reply;
    }

    public async Task<(HttpStatusCode Status, string? Reply)> PostAsync(string type, string elements, long messageId)
    {
        var time = (await gateway.NowAsync()).ToUnixTimeSeconds();
        return await PostAsync(type, elements, messageId, time);
    }

    public async Task<(HttpStatusCode Status, string? Reply)> PostAsync(string type, string elements, long messageId, long time)
    {
        var envelope = RunningGateway.WeChatEnvelope;
        var id = type == "event" ? "" : $"<MsgId>{messageId}</MsgId>";
        var encrypted = envelope.Encrypt(
            $"<xml><ToUserName><![CDATA[gh_test]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName><CreateTime>{time}</CreateTime><MsgType><![CDATA[{type}]]></MsgType>{elements}{id}</xml>");
        var stamp = time.ToString(CultureInfo.InvariantCulture);
        var query = $"/wechat?signature={envelope.Sign(stamp, "n")}&timestamp={stamp}&nonce=n&openid={openid}&encrypt_type=aes&msg_signature={envelope.Sign(stamp, "n", encrypted)}";
        using var content = new StringContent($"<xml><ToUserName><![CDATA[gh_test]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>", Encoding.UTF8, "text/xml");
        using var answer = await gateway.Http.PostAsync(query, content);
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return (answer.StatusCode, body);
        }

        var opened = envelope.OpenReply(body);
        if (opened is not null)
        {
            Assert.Equal(openid, PlatformEnvelope.Element(opened, "ToUserName"));
        }

        return (answer.StatusCode, opened is null ? null : PlatformEnvelope.Element(opened, "Content"));
    }
}

/// <summary>A resident in the city's mini-program: its platform pushes JSON, and takes nothing but "success" for an answer.</summary>
internal sealed class MiniProgramPhone(RunningGateway gateway, string openid)
{
    private static long s_ids = 9_007_199_254_740_993;

    public string Openid => openid;

    public Task SayAsync(string text) => SendAsync(new { MsgType = "text", Content = text });

    public Task PhotoAsync(string url) => SendAsync(new { MsgType = "image", PicUrl = url, MediaId = $"media-{Guid.NewGuid():N}" });

    public Task EnterAsync(string from) => SendAsync(new { MsgType = "event", Event = "user_enter_tempsession", SessionFrom = from });

    public async Task SendAsync(object parts)
    {
        var envelope = RunningGateway.MiniProgramEnvelope;
        var time = (await gateway.NowAsync()).ToUnixTimeSeconds();
        var message = JsonSerializer.SerializeToNode(parts)!.AsObject();
        message["ToUserName"] = "gh_mini";
        message["FromUserName"] = openid;
        message["CreateTime"] = time;
        message["MsgId"] = Interlocked.Increment(ref s_ids);
        var encrypted = envelope.Encrypt(message.ToJsonString());
        var stamp = time.ToString(CultureInfo.InvariantCulture);
        var query = $"/miniprogram?signature={envelope.Sign(stamp, "n")}&timestamp={stamp}&nonce=n&openid={openid}&encrypt_type=aes&msg_signature={envelope.Sign(stamp, "n", encrypted)}";
        using var content = JsonContent.Create(new { ToUserName = "gh_mini", Encrypt = encrypted }, options: new JsonSerializerOptions());
        using var answer = await gateway.Http.PostAsync(query, content);
        Assert.Equal((HttpStatusCode.OK, "success"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }
}

/// <summary>A member's WeCom.</summary>
internal sealed class WeComPhone(RunningGateway gateway, string user)
{
    private static int s_ids = 500_000;

    public Task<string?> SayAsync(string text) => SendAsync("text", $"<Content><![CDATA[{text}]]></Content><MsgId>{Interlocked.Increment(ref s_ids)}</MsgId>");

    public Task<string?> PhotoAsync(string url) =>
        SendAsync("image", $"<PicUrl><![CDATA[{url}]]></PicUrl><MediaId><![CDATA[media-{Guid.NewGuid():N}]]></MediaId><MsgId>{Interlocked.Increment(ref s_ids)}</MsgId>");

    public Task<string?> PressAsync(string taskId, string key) => SendAsync(
        "event",
        $"<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[{key}]]></EventKey><TaskId><![CDATA[{taskId}]]></TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[click-{Guid.NewGuid():N}]]></ResponseCode>");

    private async Task<string?> SendAsync(string type, string elements)
    {
        var envelope = RunningGateway.WeComEnvelope;
        var time = (await gateway.NowAsync()).ToUnixTimeSeconds();
        var encrypted = envelope.Encrypt(
            $"<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><FromUserName><![CDATA[{user}]]></FromUserName><CreateTime>{time}</CreateTime><MsgType><![CDATA[{type}]]></MsgType>{elements}<AgentID>1000002</AgentID></xml>");
        var stamp = time.ToString(CultureInfo.InvariantCulture);
        var query = $"/wecom?msg_signature={envelope.Sign(stamp, "n", encrypted)}&timestamp={stamp}&nonce=n";
        using var content = new StringContent(
            $"<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><AgentID>1000002</AgentID><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>", Encoding.UTF8, "text/xml");
        using var answer = await gateway.Http.PostAsync(query, content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var opened = envelope.OpenReply(await answer.Content.ReadAsStringAsync());
        return opened is null ? null : PlatformEnvelope.Element(opened, "Content");
    }
}
