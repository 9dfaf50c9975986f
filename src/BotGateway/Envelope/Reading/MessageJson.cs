using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotGateway.Envelope.Reading;

/// <summary>
/// A platform's JSON as the same fields as its XML: a list is a repeated field, as in XML, so that one entry and several read
/// alike, and a number is its digits, so that it reads like a string of them and keeps all 64 bits.
/// </summary>
internal static partial class MessageJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Field.MaxDepth };

    /// <returns>Null when it is not a JSON object, or nested beyond reason.</returns>
    public static Field? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(PlainCharacters.Of(Encoding.UTF8.GetString(json).TrimStart('\uFEFF')), Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var root = new Field("json");
            Add(root, document.RootElement);
            return root;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Add(Field to, JsonElement members)
    {
        foreach (var member in members.EnumerateObject())
            Add(to, member.Name, member.Value);
    }

    private static void Add(Field to, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var entry in value.EnumerateArray())
                    Add(to, name, entry);
                return;
            case JsonValueKind.Null:
                return;
        }

        var field = new Field(name);
        to.Add(field);
        if (value.ValueKind == JsonValueKind.Object)
            Add(field, value);
        else
            field.Value = value.ValueKind == JsonValueKind.String ? PlainCharacters.Of(Text(value)) : value.GetRawText();
    }

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half an emoji, escaped: the rest of the words still count.
            var whole = HalfCharacter().Replace(value.GetRawText(), found => found.Groups["half"].Success ? "" : found.Value);
            return JsonSerializer.Deserialize<string>(whole)!;
        }
    }

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.")]
    private static partial Regex HalfCharacter();
}
