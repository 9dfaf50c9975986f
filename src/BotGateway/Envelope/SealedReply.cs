using System.Buffers;

namespace BotGateway.Envelope;

/// <summary>The envelope of a passive reply: the same on all platforms (protocol.md 1.3, 4.1).</summary>
internal static class SealedReply
{
    /// <param name="timestamp">Ours, Unix seconds.</param>
    /// <param name="nonce">The one of the request.</param>
    public static ReadOnlyMemory<byte> Write(EnvelopeCodec codec, Cipher key, string token, ReadOnlySpan<byte> reply, long timestamp, string nonce)
    {
        var encrypt = codec.Seal(reply, key);
        Span<char> digits = stackalloc char[20];
        timestamp.TryFormat(digits, out var written);
        var xml = new ArrayBufferWriter<byte>(encrypt.Length + nonce.Length + 256);
        xml.Raw("<xml>"u8);
        xml.Base64Cdata("Encrypt"u8, encrypt);
        xml.Cdata("MsgSignature"u8, Signature.Of(token, digits[..written], nonce, encrypt));
        xml.Number("TimeStamp"u8, timestamp);
        xml.Cdata("Nonce"u8, nonce);
        xml.Raw("</xml>"u8);
        return xml.WrittenMemory;
    }
}
