namespace BotGateway.Envelope;

/// <summary>
/// PKCS#7 with a block of 32 bytes, twice AES's own: 1 to 32 bytes, each holding how many they are. The framework's PKCS7
/// mode stops at 16 and refuses the platform's own example, so padding is done by hand.
/// </summary>
internal static class Padding
{
    public const int Block = 32;

    /// <summary>A full block still gets another one.</summary>
    public static int For(int length) => Block - length % Block;

    public static void Fill(Span<byte> tail) => tail.Fill((byte)tail.Length);

    /// <summary>How long the content is, or null when the padding is not one.</summary>
    public static int? Strip(ReadOnlySpan<byte> padded)
    {
        if (padded.IsEmpty)
            return null;
        var pad = padded[^1];
        if (pad is < 1 or > Block || pad > padded.Length || padded[^pad..].ContainsAnyExcept(pad))
            return null;
        return padded.Length - pad;
    }
}
