using System.Security.Cryptography;

namespace BotGateway.Simulator.Platform;

/// <summary>The pictures people sent and the account handed over, as a platform keeps them: by media id, for three days, here also bounded in number and size.</summary>
internal sealed class PictureBox(TimeProvider clock)
{
    private const string Mp4 = "video/mp4";
    public const int MostPictures = 400;
    public const long MostBytes = 128 * 1024 * 1024;
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private long _bytes;

    /// <summary>Anything is taken: what a person sends need not be a picture.</summary>
    public string Put(byte[] bytes)
    {
        var id = "sim-" + RandomNumberGenerator.GetHexString(40, lowercase: true);
        lock (_gate)
        {
            _kept[id] = new Kept(bytes, clock.GetUtcNow());
            _order.Enqueue(id);
            _bytes += bytes.Length;
            while (_order.Count > MostPictures || (_bytes > MostBytes && _order.Count > 1))
            {
                _kept.Remove(_order.Dequeue(), out var oldest);
                _bytes -= oldest!.Bytes.Length;
            }
        }

        return id;
    }

    /// <summary>For the API: null once three days have passed.</summary>
    public byte[]? Get(string id)
    {
        lock (_gate)
        {
            return _kept.TryGetValue(id, out var kept) && clock.GetUtcNow() - kept.At < Life ? kept.Bytes : null;
        }
    }

    /// <summary>For the simulator's own page, which goes on showing what was sent.</summary>
    public byte[]? Look(string id)
    {
        lock (_gate)
        {
            return _kept.GetValueOrDefault(id)?.Bytes;
        }
    }

    public static bool IsVideo(ReadOnlySpan<byte> bytes) => TypeOf(bytes) == Mp4;

    /// <summary>By its first bytes; what is not a picture is never served as one.</summary>
    public static string TypeOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => Mp4,
        _ => "application/octet-stream",
    };

    private sealed record Kept(byte[] Bytes, DateTimeOffset At);
}
