using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Harness;

/// <summary>
/// The platform's side of the envelope, written anew for the tests after the official description: what the gateway's own codec
/// got wrong in both directions would show here.
/// </summary>
internal sealed partial class PlatformEnvelope(string token, string aesKey, string receiverId)
{
    private readonly byte[] _key = Convert.FromBase64String(aesKey + "=");

    public string Sign(params string[] parts) =>
        Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Append(token).Order(StringComparer.Ordinal)))));

    public string Encrypt(string message)
    {
        var body = Encoding.UTF8.GetBytes(message);
        var id = Encoding.UTF8.GetBytes(receiverId);
        var length = 20 + body.Length + id.Length;
        var pad = 32 - (length % 32);
        var plain = new byte[length + pad];
        RandomNumberGenerator.Fill(plain.AsSpan(0, 16));
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(16), body.Length);
        body.CopyTo(plain, 20);
        id.CopyTo(plain, 20 + body.Length);
        plain.AsSpan(length).Fill((byte)pad);
        using var aes = Aes.Create();
        aes.Key = _key;
        return Convert.ToBase64String(aes.EncryptCbc(plain, _key.AsSpan(0, 16), PaddingMode.None));
    }

    public string Decrypt(string encrypted)
    {
        using var aes = Aes.Create();
        aes.Key = _key;
        var plain = aes.DecryptCbc(Convert.FromBase64String(encrypted), _key.AsSpan(0, 16), PaddingMode.None);
        var length = BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(16));
        Assert.Equal(receiverId, Encoding.UTF8.GetString(plain[(20 + length)..^plain[^1]]));
        return Encoding.UTF8.GetString(plain, 20, length);
    }

    /// <summary>Checks the signature of an encrypted answer and returns the text inside; null for an empty answer.</summary>
    public string? OpenReply(string answer)
    {
        if (answer.Length == 0 || answer == "success")
        {
            return null;
        }

        var encrypted = Element(answer, "Encrypt");
        Assert.Equal(Element(answer, "MsgSignature"), Sign(Element(answer, "TimeStamp"), Element(answer, "Nonce"), encrypted));
        return Decrypt(encrypted);
    }

    public static string Element(string xml, string name)
    {
        var match = Regex.Match(xml, $"<{name}>(?:<!\\[CDATA\\[(?<v>.*?)\\]\\]>|(?<v>[^<]*))</{name}>", RegexOptions.Singleline);
        Assert.True(match.Success, $"no <{name}> in the answer");
        return match.Groups["v"].Value;
    }
}
