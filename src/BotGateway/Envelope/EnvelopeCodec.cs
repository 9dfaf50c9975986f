using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BotGateway.Envelope;

/// <param name="Key">The key that opened it; the answer is sealed with the same one.</param>
internal readonly record struct Opened(EnvelopeError Error, ReadOnlyMemory<byte> Message, Cipher? Key);

/// <summary>
/// What is inside &lt;Encrypt&gt;: base64 of AES of
/// <c>16 random bytes · length of the message, 4 bytes big-endian · message · receiver id · padding</c>.
/// </summary>
internal sealed class EnvelopeCodec
{
    private const int RandomLength = 16;
    private const int HeaderLength = RandomLength + sizeof(int);

    private readonly byte[] _receiver;
    private readonly Cipher[] _keys;
    private readonly Action<Span<byte>> _random;

    /// <param name="receiverId">AppID or CorpID.</param>
    /// <param name="encodingAesKeys">The current one first, then the previous one while it is still accepted.</param>
    /// <param name="random">Fixed by tests with known answers only.</param>
    public EnvelopeCodec(string receiverId, IReadOnlyList<string> encodingAesKeys, Action<Span<byte>>? random = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(encodingAesKeys.Count);
        _receiver = Encoding.UTF8.GetBytes(receiverId);
        _keys = [.. encodingAesKeys.Select(key => new Cipher(key))];
        _random = random ?? RandomNumberGenerator.Fill;
    }

    public Cipher CurrentKey => _keys[0];

    public Opened Open(ReadOnlySpan<byte> encrypt)
    {
        var sealedBytes = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(encrypt.Length));
        try
        {
            if (Base64.DecodeFromUtf8(encrypt, sealedBytes, out _, out var length) != OperationStatus.Done)
                return new Opened(EnvelopeError.NotBase64, default, null);
            if (length == 0 || length % Cipher.Block != 0)
                return new Opened(EnvelopeError.NotWholeBlocks, default, null);
            return OpenWithAnyKey(sealedBytes.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(sealedBytes);
        }
    }

    /// <returns>The text of &lt;Encrypt&gt;, ASCII.</returns>
    public byte[] Seal(ReadOnlySpan<byte> message, Cipher key)
    {
        var content = HeaderLength + message.Length + _receiver.Length;
        var length = content + Padding.For(content);
        var rented = ArrayPool<byte>.Shared.Rent(2 * length);
        var plain = rented.AsSpan(0, length);
        _random(plain[..RandomLength]);
        BinaryPrimitives.WriteInt32BigEndian(plain[RandomLength..], message.Length);
        message.CopyTo(plain[HeaderLength..]);
        _receiver.CopyTo(plain[(HeaderLength + message.Length)..]);
        Padding.Fill(plain[content..]);

        var locked = rented.AsSpan(length, length);
        key.Encrypt(plain, locked);
        var encrypt = new byte[Base64.GetMaxEncodedToUtf8Length(length)];
        Base64.EncodeToUtf8(locked, encrypt, out _, out _);
        ArrayPool<byte>.Shared.Return(rented);
        return encrypt;
    }

    private Opened OpenWithAnyKey(ReadOnlySpan<byte> sealedBytes)
    {
        var plain = new byte[sealedBytes.Length];
        var furthest = EnvelopeError.None;
        foreach (var key in _keys)
        {
            key.Decrypt(sealedBytes, plain);
            var error = Check(plain, out var message);
            if (error == EnvelopeError.None)
                return new Opened(error, plain.AsMemory(message), key);
            if (error > furthest)
                furthest = error;
        }

        return new Opened(furthest, default, null);
    }

    private EnvelopeError Check(ReadOnlySpan<byte> plain, out Range message)
    {
        message = default;
        if (Padding.Strip(plain) is not { } content)
            return EnvelopeError.BadPadding;
        if (content < HeaderLength)
            return EnvelopeError.BadLength;
        var length = BinaryPrimitives.ReadInt32BigEndian(plain[RandomLength..]);
        if (length < 0 || length > content - HeaderLength)
            return EnvelopeError.BadLength;
        if (!plain[(HeaderLength + length)..content].SequenceEqual(_receiver))
            return EnvelopeError.WrongReceiver;
        message = HeaderLength..(HeaderLength + length);
        return EnvelopeError.None;
    }
}
