using System.Globalization;
using System.Text.Json;
using BotGateway.Envelope.Reading;
using BotGateway.Simulator.Samples;

namespace BotGateway.Simulator;

internal sealed record SayRequest(string? Who, string? Text, string? MenuChoice);

/// <param name="Photos">Base64, with or without a <c>data:</c> head.</param>
/// <param name="Samples">Names of <see cref="SamplePictures"/>.</param>
internal sealed record PhotoRequest(string? Who, IReadOnlyList<string?>? Photos, IReadOnlyList<string?>? Samples);

internal sealed record ClickRequest(string? User, string? TaskId, string? Key);

/// <param name="Scene">What the poster's code says, e.g. <c>compound:x1:3号楼电梯厅</c>.</param>
internal sealed record FollowRequest(string? Who, string? Scene);

/// <param name="Text">What the platform understood; absent when it understood nothing.</param>
internal sealed record VoiceRequest(string? Who, string? Text);

internal sealed record LocationRequest(string? Who, double? Latitude, double? Longitude, string? Label);

internal sealed record ClockRequest(string? Advance);

/// <summary>Reads what somebody asks of the simulator; what is wrong with it is said in words.</summary>
internal static class SimulatorRequests
{
    public const int MostPhotos = 20;
    public const int PhotoBytes = 12 * 1024 * 1024;
    private const int TextLength = 10_000;

    /// <summary>As long as a permanent QR code's scene may be (protocol.md 1.5).</summary>
    private const int SceneLength = 64;
    private const string NotBase64 = "photos must be base64";
    private static readonly TimeSpan LongestAdvance = TimeSpan.FromDays(400);

    public static async Task<(T? Value, string? Fault)> ReadAsync<T>(HttpRequest request, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return request.HasJsonContentType()
                ? (await request.ReadFromJsonAsync<T>(SimulatorJson.Options, cancellation), null)
                : (null, "Content-Type must be application/json");
        }
        catch (JsonException fault)
        {
            return (null, "not the JSON expected here: " + fault.Path);
        }
    }

    public static string? CheckWho(string? who, string name = "who") =>
        string.IsNullOrWhiteSpace(who) ? name + " is missing"
        : who.Length > MessageReader.LongestSender || who.Any(char.IsControl) ? name + " is not an openid or userid"
        : null;

    public static string? CheckText(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "text is missing" : text.Length > TextLength ? $"text is longer than {TextLength} characters" : null;

    public static string? CheckScene(string? scene) =>
        string.IsNullOrWhiteSpace(scene) ? "scene is missing" : scene.Length > SceneLength ? $"scene is longer than {SceneLength} characters" : null;

    public static string? CheckPlace(LocationRequest place) =>
        place.Latitude is >= -90 and <= 90 && place.Longitude is >= -180 and <= 180 ? null : "latitude and longitude must be degrees";

    public static (TimeSpan By, string? Fault) ReadAdvance(ClockRequest request)
    {
        if (request.Advance is not { } text)
            return (default, "advance is missing: {\"advance\":\"3.00:00:00\"}");
        // Exact, because else 24:00:00 would be 24 days.
        if (!TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var by))
            return (default, "advance is not d.hh:mm:ss; a day is 1.00:00:00");
        return by < TimeSpan.Zero || by > LongestAdvance
            ? (default, $"advance must lie between 0 and {LongestAdvance.Days} days: the clock never goes back")
            : (by, null);
    }

    /// <summary>From JSON (base64, samples) or from a form with files.</summary>
    public static async Task<(string? Who, IReadOnlyList<byte[]> Photos, string? Fault)> ReadPhotosAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.HasFormContentType)
            return await ReadFormAsync(request, cancellation);
        var (body, fault) = await ReadAsync<PhotoRequest>(request, cancellation);
        if (body is null)
            return (null, [], fault ?? "the body is empty");
        var photos = new List<byte[]>();
        foreach (var name in body.Samples ?? [])
        {
            if (name is null || SamplePictures.Find(name) is not { } sample)
                return (null, [], "no sample of that name; there are: " + string.Join(", ", SamplePictures.All.Select(s => s.Id)));
            photos.Add(sample.Png.Value);
        }

        foreach (var encoded in body.Photos ?? [])
        {
            if (encoded is null)
                return (null, [], NotBase64);
            var bytes = new byte[encoded.Length];
            var start = encoded.StartsWith("data:", StringComparison.Ordinal) ? encoded.IndexOf(',', StringComparison.Ordinal) + 1 : 0;
            if (!Convert.TryFromBase64Chars(encoded.AsSpan(start), bytes, out var length))
                return (null, [], NotBase64);
            photos.Add(bytes[..length]);
        }

        return (body.Who, photos, CheckPhotos(photos));
    }

    private static async Task<(string? Who, IReadOnlyList<byte[]> Photos, string? Fault)> ReadFormAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var form = await request.ReadFormAsync(cancellation);
            if (form.Files.Count > MostPhotos || form.Files.Any(file => file.Length > PhotoBytes))
                return (null, [], TooMuch);
            var photos = new List<byte[]>();
            foreach (var file in form.Files)
            {
                var bytes = new byte[file.Length];
                await using var stream = file.OpenReadStream();
                await stream.ReadExactlyAsync(bytes, cancellation);
                photos.Add(bytes);
            }

            return (form["who"], photos, CheckPhotos(photos));
        }
        catch (InvalidDataException)
        {
            return (null, [], "not a form that can be read");
        }
    }

    private static string TooMuch => $"at most {MostPhotos} photos of at most {PhotoBytes / 1024 / 1024} MB";

    private static string? CheckPhotos(List<byte[]> photos) => photos switch
    {
        { Count: 0 } => "no photo given",
        { Count: > MostPhotos } => TooMuch,
        _ when photos.Any(p => p.Length > PhotoBytes) => TooMuch,
        _ when photos.Any(p => p.Length == 0) => "an empty photo",
        _ => null,
    };
}
