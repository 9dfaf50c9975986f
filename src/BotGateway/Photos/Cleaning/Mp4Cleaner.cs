using System.Collections.Frozen;
using System.Text;

namespace BotGateway.Photos.Cleaning;

/// <summary>
/// MP4: boxes, some of them full of boxes. Where the samples lie is written as offsets from the file's start, so nothing is moved:
/// a box that is not needed to play it (position, titles, XMP) becomes an empty one of the same size, dates and names become zeros.
/// </summary>
internal static class Mp4Cleaner
{
    private const string WholeFile = "";

    /// <summary>In a handler, after version, type and three empty numbers: whose software wrote the track.</summary>
    private const int HandlerName = 24;

    /// <summary>What is kept in each box that is full of boxes; the boxes not named on the left are kept as they are.</summary>
    private static readonly FrozenDictionary<string, string[]> Kept = new Dictionary<string, string[]>
    {
        [WholeFile] = ["ftyp", "styp", "moov", "mdat", "moof", "sidx", "mfra"],
        ["moov"] = ["mvhd", "trak", "mvex"],
        ["trak"] = ["tkhd", "edts", "mdia", "tref"],
        ["mdia"] = ["mdhd", "hdlr", "minf", "elng"],
        ["minf"] = ["vmhd", "smhd", "dinf", "hdlr", "stbl"],
        ["moof"] = ["mfhd", "traf"],
        ["traf"] = ["tfhd", "tfdt", "trun", "sdtp", "sbgp", "sgpd", "subs"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static CleanResult Clean(ReadOnlySpan<byte> mp4)
    {
        if (MediaKind.Detect(mp4) != MediaKind.Mp4)
            return Not("does not begin like one");
        var clean = mp4.ToArray();
        var file = new Mp4Box(WholeFile, 0, 0, clean.Length);
        if (EraseOtherTracks(clean, file) is { } track)
            return Not(track);
        if (CleanInside(clean, file) is { } fault)
            return Not(fault);
        return ShowsSomething(clean, file) ? new CleanResult.Clean(MediaKind.Mp4, clean) : Not("no moving picture in it");
    }

    /// <summary>Neither picture nor sound: a camera may write down there where it was, second by second.</summary>
    /// <returns>What is wrong, or null.</returns>
    private static string? EraseOtherTracks(byte[] mp4, Mp4Box file)
    {
        foreach (var track in Tracks(mp4, file).Where(track => HandlerOf(mp4, track) is not ("vide" or "soun")))
        {
            if (file.Find(mp4, "moof") is not null || !Mp4Samples.Erase(mp4, track))
                return "a track of something else that cannot be taken out";
            track.Empty(mp4);
        }

        return null;
    }

    /// <returns>What is wrong, or null.</returns>
    private static string? CleanInside(byte[] mp4, Mp4Box container)
    {
        if (Mp4Box.Read(mp4, container.Start, container.End) is not { } boxes)
            return "cut off: inside a box";
        foreach (var box in boxes)
        {
            if (!Kept[container.Type].Contains(box.Type))
                box.Empty(mp4);
            else if (Kept.ContainsKey(box.Type) && CleanInside(mp4, box) is { } fault)
                return fault;
            else if (box.Type is "mvhd" or "tkhd" or "mdhd" && !ClearDates(mp4.AsSpan(box.Start, box.Length)))
                return "cut off: inside a header";
            else if (box.Type == "hdlr" && box.Length > HandlerName)
                mp4.AsSpan(box.Start, box.Length)[HandlerName..].Clear();
        }

        return null;
    }

    /// <summary>Made and changed, after version and flags; in version 1 each of eight bytes.</summary>
    private static bool ClearDates(Span<byte> header)
    {
        var dates = header is [1, ..] ? 16 : 8;
        if (header.Length < 4 + dates)
            return false;
        header.Slice(4, dates).Clear();
        return true;
    }

    private static string? HandlerOf(byte[] mp4, Mp4Box track) => track.Find(mp4, "mdia", "hdlr") is { Length: >= HandlerName } handler
        ? Encoding.Latin1.GetString(mp4, handler.Start + 8, 4)
        : null;

    private static IEnumerable<Mp4Box> Tracks(byte[] mp4, Mp4Box file) => (Mp4Box.Read(mp4, file.Start, file.End) ?? [])
        .Where(box => box.Type == "moov")
        .SelectMany(movie => Mp4Box.Read(mp4, movie.Start, movie.End) ?? [])
        .Where(box => box.Type == "trak");

    private static bool ShowsSomething(byte[] mp4, Mp4Box file) =>
        Tracks(mp4, file).Any(track => HandlerOf(mp4, track) == "vide") && file.Find(mp4, "mdat") is not null;

    private static CleanResult.NotAPicture Not(string reason) => new("MP4: " + reason);
}
