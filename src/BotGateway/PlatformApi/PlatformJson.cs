using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotGateway.PlatformApi;

/// <summary>
/// JSON as the platforms want it: real UTF-8. Every encoder of the framework writes emoji as <c>\uD83D\uDE00</c>, which the platforms
/// show to people or refuse (40033), so strings are escaped here: only what JSON itself demands.
/// </summary>
internal static class PlatformJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new RealText() },
    };

    public static byte[] Write<T>(T body) => JsonSerializer.SerializeToUtf8Bytes(body, Options);

    private sealed class RealText : JsonConverter<string>
    {
        // '"', '\' and the control characters must be escaped; a lone surrogate becomes U+FFFD in UTF-8.
        private static readonly SearchValues<char> MustEscape =
            SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteRawValue(Quote(value), skipInputValidation: true);

        private static string Quote(string value)
        {
            if (!value.AsSpan().ContainsAny(MustEscape))
            {
                return $"\"{value}\"";
            }

            var quoted = new StringBuilder(value.Length + 16).Append('"');
            foreach (var c in value)
            {
                _ = c switch
                {
                    '"' => quoted.Append("\\\""),
                    '\\' => quoted.Append("\\\\"),
                    '\n' => quoted.Append("\\n"),
                    '\r' => quoted.Append("\\r"),
                    '\t' => quoted.Append("\\t"),
                    < ' ' => quoted.Append("\\u").Append(((int)c).ToString("x4")),
                    _ => quoted.Append(c),
                };
            }

            return quoted.Append('"').ToString();
        }
    }
}
