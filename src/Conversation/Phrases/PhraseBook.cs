using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using CaseStore.City;

namespace Conversation.Phrases;

/// <summary>Every sentence the bot says, from <c>config/phrases.zh-CN.json</c>: key → text with <c>{value}</c> places.</summary>
public sealed class PhraseBook
{
    public const string FileName = "phrases.zh-CN.json";

    private readonly FrozenDictionary<string, Template> _templates;

    private PhraseBook(IReadOnlyDictionary<string, Template> templates) =>
        _templates = templates.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every phrase the code knows.</summary>
    public static IReadOnlyList<Phrase> Known { get; } =
    [
        .. typeof(Say).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (Phrase)f.GetValue(null)!),
    ];

    /// <summary>Reads and checks the whole file: every known phrase there, nothing unknown, no value that nobody fills.</summary>
    public static (PhraseBook? Book, IReadOnlyList<ConfigurationFault> Faults) Load(string directory)
    {
        var faults = new List<ConfigurationFault>();
        void Fault(string path, string reason) => faults.Add(new ConfigurationFault(FileName, path, reason));
        var path = Path.Combine(directory, FileName);
        Dictionary<string, string>? texts;
        try
        {
            texts = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            Fault("$", error.Message);
            return (null, faults);
        }

        var templates = new Dictionary<string, Template>(StringComparer.Ordinal);
        foreach (var phrase in Known)
        {
            if (texts is null || !texts.TryGetValue(phrase.Key, out var text) || string.IsNullOrWhiteSpace(text))
            {
                Fault(phrase.Key, "this sentence is missing or empty");
                continue;
            }

            var template = Template.Parse(text);
            foreach (var name in template.Names.Where(n => !phrase.Values.Contains(n)))
            {
                Fault(phrase.Key, $"{{{name}}} is not a value of this sentence; it may hold: {string.Join(", ", phrase.Values.Select(v => "{" + v + "}"))}");
            }

            templates[phrase.Key] = template;
        }

        var known = Known.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var key in (texts ?? []).Keys.Where(k => !known.Contains(k) && !k.StartsWith('$')))
        {
            Fault(key, "no such sentence is ever said");
        }

        return faults.Count == 0 ? (new PhraseBook(templates), faults) : (null, faults);
    }

    /// <summary>The sentence with its values filled in.</summary>
    public string Text(Phrase phrase, params ReadOnlySpan<(string Name, string Value)> values) =>
        _templates[phrase.Key].Fill(phrase.Key, values);

    private sealed class Template
    {
        private readonly (string Text, string? Name)[] _parts;

        private Template((string Text, string? Name)[] parts) => _parts = parts;

        public IEnumerable<string> Names => _parts.Where(p => p.Name is not null).Select(p => p.Name!);

        public static Template Parse(string text)
        {
            var parts = new List<(string, string?)>();
            var rest = text.AsSpan();
            while (true)
            {
                var open = rest.IndexOf('{');
                var close = open < 0 ? -1 : rest[open..].IndexOf('}');
                if (close < 0)
                {
                    parts.Add((rest.ToString(), null));
                    return new Template([.. parts]);
                }

                parts.Add((rest[..open].ToString(), rest[(open + 1)..(open + close)].ToString()));
                rest = rest[(open + close + 1)..];
            }
        }

        public string Fill(string key, ReadOnlySpan<(string Name, string Value)> values)
        {
            if (_parts.Length == 1)
            {
                return _parts[0].Text;
            }

            var text = new StringBuilder();
            foreach (var (before, name) in _parts)
            {
                text.Append(before);
                if (name is null)
                {
                    continue;
                }

                var found = false;
                foreach (var (given, value) in values)
                {
                    if (given == name)
                    {
                        text.Append(value);
                        found = true;
                        break;
                    }
                }

                if (!found)
                {
                    throw new InvalidOperationException($"Nobody filled {{{name}}} of the phrase {key}");
                }
            }

            return text.ToString();
        }
    }
}
