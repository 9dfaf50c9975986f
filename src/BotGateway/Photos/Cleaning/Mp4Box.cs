using System.Buffers.Binary;
using System.Text;

namespace BotGateway.Photos.Cleaning;

/// <summary>One box of an MP4 file: size (4), type (4), content.</summary>
/// <param name="At">Where its header begins.</param>
/// <param name="Start">Where its content begins.</param>
internal readonly record struct Mp4Box(string Type, int At, int Start, int End)
{
    private const int Header = 8;
    private const int LongHeader = 16;

    public int Length => End - Start;

    /// <returns>The boxes that fill this stretch of the file to its end; null when they do not.</returns>
    public static List<Mp4Box>? Read(ReadOnlySpan<byte> file, int start, int end)
    {
        var boxes = new List<Mp4Box>();
        for (var at = start; at < end; at = boxes[^1].End)
        {
            if (end - at < Header)
                return null;
            long size = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var header = Header;
            if (size == 1)
            {
                if (end - at < LongHeader)
                    return null;
                size = BinaryPrimitives.ReadInt64BigEndian(file[(at + Header)..]);
                header = LongHeader;
            }
            else if (size == 0)
            {
                size = end - at;
            }

            if (size < header || size > end - at)
                return null;
            boxes.Add(new Mp4Box(Encoding.Latin1.GetString(file.Slice(at + 4, 4)), at, at + header, at + (int)size));
        }

        return boxes;
    }

    /// <summary>The box at the end of a path of types; null when there is none.</summary>
    public Mp4Box? Find(ReadOnlySpan<byte> file, params ReadOnlySpan<string> path)
    {
        var box = this;
        foreach (var type in path)
        {
            if (Read(file, box.Start, box.End)?.Where(inner => inner.Type == type).ToArray() is not [var first, ..])
                return null;
            box = first;
        }

        return box;
    }

    /// <summary>Nothing is left of it but its room.</summary>
    public void Empty(Span<byte> file)
    {
        "free"u8.CopyTo(file[(At + 4)..]);
        file[Start..End].Clear();
    }
}
