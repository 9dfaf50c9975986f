using System.Buffers.Binary;

namespace BotGateway.Photos.Cleaning;

/// <summary>Where the samples of a track lie: so many in each chunk (stsc), each so long (stsz), a chunk at an offset in the file (stco, co64).</summary>
internal static class Mp4Samples
{
    /// <summary>Overwrites every sample of the track.</summary>
    /// <returns>False when its tables make no sense: then some may be left.</returns>
    public static bool Erase(Span<byte> file, Mp4Box track)
    {
        if (track.Find(file, "mdia", "minf", "stbl") is not { } table)
            return false;
        var wide = table.Find(file, "co64") is not null;
        if (Table(file, table.Find(file, wide ? "co64" : "stco"), 4, wide ? 8 : 4) is not { } chunks
            || Table(file, table.Find(file, "stsc"), 4, 12) is not { } runs
            || Sizes(file, table.Find(file, "stsz")) is not { } sizes)
            return false;

        // What is written in an erased chunk may be one of these very tables, so all is read before.
        var found = new List<(long Offset, long Length)>(chunks.Count);
        long sample = 0, total = 0;
        var run = -1;
        for (var chunk = 0; chunk < chunks.Count; chunk++)
        {
            while (run + 1 < runs.Count && Number(file, runs.At(run + 1)) <= chunk + 1)
                run++;
            if (run < 0)
                return false;
            var count = Number(file, runs.At(run) + 4);
            var length = sizes.Sum(file, sample, count);
            var offset = wide ? BinaryPrimitives.ReadInt64BigEndian(file[chunks.At(chunk)..]) : Number(file, chunks.At(chunk));
            sample += count;
            total += length ?? long.MaxValue / 2;

            // Samples of one track never lie on one another.
            if (offset < 0 || total > file.Length || offset > file.Length - length)
                return false;
            found.Add((offset, length!.Value));
        }

        foreach (var (offset, length) in found)
            file.Slice((int)offset, (int)length).Clear();
        return true;
    }

    /// <param name="head">Bytes between the version and the entries' count.</param>
    private static Rows? Table(ReadOnlySpan<byte> file, Mp4Box? box, int head, int width)
    {
        if (box is not { } found || found.Length < head + 4)
            return null;
        var count = Number(file, found.Start + head);
        var first = found.Start + head + 4;
        return count * width <= found.End - first ? new Rows(first, (int)count, width) : null;
    }

    /// <summary>One size for all samples, or a table of them.</summary>
    private static SampleSizes? Sizes(ReadOnlySpan<byte> file, Mp4Box? box)
    {
        if (box is not { Length: >= 12 } found)
            return null;
        var same = Number(file, found.Start + 4);
        return same > 0 ? new SampleSizes(same, default)
            : Table(file, box, 8, 4) is { } rows ? new SampleSizes(0, rows) : null;
    }

    private static long Number(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32BigEndian(file[at..]);

    private readonly record struct Rows(int First, int Count, int Width)
    {
        public int At(int row) => First + (row * Width);
    }

    private readonly record struct SampleSizes(long Same, Rows Each)
    {
        /// <summary>Null when there are not so many.</summary>
        public long? Sum(ReadOnlySpan<byte> file, long first, long count)
        {
            if (Same > 0)
                return Same * count;
            if (first + count > Each.Count)
                return null;
            long sum = 0;
            for (var sample = first; sample < first + count; sample++)
                sum += Number(file, Each.At((int)sample));
            return sum;
        }
    }
}
