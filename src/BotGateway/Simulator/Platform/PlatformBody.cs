using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace BotGateway.Simulator.Platform;

/// <summary>The JSON somebody posted, read as picky as the platforms read it.</summary>
internal static class PlatformBody
{
    /// <returns>The root object, or the fault to answer.</returns>
    public static async Task<(JsonElement Root, string Text, IResult? Fault)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            var text = await reader.ReadToEndAsync(cancellation);
            if (HasUnicodeEscape(text))
                return (default, text, PlatformAnswer.Fault(40033, "invalid charset: the body holds \\u escapes"));
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (document.RootElement.Clone(), text, null)
                : (default, text, PlatformAnswer.Fault(47001, "data format error: not an object"));
        }
        catch (Exception fault) when (fault is JsonException or DecoderFallbackException)
        {
            return (default, "", PlatformAnswer.Fault(47001, "data format error"));
        }
    }

    public static string? TextOf(this JsonElement element, string name) =>
        element.TryPart(name, JsonValueKind.String, out var value) && value.GetString() is { Length: > 0 } text ? text : null;

    public static int NumberOf(this JsonElement element, string name) =>
        element.TryPart(name, JsonValueKind.Number, out var value) && value.TryGetInt32(out var number) ? number : 0;

    public static JsonElement? PartOf(this JsonElement element, string name) =>
        element.TryPart(name, JsonValueKind.Object, out var value) ? value : null;

    public static IReadOnlyList<JsonElement> ListOf(this JsonElement element, string name) =>
        element.TryPart(name, JsonValueKind.Array, out var value) ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)] : [];

    public static IReadOnlyList<string> TextsOf(this JsonElement element, string name) =>
        element.TryPart(name, JsonValueKind.Array, out var value)
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    public static int BytesOf(string text) => Encoding.UTF8.GetByteCount(text);

    private static bool TryPart(this JsonElement element, string name, JsonValueKind kind, [NotNullWhen(true)] out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind == kind;

    private static bool HasUnicodeEscape(string json)
    {
        for (var at = json.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 1 < json.Length; at = json.IndexOf('\\', at + 2))
        {
            if (json[at + 1] == 'u')
                return true;
            if (at + 2 >= json.Length)
                break;
        }

        return false;
    }
}
