using System.Buffers;
using System.Text.RegularExpressions;

namespace Conversation.Understanding;

/// <summary>Several problems said in one breath, taken apart: each in its own words, with the place that was said for all of them.</summary>
internal static partial class Parts
{
    private const int ShortestMessage = 12;
    private const int ShortestPart = 4;
    private const int ShortestNext = 6;
    private const int Most = 5;

    /// <summary>Without one of these there is no joint; found faster than the joint itself.</summary>
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["还有", "另外", "再就是", "再有", "再一个", "其次", "以及", "顺便", "对了", "第一", "第二", ";", "；", "\n", "。", "!", "！", "?", "？",
            "1.", "1、", "1．", "1)", "1）", "一.", "一、", "一．", "一)", "一）", "2.", "2、", "2．", "2)", "2）", "二.", "二、", "二．", "二)", "二）"],
        StringComparison.Ordinal);

    /// <param name="text">Plain.</param>
    /// <param name="subjectOf">What a piece is about when it carries a problem by itself, else null; asked only when the text could hold several.</param>
    /// <returns>Empty when it is one problem, told at whatever length.</returns>
    public static IReadOnlyList<string> Of(string text, Func<string, string?> subjectOf)
    {
        if (text.Length < ShortestMessage || !text.AsSpan()[..^1].ContainsAny(Hints) || !Joint().IsMatch(text))
        {
            return [];
        }

        var pieces = new List<(string Words, string? Subject)>();
        foreach (var (piece, mayGoOn) in Cut(text))
        {
            var subject = piece.Length >= ShortestPart ? subjectOf(piece) : null;
            if (pieces.Count > 0 && (subject is null || pieces[^1].Subject is null))
            {
                // Told at length: it belongs to what stood before.
                pieces[^1] = ($"{pieces[^1].Words},{piece}", subject ?? pieces[^1].Subject);
            }
            else if (pieces.Count > 0 && (!Stands(piece) || (mayGoOn && !(SaysWhere(piece) && SaysWhere(pieces[^1].Words))) || (subject == pieces[^1].Subject && SamePlace(pieces[^1].Words, piece))))
            {
                // "还有老人下不来", "另外说一句你们从来不管": more of the same. So is what follows a mere full stop, unless both say where.
                pieces[^1] = ($"{pieces[^1].Words},{piece}", pieces[^1].Subject);
            }
            else
            {
                pieces.Add((piece, subject));
            }
        }

        if (pieces.Count(p => p.Subject is not null) < 2 || pieces.Count > Most)
        {
            return [];
        }

        var front = PlaceReader.Find(pieces[0].Words) is { At: <= 8 } place ? pieces[0].Words[..(place.At + place.Length)] : null;
        return [.. pieces.Select((p, i) => i > 0 && front is not null && PlaceReader.Find(p.Words) is null ? $"{front}{p.Words}" : p.Words)];
    }

    /// <summary>The pieces between the joints; <c>MayGoOn</c> when nothing but the end of a sentence parts one from the piece before.</summary>
    private static IEnumerable<(string Words, bool MayGoOn)> Cut(string text)
    {
        var (from, mayGoOn) = (0, false);
        foreach (Match joint in Joint().Matches(text))
        {
            if (Trimmed(text[from..joint.Index]) is { Length: > 0 } piece)
            {
                yield return (piece, mayGoOn);
                mayGoOn = true;
            }

            mayGoOn &= joint.Length == 0;
            from = joint.Index + joint.Length;
        }

        if (Trimmed(text[from..]) is { Length: > 0 } last)
        {
            yield return (last, mayGoOn);
        }
    }

    /// <summary>Without marks around it; "反映两件事" only announces.</summary>
    private static string Trimmed(string piece) =>
        piece.Trim(' ', ',', '，', '。', ';', '；', '、', '.', ':', '：') is var words && (Announcement().IsMatch(words) || !words.Any(char.IsLetterOrDigit)) ? "" : words;

    /// <summary>Whether a piece can be said without the one before it.</summary>
    private static bool Stands(string piece) => piece.Length >= ShortestNext && !Leaning().IsMatch(piece);

    private static bool SaysWhere(string piece) =>
        PlaceReader.Find(piece) is { } place && !PlaceReader.IsVague(piece.Substring(place.At, place.Length));

    [GeneratedRegex("^(?:老人|孩子|小孩|孕妇|病人|行人|人|说一句|你们|他们?(?!家)|她|我|这|那|苍蝇|蚊子|玻璃|味道|那个味|尿|路过|上下|车胎|到底|请|希望|快|一直|从来|也|都|没|第[一二三四五六七]天)")]
    private static partial Regex Leaning();

    [GeneratedRegex("^(?:你好|您好)?[,，]?(?:我|我们)?(?:想|要)?(?:反映|说|报|讲|投诉)?(?:一下)?(?:以下)?[几两二三四五2-5]?(?:件|个|点)?(?:事|事情|问题|情况)?(?:如下)?$")]
    private static partial Regex Announcement();

    /// <summary>The same thing at two buildings is two things; with one place, or none, it is one.</summary>
    private static bool SamePlace(string one, string other) =>
        PlaceReader.Find(other) is not { } there || PlaceReader.Find(one) is not { } here
        || !Differ(PlaceKey.Of(one.Substring(here.At, here.Length)), PlaceKey.Of(other.Substring(there.At, there.Length)));

    private static bool Differ(PlaceKey one, PlaceKey other) => one.Building is not null && other.Building is not null && one.Building != other.Building;

    // "1." and "第一" count up; 还有, 另外 … go on to the next thing.
    [GeneratedRegex("[;；\\n]|[,，。 ]*(?:还有就是|还有|另外|再就是|再有|再一个|其次|以及|顺便说一下|顺便反映一下|顺便|对了)[,，:：]?"
        + "|(?:^|(?<=[\\s,，。;；:：]))(?:第[一二三四五](?:[个件条点](?:问题|事情|事)?是|(?![天个次年月回周条遍趟批层楼幢栋号件点]))|[1-5一二三四五](?=[.、．)）](?![0-9])))[,，是.、．)）:：]*(?!号|栋|幢|单元|楼|层)"
        + "|(?<=[。!！?？])")]
    private static partial Regex Joint();
}
