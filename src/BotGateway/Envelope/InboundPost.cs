using System.Buffers;
using System.Text;
using System.Text.Json;
using BotGateway.Envelope.Reading;
using BotGateway.Settings;

namespace BotGateway.Envelope;

/// <summary>
/// A delivery as the platform would make it, signed and sealed: for the simulator, the tests and the benchmarks.
/// The same code seals our replies.
/// </summary>
/// <param name="PathAndQuery">Of the callback, e.g. <c>/wechat?timestamp=…</c>.</param>
internal sealed record InboundPost(string PathAndQuery, ReadOnlyMemory<byte> Body)
{
    public const string WeChat = "/wechat";
    public const string MiniProgram = "/miniprogram";

    /// <summary>Safe mode; the envelope has the format of the message in it.</summary>
    public static InboundPost Seal(WeChatAccount account, string message, DateTimeOffset signedAt, string nonce, string path = WeChat)
    {
        var encrypt = Seal(account.AppId, account.EncodingAesKeys, message);
        var query = SignedQuery(account.Token, signedAt, nonce);
        var both = $"{query}&encrypt_type=aes&msg_signature={MsgSignature(account.Token, signedAt, nonce, encrypt)}";
        return new InboundPost($"{path}?{both}", Wrap(message, encrypt, agentId: null));
    }

    /// <summary>Plaintext mode.</summary>
    public static InboundPost Plain(WeChatAccount account, string message, DateTimeOffset signedAt, string nonce, string path = WeChat) =>
        new($"{path}?{SignedQuery(account.Token, signedAt, nonce)}", Encoding.UTF8.GetBytes(message));

    public static InboundPost Seal(WeComAccount account, string xml, DateTimeOffset signedAt, string nonce)
    {
        var encrypt = Seal(account.CorpId, account.EncodingAesKeys, xml);
        var signature = MsgSignature(account.Token, signedAt, nonce, encrypt);
        var query = $"msg_signature={signature}&timestamp={signedAt.ToUnixTimeSeconds()}&nonce={Uri.EscapeDataString(nonce)}";
        return new InboundPost("/wecom?" + query, Wrap(xml, encrypt, account.AgentId));
    }

    /// <summary>What the platform reads in our answer to a sealed post; null when the answer is empty or not for it.</summary>
    public static string? OpenReply(WeChatAccount account, ReadOnlySpan<byte> answer) =>
        OpenReply(account.AppId, account.EncodingAesKeys, account.Token, answer);

    /// <inheritdoc cref="OpenReply(WeChatAccount, ReadOnlySpan{byte})"/>
    public static string? OpenReply(WeComAccount account, ReadOnlySpan<byte> answer) =>
        OpenReply(account.CorpId, account.EncodingAesKeys, account.Token, answer);

    private static byte[] Seal(string receiver, IReadOnlyList<string> keys, string xml)
    {
        var codec = new EnvelopeCodec(receiver, keys);
        return codec.Seal(Encoding.UTF8.GetBytes(xml), codec.CurrentKey);
    }

    private static string SignedQuery(string token, DateTimeOffset signedAt, string nonce)
    {
        var timestamp = signedAt.ToUnixTimeSeconds().ToString();
        return $"signature={Signature.Of(token, timestamp, nonce)}&timestamp={timestamp}&nonce={Uri.EscapeDataString(nonce)}";
    }

    private static string MsgSignature(string token, DateTimeOffset signedAt, string nonce, ReadOnlySpan<byte> encrypt) =>
        Signature.Of(token, signedAt.ToUnixTimeSeconds().ToString(), nonce, encrypt);

    private static ReadOnlyMemory<byte> Wrap(string message, byte[] encrypt, int? agentId)
    {
        var plain = Encoding.UTF8.GetBytes(message);
        var to = MessageBody.Read(plain)?.Text("ToUserName");
        if (MessageBody.IsJson(plain))
            return JsonSerializer.SerializeToUtf8Bytes(new { ToUserName = to, Encrypt = Encoding.UTF8.GetString(encrypt) });
        var body = new ArrayBufferWriter<byte>(encrypt.Length + 256);
        body.Raw("<xml>"u8);
        body.Cdata("ToUserName"u8, to);
        if (agentId is { } id)
            body.Number("AgentID"u8, id);
        body.Base64Cdata("Encrypt"u8, encrypt);
        body.Raw("</xml>"u8);
        return body.WrittenMemory;
    }

    private static string? OpenReply(string receiver, IReadOnlyList<string> keys, string token, ReadOnlySpan<byte> answer)
    {
        if (answer.IsEmpty || MessageXml.Read(answer) is not { } reply || reply.Text("Encrypt") is not { } text)
            return null;
        var encrypt = Encoding.UTF8.GetBytes(text);
        if (!Signature.Matches(reply.Text("MsgSignature"), token, reply.Text("TimeStamp"), reply.Text("Nonce"), encrypt))
            return null;
        var opened = new EnvelopeCodec(receiver, keys).Open(encrypt);
        return opened.Error == EnvelopeError.None ? Encoding.UTF8.GetString(opened.Message.Span) : null;
    }
}
