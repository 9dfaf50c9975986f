namespace Conversation.Understanding;

/// <summary>
/// A place in one spelling, for comparing: 三号楼 = 3号楼 = 3# = 3栋 = 03幢. Built from the same pieces that the reader finds;
/// what stands between them is not compared.
/// </summary>
internal sealed class PlaceKey
{
    private readonly List<PlacePart> _parts;

    private PlaceKey(List<PlacePart> parts) => _parts = parts;

    /// <summary>Which building, when one is said.</summary>
    public int? Building => Has(PlaceKind.Building) ? _parts.Find(p => p.Kind == PlaceKind.Building).Value : null;

    public static PlaceKey Of(string place)
    {
        Span<PlacePart> found = stackalloc PlacePart[PlaceScanner.Most];
        var parts = new List<PlacePart>();
        foreach (var part in found[..PlaceScanner.Scan(SimplifiedText.Fold(PlainText.Of(place)), found)])
        {
            parts.Add(part with { At = 0, Length = 0 });
        }

        return new PlaceKey(parts);
    }

    /// <summary>
    /// Whether two people may mean the same spot of one compound: nothing that both say differs, and something that there is one of is
    /// said by both. Vague places never are.
    /// </summary>
    public static bool SameSpot(string one, string other)
    {
        if (PlaceReader.IsVague(one) || PlaceReader.IsVague(other))
        {
            return false;
        }

        var (mine, theirs) = (Of(one), Of(other));
        return Unread(one, mine) || Unread(other, theirs)
            ? string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase)
            : mine.Agrees(theirs) && mine.Meets(theirs);
    }

    /// <summary>The canonical form, for tests and for looking at: "Building3 Unit2 Common17".</summary>
    public override string ToString() => string.Join(' ', _parts.Select(p => $"{p.Kind}{p.Value}"));

    private bool Agrees(PlaceKey other)
    {
        for (var kind = PlaceKind.Section; kind <= PlaceKind.Side; kind++)
        {
            if (Has(kind) && other.Has(kind) && !Shares(other, kind))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A building, a gate, a bin house in common; a unit or floor only when neither says of which building.</summary>
    private bool Meets(PlaceKey other)
    {
        if (Shares(other, PlaceKind.Building) || Shares(other, PlaceKind.Bay) || Shares(other, PlaceKind.Gate) || Shares(other, PlaceKind.Spot))
        {
            return true;
        }

        if (Has(PlaceKind.Building) || other.Has(PlaceKind.Building))
        {
            return false;
        }

        return Shares(other, PlaceKind.Quarter) || Shares(other, PlaceKind.Section) || Shares(other, PlaceKind.Unit) || Shares(other, PlaceKind.Floor);
    }

    private bool Has(PlaceKind kind) => _parts.Exists(p => p.Kind == kind);

    private bool Shares(PlaceKey other, PlaceKind kind) => _parts.Exists(p => p.Kind == kind && other._parts.Contains(p));

    private static bool Unread(string place, PlaceKey key) => key._parts.Count == 0 && place.Length > 0;

    private static string Bare(string place) => SimplifiedText.Fold(PlainText.WithoutMarks(PlainText.Of(place)));
}
