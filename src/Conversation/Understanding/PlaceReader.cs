using System.Text.RegularExpressions;

namespace Conversation.Understanding;

/// <summary>Finds where something is: building, unit, floor, room, gate, garage, or a spot everybody knows.</summary>
internal static partial class PlaceReader
{
    /// <summary>The place in the person's own words, or null. A later correction ("不对,是5号楼") beats what stood before it.</summary>
    public static (int At, int Length)? Find(string text)
    {
        var simplified = SimplifiedText.Fold(text);
        Span<PlacePart> parts = stackalloc PlacePart[PlaceScanner.Most];
        parts = parts[..PlaceScanner.Scan(simplified, parts)];
        if (parts.IsEmpty)
        {
            return null;
        }

        var from = 0;
        if (MayCorrect(simplified))
        {
            foreach (var correction in CorrectionPattern().EnumerateMatches(simplified))
            {
                from = correction.Index + correction.Length;
            }
        }

        return Best(simplified, parts, from) ?? (from > 0 ? Best(simplified, parts, 0) : null);
    }

    /// <summary>Not enough to walk to: a corridor, a doorway, a third floor exist at every building.</summary>
    public static bool IsVague(string place)
    {
        Span<PlacePart> parts = stackalloc PlacePart[PlaceScanner.Most];
        var simplified = SimplifiedText.Fold(PlainText.Of(place));
        var read = 0;
        foreach (var part in parts[..PlaceScanner.Scan(simplified, parts)])
        {
            if (IsPrecise(part))
            {
                return false;
            }

            read += part.Length;
        }

        // A number that stands for something unheard of is still something to go by.
        return read > 0 || !simplified.AsSpan().ContainsAnyInRange('0', '9');
    }

    /// <summary>The place without what leads to a door: "3-2-501门口" is "3-2门口", "9号201" is "9号".</summary>
    public static string WithoutRooms(string place)
    {
        Span<PlacePart> parts = stackalloc PlacePart[PlaceScanner.Most];
        parts = parts[..PlaceScanner.Scan(SimplifiedText.Fold(place), parts)];
        var kept = place;
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i].Kind == PlaceKind.Room)
            {
                kept = kept[..parts[i].At].TrimEnd('-', '—', '–', '－', ' ') + kept[parts[i].End..];
            }
        }

        return kept;
    }

    public static string WithoutCorrection(string text) => MayCorrect(text) ? CorrectionPattern().Replace(text, "") : text;

    public static bool IsCorrection(string text) => MayCorrect(SimplifiedText.Fold(text)) && CorrectionPattern().IsMatch(SimplifiedText.Fold(text));

    private static bool IsPrecise(PlacePart part) =>
        part.Kind is PlaceKind.Section or PlaceKind.Building or PlaceKind.Bay or PlaceKind.Gate or PlaceKind.Spot or PlaceKind.Quarter
        || part is { Kind: PlaceKind.Floor, Value: < 0 };

    /// <summary>The phrase that says most; the first of equals.</summary>
    private static (int At, int Length)? Best(string text, ReadOnlySpan<PlacePart> parts, int from)
    {
        PlacePhrase? best = null;
        for (var i = 0; i < parts.Length;)
        {
            var phrase = PlacePhrase.From(text, parts, i);
            i += Math.Max(phrase.Parts, 1);
            if (phrase.Weight > 0 && phrase.At >= from && (best is not { } kept || phrase.Weight > kept.Weight))
            {
                best = phrase;
            }
        }

        return best is { } found ? (found.At, found.End - found.At) : null;
    }

    private static bool MayCorrect(string text) => text.AsSpan().ContainsAny("错應应更不");

    [GeneratedRegex("(?:(?<=^|[,，。.;；!！?？ …—~])|[哦啊呃哎噢喔额嗯])(?:不对|不對)(?:[,，。.!！… ]+|(?=应该|應該|是|$))(?:应该|應該)?(?:是)?"
        + "|[哦啊呃哎噢喔额][,，]?不是[,，。…]+(?:是)?"
        + "|^不是[^,，。.!！?？]{0,12}[,，。.!！… ]+(?:应该|應該)?(?:是|在)"
        + "|(?:我)?(?:说|說|写|寫|搞|弄|讲|講|打|发|發|报|報)错了?[,，。.!！… ]+(?:应该|應該)?(?:是)?|(?:说|說|写|寫|搞|弄|讲|講|打)错了?$"
        + "|(?:应该|應該)是|(?:更正|纠正|改正)(?:一下)?[:：,， ]*(?:应该)?(?:是)?")]
    private static partial Regex CorrectionPattern();
}
