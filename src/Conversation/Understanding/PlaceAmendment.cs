namespace Conversation.Understanding;

/// <summary>"不对,是5号楼" after "3号楼电梯厅": the building was wrong, the lift hall was not.</summary>
internal static class PlaceAmendment
{
    /// <summary>
    /// The place as it was said, with what is said now in its stead. When what is said now is no more than numbers (building, unit,
    /// floor …) and the first of them was said before, the rest of the place stays.
    /// </summary>
    public static string Of(string? before, string said)
    {
        Span<PlacePart> old = stackalloc PlacePart[PlaceScanner.Most];
        Span<PlacePart> now = stackalloc PlacePart[PlaceScanner.Most];
        old = old[..PlaceScanner.Scan(SimplifiedText.Fold(before ?? ""), old)];
        now = now[..PlaceScanner.Scan(SimplifiedText.Fold(said), now)];
        var swaps = new List<(PlacePart Old, int At)>();
        foreach (var part in now)
        {
            if (part.Kind > PlaceKind.Room)
            {
                return said;
            }

            // What was not said before goes with the piece in front of it.
            if (TheOnly(old, part.Kind) is { } replaced)
            {
                swaps.Add((replaced, part.At));
            }
            else if (swaps.Count == 0)
            {
                return said;
            }
        }

        var ordered = swaps.Zip(swaps.Skip(1)).All(pair => pair.First.Old.End <= pair.Second.Old.At);
        return swaps.Count == 0 || !ordered ? said : Swapped(before!, said, swaps);
    }

    private static string Swapped(string before, string said, List<(PlacePart Old, int At)> swaps)
    {
        var (place, end) = (before, said.Length);
        for (var i = swaps.Count - 1; i >= 0; i--)
        {
            var (old, at) = swaps[i];
            (place, end) = (place[..old.At] + said[at..end] + place[old.End..], at);
        }

        return place;
    }

    /// <summary>"8号楼到9号楼中间" has two: which of them was wrong is anybody's guess.</summary>
    private static PlacePart? TheOnly(ReadOnlySpan<PlacePart> parts, PlaceKind kind)
    {
        PlacePart? only = null;
        foreach (var part in parts)
        {
            if (part.Kind == kind)
            {
                if (only is not null)
                {
                    return null;
                }

                only = part;
            }
        }

        return only;
    }
}
