using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Conversation.Announcements;

namespace BotGateway.Couriers.ToResidents;

/// <summary>A template of the account, and which of its keywords says what: the names are the platform's and differ from template to template.</summary>
/// <param name="Fields">What we know (number, subject, state, time) → the template's keyword, e.g. <c>thing2</c>.</param>
internal sealed record MessageTemplate(string Id, IReadOnlyDictionary<string, string> Fields)
{
    public const string UsualFields = "number=character_string1;subject=thing2;state=phrase3;time=time4";

    private const int ThingLength = 20;
    private const int PhraseLength = 5;
    private const int CharacterStringLength = 32;

    private static readonly string[] Known = ["number", "subject", "state", "time"];

    /// <param name="fields">e.g. <see cref="UsualFields"/>.</param>
    public static bool TryReadFields(string fields, [NotNullWhen(true)] out IReadOnlyDictionary<string, string>? read, [NotNullWhen(false)] out string? fault)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        (read, fault) = (null, null);
        foreach (var part in fields.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [var ours, var keyword] || !Known.Contains(ours))
            {
                fault = $"\"{part}\" is not one of {string.Join(", ", Known)}, \"=\" and the template's keyword";
                return false;
            }

            if (KindOf(keyword).Length == 0 || keyword.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
            {
                fault = $"\"{keyword}\" is not a keyword like thing2";
                return false;
            }

            if (!found.TryAdd(ours, keyword))
            {
                fault = $"{ours} stands there twice";
                return false;
            }
        }

        if (found.Count == 0)
        {
            fault = $"names no keyword; e.g. {UsualFields}";
            return false;
        }

        read = found;
        return true;
    }

    /// <summary>The body's <c>data</c>: a value that is too long or of the wrong kind would be refused whole (47003).</summary>
    public Dictionary<string, TemplateValue> DataOf(CaseNotice about) => Fields.ToDictionary(
        f => f.Value,
        f => new TemplateValue(Fit(f.Value, f.Key switch
        {
            "number" => about.Number,
            "subject" => about.Subject,
            "state" => about.State,
            _ => about.At,
        })));

    /// <summary>Cut to what a keyword of this kind takes, never inside what reads as one character.</summary>
    internal static string Fit(string keyword, string value) => KindOf(keyword) switch
    {
        "thing" => Shorten(value, ThingLength),
        "phrase" => Shorten(string.Concat(value.Where(IsChinese)), PhraseLength),
        "character_string" => Shorten(string.Concat(value.Where(c => c is > ' ' and <= '~')), CharacterStringLength),
        _ => value,
    };

    private static string KindOf(string keyword) => keyword.TrimEnd("0123456789".ToCharArray());

    private static bool IsChinese(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static string Shorten(string value, int most)
    {
        var length = 0;
        while (length < value.Length)
        {
            var step = StringInfo.GetNextTextElementLength(value.AsSpan(length));
            if (length + step > most)
            {
                break;
            }

            length += step;
        }

        return value[..length];
    }
}

internal sealed record TemplateValue(string Value);
