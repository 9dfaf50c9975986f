namespace Conversation.Understanding;

/// <summary>Pieces of a place that stand together: "三栋二单元 七楼", "东门那个分类亭", "8号楼到9号楼中间".</summary>
/// <param name="Parts">How many pieces it took; 0 when this piece begins no place.</param>
/// <param name="Weight">How much it says; 0 when it is only named to be denied.</param>
internal readonly record struct PlacePhrase(int At, int End, int Parts, int Weight)
{
    private static readonly string[] Links = ["的那个", "那边的", "那个", "那边", "里的", "边的", "旁的", "的", "那", "靠"];
    private static readonly string[] Ranges = ["一直到", "到", "至", "跟", "和", "与", "同", "往", "~", "～"];

    /// <summary>前 is a side in "3号楼前", and none in "前天".</summary>
    private const string LoneSides = "前后旁边外内下底";
    private const string NotAfterLoneSide = "天年次月周个几段面头边来续门午水雨雪班课车墙部去楼游身卖地人装期半级达到百千万辈厅";

    public static PlacePhrase From(string text, ReadOnlySpan<PlacePart> parts, int first)
    {
        var last = parts[first];
        if (last.Kind is PlaceKind.Annexe or PlaceKind.Side)
        {
            return default;
        }

        var (end, count, weight) = (Stretch(text, last, Next(parts, first)), 1, Weigh(last.Kind, last));
        var whole = end;
        for (var i = first + 1; i < parts.Length; i++)
        {
            var part = parts[i];
            if (part.At < end || !MayFollow(text.AsSpan(end, part.At - end), last, part))
            {
                break;
            }

            weight += part.Kind == last.Kind ? 0 : Weigh(part.Kind, part);
            (last, count) = (part, count + 1);
            end = Stretch(text, part, Next(parts, i));
            whole = part.Kind is PlaceKind.Landmark ? whole : end; // "停车场那个道闸": the barrier is what is broken
        }

        var at = parts[first].At;
        end = whole;
        if (IsDenied(text, at))
        {
            return new PlacePhrase(at, end, count, 0);
        }

        // "…,东门": set apart, it can only say where.
        var apart = (at == 0 || PlaceScanner.IsMark(text[at - 1])) && (end == text.Length || PlaceScanner.IsMark(text[end]));
        if (count == 1 && last.Kind is PlaceKind.Landmark && !apart && end == last.End && !FollowsPreposition(text, at))
        {
            return default; // "草坪黄了" says what, not where
        }

        return new PlacePhrase(at, end, count, Math.Max(1, weight + (apart ? 6 : 0) - (IsHome(text, at) ? 4 : 0)));
    }

    private static PlacePart? Next(ReadOnlySpan<PlacePart> parts, int i) => i + 1 < parts.Length ? parts[i + 1] : null;

    private static int Weigh(PlaceKind kind, PlacePart part) => kind switch
    {
        PlaceKind.Building or PlaceKind.Bay => 9,
        PlaceKind.Gate => 7,
        PlaceKind.Spot => 6,
        PlaceKind.Unit => 5,
        PlaceKind.Section or PlaceKind.Room => 4,
        PlaceKind.Floor => part.Value < 0 ? 7 : 3,
        PlaceKind.Quarter => 3,
        PlaceKind.Landmark => 1,
        PlaceKind.Common => 2,
        _ => 1,
    };

    private static int Rank(PlaceKind kind) => kind <= PlaceKind.Room ? (int)kind : 9;

    private static bool MayFollow(ReadOnlySpan<char> gap, PlacePart last, PlacePart part)
    {
        if (IsOneOf(gap, Ranges))
        {
            return part.Kind == last.Kind && part.Kind is not PlaceKind.Side;
        }

        var finer = Rank(part.Kind) > Rank(last.Kind) || (Rank(last.Kind) == 9 && Rank(part.Kind) == 9);
        var inside = last.Kind is PlaceKind.Spot && part.Kind is PlaceKind.Section or PlaceKind.Floor or PlaceKind.Bay or PlaceKind.Unit
            || last is { Kind: PlaceKind.Floor } && part.Kind is PlaceKind.Section or PlaceKind.Unit
            || last.Kind is PlaceKind.Common && part.Kind is PlaceKind.Floor
            || last.Kind is PlaceKind.Quarter && part.Kind is PlaceKind.Unit or PlaceKind.Floor or PlaceKind.Building;
        if (gap is "-" or "—" or "–" or "－")
        {
            return last.Kind is PlaceKind.Building or PlaceKind.Unit && part.Kind is PlaceKind.Unit or PlaceKind.Room && finer;
        }

        if (gap.IsEmpty || gap is " ")
        {
            return finer || inside;
        }

        if (IsOneOf(gap, Links))
        {
            return finer;
        }

        return gap is "," or "，" or "、" or ", " or " ," && Rank(part.Kind) < 9 && part.Kind > last.Kind && Rank(last.Kind) < 9;
    }

    private static bool IsOneOf(ReadOnlySpan<char> gap, string[] words)
    {
        foreach (var word in words)
        {
            if (gap.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the lone side or compass point that stands right behind: "3号楼前", "28#楼南".</summary>
    private static int Stretch(string text, PlacePart part, PlacePart? next)
    {
        var end = part.End;
        if (end >= text.Length || (next is { } piece && piece.At == end) || part.Kind is PlaceKind.Side or PlaceKind.Room)
        {
            return end;
        }

        if (part.Kind == PlaceKind.Building && PlaceScanner.IsCompass(text[end]))
        {
            end += end + 1 < text.Length && PlaceScanner.IsCompass(text[end + 1]) ? 2 : 1;
            return end;
        }

        return LoneSides.Contains(text[end]) && !(end + 1 < text.Length && NotAfterLoneSide.Contains(text[end + 1])) ? end + 1 : end;
    }

    /// <summary>"不是3号楼".</summary>
    private static bool IsDenied(string text, int at) =>
        text.AsSpan(0, at) is [.., '不', '是'] or [.., '不', '在'] or [.., '并', '非'] or [.., '没', '在'];

    private static bool FollowsPreposition(string text, int at) => at > 0 && "在到往于从是靠".Contains(text[at - 1]);

    /// <summary>"我住3号楼": where the speaker lives, when something else is named as well.</summary>
    private static bool IsHome(string text, int at) => at > 0 && text[at - 1] == '住' || text.AsSpan(0, at) is [.., '住', '在'];
}
