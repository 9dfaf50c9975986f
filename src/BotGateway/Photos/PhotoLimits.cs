namespace BotGateway.Photos;

/// <param name="Bytes">No picture may be larger.</param>
/// <param name="VideoBytes">And no video.</param>
/// <param name="Time">How long one way of getting one picture may take.</param>
/// <param name="AtOnce">How many pictures are fetched at the same time; with <paramref name="VideoBytes"/> this bounds the memory.</param>
internal sealed record PhotoLimits(int Bytes, int VideoBytes, TimeSpan Time, int AtOnce)
{
    public static readonly PhotoLimits Default = new(10 * 1024 * 1024, 20 * 1024 * 1024, TimeSpan.FromSeconds(20), 4);
}
