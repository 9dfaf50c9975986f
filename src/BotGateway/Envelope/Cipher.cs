using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace BotGateway.Envelope;

/// <summary>AES-256-CBC under one EncodingAESKey; the first 16 bytes of the key are the IV, as the platforms have it.</summary>
internal sealed class Cipher
{
    public const int Block = 16;

    private const int EncodedLength = 43;

    private static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private readonly byte[] _key;

    // An Aes object is not meant for two threads at once, and making one per message costs more than the message.
    private readonly ConcurrentBag<Aes> _idle = [];

    /// <exception cref="ArgumentException">Says what is wrong with the key, never the key.</exception>
    public Cipher(string encodingAesKey)
    {
        if (encodingAesKey.Length != EncodedLength)
            throw new ArgumentException($"An EncodingAESKey has {EncodedLength} characters, this one has {encodingAesKey.Length}.", nameof(encodingAesKey));
        var stranger = encodingAesKey.AsSpan().IndexOfAnyExcept(Base64);
        if (stranger >= 0)
            throw new ArgumentException($"An EncodingAESKey consists of letters and digits; character {stranger + 1} of this one is something else.", nameof(encodingAesKey));
        // The last character may carry two bits that mean nothing; this decoder does not mind (protocol.md 1.2).
        _key = Convert.FromBase64String(encodingAesKey + "=");
    }

    /// <param name="from">A whole number of blocks.</param>
    /// <param name="to">At least as long.</param>
    public void Encrypt(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var aes = Take();
        aes.EncryptCbc(from, _key.AsSpan(0, Block), to, PaddingMode.None);
        _idle.Add(aes);
    }

    /// <inheritdoc cref="Encrypt"/>
    public void Decrypt(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var aes = Take();
        aes.DecryptCbc(from, _key.AsSpan(0, Block), to, PaddingMode.None);
        _idle.Add(aes);
    }

    private Aes Take()
    {
        if (_idle.TryTake(out var aes))
            return aes;
        aes = Aes.Create();
        aes.Key = _key;
        return aes;
    }
}
