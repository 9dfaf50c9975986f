using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace BotGateway.Simulator.Platform;

internal sealed record SentAnswer(
    [property: JsonPropertyName("errcode")] int Code,
    [property: JsonPropertyName("errmsg")] string Message,
    [property: JsonPropertyName("invaliduser")] string InvalidUser,
    [property: JsonPropertyName("msgid")] string MessageId,
    [property: JsonPropertyName("response_code")] string? ResponseCode);

/// <summary>WeCom's duplicate check: the same request JSON within the interval is answered alike and shown once.</summary>
internal sealed class RepeatMemory(TimeProvider clock)
{
    private const int Most = 2000;
    private const int DefaultSeconds = 1800;
    private const int MostSeconds = 4 * 3600;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (SentAnswer Answer, DateTimeOffset At)> _answers = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public SentAnswer? Find(string request, int seconds)
    {
        var interval = TimeSpan.FromSeconds(seconds <= 0 ? DefaultSeconds : Math.Min(seconds, MostSeconds));
        lock (_gate)
        {
            return _answers.TryGetValue(Key(request), out var known) && clock.GetUtcNow() - known.At < interval ? known.Answer : null;
        }
    }

    public void Keep(string request, SentAnswer answer)
    {
        var key = Key(request);
        lock (_gate)
        {
            if (_answers.TryAdd(key, (answer, clock.GetUtcNow())))
                _order.Enqueue(key);
            else
                _answers[key] = (answer, clock.GetUtcNow());
            if (_order.Count > Most)
                _answers.Remove(_order.Dequeue());
        }
    }

    private static string Key(string request) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
}
