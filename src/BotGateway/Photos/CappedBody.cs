namespace BotGateway.Photos;

internal static class CappedBody
{
    private const int Step = 64 * 1024;

    /// <summary>Reads to the end, or returns null as soon as there is more than <paramref name="limit"/>, whatever was announced.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, int limit, CancellationToken cancellation)
    {
        var buffer = new byte[Math.Min(Step, limit + 1)];
        var length = 0;
        while (true)
        {
            var read = await body.ReadAsync(buffer.AsMemory(length), cancellation);
            if (read == 0)
                return buffer.AsMemory(0, length);
            length += read;
            if (length > limit)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
        }
    }
}
