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
        ["还有", "另外", "再就是", "再有", "再一个", "顺便", "对了", "第一", "第二", ";", "；", "\n", "。", "!", "！", "?", "？",
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
        foreach (var piece in Joint().Split(text).Select(p => p.Trim(' ', ',', '，', '。', ';', '；', '、', '.', ':', '：')).Where(p => p.Length > 0))
        {
            var subject = piece.Length >= ShortestPart ? subjectOf(piece) : null;
            if (subject is null && pieces.Count > 0)
            {
                // Told at length: it belongs to what stood before.
                pieces[^1] = ($"{pieces[^1].Words},{piece}", pieces[^1].Subject);
            }
            else if (pieces.Count > 0 && pieces[^1].Subject is null)
            {
                pieces[^1] = ($"{pieces[^1].Words},{piece}", subject);
            }
            else if (pieces.Count > 0 && !Stands(piece))
            {
                // "还有老人下不来", "另外说一句你们从来不管": more of the same.
                pieces[^1] = ($"{pieces[^1].Words},{piece}", pieces[^1].Subject);
            }
            else if (pieces.Count > 0 && subject == pieces[^1].Subject && SamePlace(pieces[^1].Words, piece))
            {
                pieces[^1] = ($"{pieces[^1].Words},{piece}", subject);
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

    /// <summary>Whether a piece can be said without the one before it.</summary>
    private static bool Stands(string piece) => piece.Length >= ShortestNext && !Leaning().IsMatch(piece);

    [GeneratedRegex("^(?:老人|孩子|小孩|孕妇|病人|行人|人|说一句|你们|他们?|她|我|这|那|苍蝇|蚊子|玻璃|味道|那个味|尿|路过|上下|车胎|到底|请|希望|快)")]
    private static partial Regex Leaning();

    /// <summary>The same thing at two buildings is two things; with one place, or none, it is one.</summary>
    private static bool SamePlace(string one, string other) =>
        PlaceReader.Find(other) is not { } there || PlaceReader.Find(one) is not { } here
        || !Differ(PlaceKey.Of(one.Substring(here.At, here.Length)), PlaceKey.Of(other.Substring(there.At, there.Length)));

    private static bool Differ(PlaceKey one, PlaceKey other) => one.Building is not null && other.Building is not null && one.Building != other.Building;

    // "1." and "第一" count up; 还有, 另外 … go on to the next thing.
    [GeneratedRegex("[;；\\n]|(?<=[。!！?？])|[,，。 ]*(?:还有就是|还有|另外|再就是|再有|再一个|顺便说一下|顺便|对了)[,，:：]?|(?:^|(?<=[\\s,，。;；:：]))(?:第[一二三四五](?![天个次年月回周条遍趟批层楼幢栋号])|[1-5一二三四五](?=[.、．)）](?![0-9])))[,，是.、．)）:：]*(?!号|栋|幢|单元|楼|层)")]
    private static partial Regex Joint();
}
