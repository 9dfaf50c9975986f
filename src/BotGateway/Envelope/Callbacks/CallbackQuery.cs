using Microsoft.AspNetCore.WebUtilities;

namespace BotGateway.Envelope.Callbacks;

/// <summary>
/// What a platform puts behind the question mark. Read from the raw text, because a plus sign in an echostr that nobody
/// encoded must stay one; none of these values ever holds a space.
/// </summary>
internal sealed record CallbackQuery(string Timestamp, string Nonce, string Signature, string MsgSignature, string EncryptType, string EchoStr)
{
    public bool IsEncrypted => EncryptType.Equals("aes", StringComparison.OrdinalIgnoreCase);

    public static CallbackQuery Read(QueryString query)
    {
        string timestamp = "", nonce = "", signature = "", msgSignature = "", encryptType = "", echoStr = "";
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            var name = pair.EncodedName.Span;
            if (name.SequenceEqual("timestamp"))
                timestamp = Uri.UnescapeDataString(pair.EncodedValue.Span);
            else if (name.SequenceEqual("nonce"))
                nonce = Uri.UnescapeDataString(pair.EncodedValue.Span);
            else if (name.SequenceEqual("signature"))
                signature = Uri.UnescapeDataString(pair.EncodedValue.Span);
            else if (name.SequenceEqual("msg_signature"))
                msgSignature = Uri.UnescapeDataString(pair.EncodedValue.Span);
            else if (name.SequenceEqual("encrypt_type"))
                encryptType = Uri.UnescapeDataString(pair.EncodedValue.Span);
            else if (name.SequenceEqual("echostr"))
                echoStr = Uri.UnescapeDataString(pair.EncodedValue.Span);
        }

        return new CallbackQuery(timestamp, nonce, signature, msgSignature, encryptType, echoStr);
    }
}
