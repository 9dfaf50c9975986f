using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace BotGateway.Envelope;

/// <summary>
/// The platforms' signature: lower-case hex of sha1 over token, timestamp, nonce and (when encrypted) the ciphertext,
/// sorted by byte order and joined. An absent ciphertext is the empty string: it adds nothing.
/// </summary>
internal static class Signature
{
    public const int Length = 2 * SHA1.HashSizeInBytes;

    private const int OnStack = 2048;

    /// <summary>In constant time, whatever <paramref name="claimed"/> is.</summary>
    public static bool Matches(
        ReadOnlySpan<char> claimed, string token, ReadOnlySpan<char> timestamp, ReadOnlySpan<char> nonce, ReadOnlySpan<byte> encrypt = default)
    {
        Span<byte> ours = stackalloc byte[Length];
        Write(ours, token, timestamp, nonce, encrypt);
        Span<byte> theirs = stackalloc byte[Length];
        return claimed.Length == Length
            && Ascii.FromUtf16(claimed, theirs, out _) == OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(ours, theirs);
    }

    public static string Of(string token, ReadOnlySpan<char> timestamp, ReadOnlySpan<char> nonce, ReadOnlySpan<byte> encrypt = default)
    {
        Span<byte> hex = stackalloc byte[Length];
        Write(hex, token, timestamp, nonce, encrypt);
        return Encoding.ASCII.GetString(hex);
    }

    private static void Write(
        Span<byte> hex, ReadOnlySpan<char> token, ReadOnlySpan<char> timestamp, ReadOnlySpan<char> nonce, ReadOnlySpan<byte> encrypt)
    {
        var most = Encoding.UTF8.GetMaxByteCount(token.Length + timestamp.Length + nonce.Length) + encrypt.Length;
        byte[]? rented = null;
        // First half: the parts as they come; second half: the parts in order.
        var work = 2 * most <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(2 * most);
        Span<Range> parts = stackalloc Range[4];
        var end = 0;
        parts[0] = Add(token, work, ref end);
        parts[1] = Add(timestamp, work, ref end);
        parts[2] = Add(nonce, work, ref end);
        encrypt.CopyTo(work[end..]);
        parts[3] = end..(end + encrypt.Length);

        var joined = work[most..];
        var length = 0;
        Sort(parts, work);
        foreach (var part in parts)
        {
            work[part].CopyTo(joined[length..]);
            length += work[part].Length;
        }

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        // The platforms' algorithm, not our choice.
#pragma warning disable CA5350
        SHA1.HashData(joined[..length], hash);
#pragma warning restore CA5350
        Convert.TryToHexStringLower(hash, hex, out _);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    private static Range Add(ReadOnlySpan<char> text, Span<byte> work, ref int end)
    {
        var start = end;
        Utf8.FromUtf16(text, work[end..], out _, out var written);
        end += written;
        return start..end;
    }

    private static void Sort(Span<Range> parts, ReadOnlySpan<byte> bytes)
    {
        for (var i = 1; i < parts.Length; i++)
        {
            for (var j = i; j > 0 && bytes[parts[j]].SequenceCompareTo(bytes[parts[j - 1]]) < 0; j--)
                (parts[j], parts[j - 1]) = (parts[j - 1], parts[j]);
        }
    }
}
