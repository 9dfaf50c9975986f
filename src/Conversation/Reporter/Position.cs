using CaseStore.City;

namespace Conversation.Reporter;

/// <summary>Distances between positions that residents send; the datum is not certain enough for more than choosing (protocol.md 1.4).</summary>
internal static class Position
{
    /// <summary>Metres, on a plane that is flat enough for a city.</summary>
    public static double Metres(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        var north = (otherLatitude - latitude) * 111_000;
        var east = (otherLongitude - longitude) * 111_000 * Math.Cos(latitude * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }

    /// <summary>The compounds within about a kilometre, nearest first. Only one when it is plainly the one.</summary>
    public static IReadOnlyList<Compound> Nearest(IReadOnlyList<Compound> compounds, double latitude, double longitude)
    {
        var near = compounds
            .Where(c => c is { Latitude: not null, Longitude: not null })
            .Select(c => (Compound: c, Metres: Metres(latitude, longitude, c.Latitude!.Value, c.Longitude!.Value)))
            .Where(c => c.Metres <= 1000)
            .OrderBy(c => c.Metres).ThenBy(c => c.Compound.Id, StringComparer.Ordinal)
            .Take(5).ToList();
        return near is [var first, var second, ..] && first.Metres <= 150 && second.Metres >= 2 * Math.Max(first.Metres, 100)
            ? [first.Compound]
            : [.. near.Select(c => c.Compound)];
    }
}
