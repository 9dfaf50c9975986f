using System.Text.Json;

namespace CaseStore.City;

/// <summary>
/// One place in a configuration file. Reading never stops at a mistake: it is noted and a stand-in is returned, so that
/// all mistakes of a file are told at once. Members nobody asks for are allowed.
/// </summary>
internal sealed class ConfigurationNode
{
    internal static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private readonly string _file;
    private readonly JsonElement? _element;
    private readonly List<ConfigurationFault> _faults;

    private ConfigurationNode(string file, string path, JsonElement? element, List<ConfigurationFault> faults)
    {
        _file = file;
        Path = path;
        _element = element;
        _faults = faults;
    }

    public string Path { get; }

    public bool IsPresent => _element is { ValueKind: not JsonValueKind.Null };

    /// <summary>The root object of a file; null when there is none, which is then noted.</summary>
    public static ConfigurationNode? Open(string directory, string file, List<ConfigurationFault> faults)
    {
        try
        {
            return Parse(File.ReadAllBytes(System.IO.Path.Combine(directory, file)), file, faults);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            faults.Add(new ConfigurationFault(file, "$", "cannot be read: " + missing.Message));
            return null;
        }
    }

    /// <summary>The same from what such a file would hold.</summary>
    public static ConfigurationNode? Parse(ReadOnlySpan<byte> json, string file, List<ConfigurationFault> faults)
    {
        try
        {
            if (json.StartsWith("\uFEFF"u8))
            {
                json = json[3..];
            }

            using var document = JsonDocument.Parse(json.ToArray(), Options);
            var root = new ConfigurationNode(file, "$", document.RootElement.Clone(), faults);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return root;
            }

            root.Fault("must be an object");
        }
        catch (JsonException wrong)
        {
            faults.Add(new ConfigurationFault(file, wrong.LineNumber is { } line ? $"line {line + 1}" : "$", "is not valid JSON: " + wrong.Message));
        }
        catch (InvalidOperationException half)
        {
            // A member's name with half a character.
            faults.Add(new ConfigurationFault(file, "$", "is not valid JSON: " + half.Message));
        }

        return null;
    }

    public void Fault(string reason) => _faults.Add(new ConfigurationFault(_file, Path, reason));

    public ConfigurationNode this[string name]
    {
        get
        {
            var found = _element is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var member) ? member : (JsonElement?)null;
            return new ConfigurationNode(_file, $"{Path}.{name}", found, _faults);
        }
    }

    public string Text()
    {
        if (!Required())
        {
            return "";
        }

        if (Said is not { } text || string.IsNullOrWhiteSpace(text))
        {
            Fault("must be a text that is not empty");
            return "";
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            Fault("must not hold a zero character");
        }

        return text.Trim();
    }

    /// <summary>The text that stands here; null when there is none, or one with half a character ("\ud83d").</summary>
    private string? Said
    {
        get
        {
            try
            {
                return _element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }

    public string? OptionalText() => IsPresent ? Text() : null;

    public int Whole(int from, int to)
    {
        if (!Required())
        {
            return from;
        }

        if (_element is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value >= from && value <= to)
        {
            return value;
        }

        Fault($"must be a whole number from {from} to {to}");
        return from;
    }

    public int? OptionalWhole(int from, int to) => IsPresent ? Whole(from, to) : null;

    public double? OptionalNumber(double from, double to)
    {
        if (!IsPresent)
        {
            return null;
        }

        if (_element is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && value >= from && value <= to)
        {
            return value;
        }

        Fault($"must be a number from {from} to {to}");
        return null;
    }

    public bool OptionalFlag()
    {
        if (IsPresent && _element is not { ValueKind: JsonValueKind.True or JsonValueKind.False })
        {
            Fault("must be true or false");
        }

        return _element is { ValueKind: JsonValueKind.True };
    }

    public T Choice<T>(params ReadOnlySpan<T> allowed)
        where T : struct, Enum
    {
        var choices = allowed.IsEmpty ? Enum.GetValues<T>() : allowed;
        if (!Required())
        {
            return choices[0];
        }

        var text = Said;
        foreach (var choice in choices)
        {
            if (choice.ToString() == text)
            {
                return choice;
            }
        }

        Fault("must be one of " + string.Join(", ", choices.ToArray()));
        return choices[0];
    }

    /// <summary>Something written in a format of its own, such as a date.</summary>
    public T Written<T>(string format, Func<string, T?> read)
        where T : struct
    {
        if (!Required())
        {
            return default;
        }

        if (Said is { } text && read(text) is { } value)
        {
            return value;
        }

        Fault($"must be written as {format}");
        return default;
    }

    public IReadOnlyList<T> List<T>(Func<ConfigurationNode, T> read) => Required() ? OptionalList(read) : [];

    public IReadOnlyList<T> OptionalList<T>(Func<ConfigurationNode, T> read)
    {
        if (!IsPresent)
        {
            return [];
        }

        if (_element is { ValueKind: JsonValueKind.Array } array)
        {
            return [.. array.EnumerateArray().Select((item, i) => read(new ConfigurationNode(_file, $"{Path}[{i}]", item, _faults)))];
        }

        Fault("must be a list");
        return [];
    }

    /// <summary>False, and noted, when nothing stands here.</summary>
    public bool Required()
    {
        if (!IsPresent)
        {
            Fault("is missing");
        }

        return IsPresent;
    }
}
