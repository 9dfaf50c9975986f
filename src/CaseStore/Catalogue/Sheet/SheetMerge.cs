using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseStore.City;

namespace CaseStore.Catalogue.Sheet;

/// <summary>
/// A spreadsheet's subtypes put into the catalogue that is there. Dangers (their words and advice), general settings and whatever else the file
/// holds stay as they are; the sheet says only which danger belongs to which subtype.
/// </summary>
internal static class SheetMerge
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Ours = ["code", "kind", "name", "department", "units", "limit", "limits", "photoOptional", "example", "questions", "words"];

    public static SheetImport Merge(byte[] sheet, byte[] catalogue, CityFile city)
    {
        var faults = new List<ConfigurationFault>();
        if (ConfigurationNode.Parse(catalogue, CityConfiguration.CatalogueFileName, faults) is not { } root)
        {
            return SheetImport.Refused.Of(faults);
        }

        // What is wrong with the old one's subtypes goes with them; the rest stays, and counts.
        var before = CatalogueReader.Read(root, city);
        var (rows, wrong) = SheetReader.Read(sheet, city, new SheetNames(before.Dangers.Select(d => (d.Code, d.Name))));
        if (wrong.Count > 0)
        {
            return new SheetImport.Refused([.. wrong.OrderBy(f => f.Row)]);
        }

        faults.RemoveAll(f => f.Path.StartsWith("$.subtypes", StringComparison.Ordinal) || f.Path.EndsWith("].subtype", StringComparison.Ordinal));
        if (faults.Count > 0)
        {
            return SheetImport.Refused.Of(faults);
        }

        var json = Write(catalogue, rows);
        var after = ConfigurationNode.Parse(json, CityConfiguration.CatalogueFileName, faults) is { } merged ? CatalogueReader.Read(merged, city) : null;
        return faults.Count > 0 || after is null ? SheetImport.Refused.Of(faults) : new SheetImport.Ready(json, Compare(before, after));
    }

    private static byte[] Write(byte[] catalogue, IReadOnlyList<SheetRow> rows)
    {
        var json = catalogue.AsSpan().StartsWith("\uFEFF"u8) ? catalogue.AsSpan(3) : catalogue;
        var root = JsonNode.Parse(json, documentOptions: ConfigurationNode.Options)!.AsObject();
        var old = (root["subtypes"] as JsonArray ?? []).OfType<JsonObject>().ToLookup(CodeOf, StringComparer.Ordinal);
        root["subtypes"] = new JsonArray([.. rows.Select(r => Json(r.Subtype, old[r.Subtype.Code].FirstOrDefault()))]);
        var subtypeOf = rows.SelectMany(r => r.Dangers, (r, danger) => (danger, r.Subtype.Code)).ToDictionary(d => d.danger, d => d.Code, StringComparer.Ordinal);
        foreach (var danger in (root["dangers"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (subtypeOf.TryGetValue(CodeOf(danger), out var subtype))
            {
                danger["subtype"] = subtype;
            }
            else
            {
                danger.Remove("subtype");
            }
        }

        return [.. JsonSerializer.SerializeToUtf8Bytes(root, Readable), (byte)'\n'];
    }

    private static string CodeOf(JsonObject thing) => thing["code"] is JsonValue code && code.TryGetValue<string>(out var text) ? text.Trim() : "";

    private static JsonObject Json(Subtype subtype, JsonObject? old)
    {
        var json = new JsonObject
        {
            ["code"] = subtype.Code,
            ["kind"] = subtype.Kind.ToString(),
            ["name"] = subtype.Name,
        };
        if (subtype.Department is { } department)
        {
            json["department"] = department;
        }

        if (subtype.Units.Count > 0)
        {
            json["units"] = Json(subtype.Units);
        }

        json["limit"] = Json(subtype.Limit);
        if (subtype.Limits.Count > 0)
        {
            json["limits"] = new JsonArray([.. subtype.Limits.Select(l => new JsonObject { ["when"] = Json(l.When), ["limit"] = Json(l.Limit) })]);
        }

        if (subtype.PhotoOptional)
        {
            json["photoOptional"] = true;
        }

        if (subtype.Example is { } example)
        {
            json["example"] = example;
        }

        if (subtype.Questions.Count > 0)
        {
            json["questions"] = new JsonArray([.. subtype.Questions.Select(Json)]);
        }

        json["words"] = Json(subtype.Words);
        foreach (var (name, value) in old?.Where(member => !Ours.Contains(member.Key)) ?? [])
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    private static JsonObject Json(Limit limit)
    {
        var json = new JsonObject { ["amount"] = limit.Amount, ["unit"] = limit.Unit.ToString() };
        if (limit.Source is { } source)
        {
            json["source"] = source;
        }

        return json;
    }

    private static JsonObject Json(SubtypeQuestion question)
    {
        var json = new JsonObject { ["code"] = question.Code, ["ask"] = question.Ask };
        if (question.Choices.Count > 0)
        {
            json["choices"] = Json(question.Choices);
        }

        return json;
    }

    private static JsonArray Json(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static SheetChanges Compare(CatalogueFile before, CatalogueFile after)
    {
        var (old, now) = (Lines(before), Lines(after));
        return new SheetChanges(
            [.. now.Keys.Where(code => !old.ContainsKey(code))],
            [.. now.Keys.Where(code => old.TryGetValue(code, out var line) && line != now[code])],
            [.. old.Keys.Where(code => !now.ContainsKey(code))],
            before.Subtypes.Select(s => s.Code).Where(now.ContainsKey).SequenceEqual(after.Subtypes.Select(s => s.Code).Where(old.ContainsKey)));
    }

    private static Dictionary<string, string> Lines(CatalogueFile catalogue) => catalogue.Subtypes.DistinctBy(s => s.Code).ToDictionary(
        s => s.Code,
        s => Json(s, null).ToJsonString(Readable) + string.Join(' ', catalogue.Dangers.Where(d => d.Subtype == s.Code).Select(d => d.Code)),
        StringComparer.Ordinal);
}
