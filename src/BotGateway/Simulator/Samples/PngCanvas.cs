using System.Buffers.Binary;
using System.IO.Compression;

namespace BotGateway.Simulator.Samples;

internal readonly record struct Ink(double Red, double Green, double Blue)
{
    public static Ink Of(int rgb) => new((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);

    public Ink Mix(Ink other, double share) =>
        new(Red + (other.Red - Red) * share, Green + (other.Green - Green) * share, Blue + (other.Blue - Blue) * share);
}

/// <summary>A few smooth shapes and a PNG writer: enough for pictures that need no camera.</summary>
internal sealed class PngCanvas(int width, int height)
{
    private readonly Ink[] _pixels = new Ink[width * height];

    /// <summary>Top to bottom between two rows.</summary>
    public PngCanvas Shade(int from, int to, int top, int bottom)
    {
        for (var y = Math.Max(0, from); y < Math.Min(height, to); y++)
        {
            var ink = Ink.Of(top).Mix(Ink.Of(bottom), (y - from) / (double)(to - from));
            Array.Fill(_pixels, ink, y * width, width);
        }

        return this;
    }

    public PngCanvas Box(double x, double y, double w, double h, double round, int rgb, double strength = 1) => Draw(rgb, strength, (x, y, x + w, y + h), (px, py) =>
    {
        var dx = Math.Abs(px - x - w / 2) - w / 2 + round;
        var dy = Math.Abs(py - y - h / 2) - h / 2 + round;
        return Math.Sqrt(Math.Pow(Math.Max(dx, 0), 2) + Math.Pow(Math.Max(dy, 0), 2)) + Math.Min(Math.Max(dx, dy), 0) - round;
    });

    public PngCanvas Disc(double x, double y, double radius, int rgb, double strength = 1) =>
        Draw(rgb, strength, (x - radius, y - radius, x + radius, y + radius), (px, py) => Math.Sqrt((px - x) * (px - x) + (py - y) * (py - y)) - radius);

    public PngCanvas Ring(double x, double y, double radius, double thick, int rgb) => Draw(
        rgb,
        1,
        (x - radius - thick, y - radius - thick, x + radius + thick, y + radius + thick),
        (px, py) => Math.Abs(Math.Sqrt((px - x) * (px - x) + (py - y) * (py - y)) - radius) - thick / 2);

    public PngCanvas Bar(double x1, double y1, double x2, double y2, double thick, int rgb, double strength = 1) => Draw(rgb, strength, (Math.Min(x1, x2) - thick, Math.Min(y1, y2) - thick, Math.Max(x1, x2) + thick, Math.Max(y1, y2) + thick), (px, py) =>
    {
        var (dx, dy) = (x2 - x1, y2 - y1);
        var along = Math.Clamp(((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy), 0, 1);
        return Math.Sqrt(Math.Pow(px - x1 - along * dx, 2) + Math.Pow(py - y1 - along * dy, 2)) - thick / 2;
    });

    /// <summary>A convex figure, its corners clockwise on the screen.</summary>
    public PngCanvas Figure(int rgb, double strength, params (double X, double Y)[] corners) => Draw(rgb, strength, (corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y)), (px, py) =>
    {
        var outside = double.MinValue;
        for (var i = 0; i < corners.Length; i++)
        {
            var (a, b) = (corners[i], corners[(i + 1) % corners.Length]);
            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            outside = Math.Max(outside, ((px - a.X) * dy - (py - a.Y) * dx) / Math.Sqrt(dx * dx + dy * dy));
        }

        return outside;
    });

    /// <summary>Light that fades with the distance.</summary>
    public PngCanvas Glow(double x, double y, double radius, int rgb, double strength)
    {
        for (var at = 0; at < _pixels.Length; at++)
        {
            var far = Math.Sqrt(Math.Pow(at % width - x, 2) + Math.Pow(at / width - y, 2)) / radius;
            if (far < 1)
                _pixels[at] = _pixels[at].Mix(Ink.Of(rgb), strength * (1 - far) * (1 - far));
        }

        return this;
    }

    public byte[] ToPng()
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = 2;
        header[10..].Clear();
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, Packed());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <param name="within">Nothing of the shape lies outside.</param>
    /// <param name="distance">Below zero inside, above outside, in pixels: the edge is one pixel soft.</param>
    private PngCanvas Draw(int rgb, double strength, (double Left, double Top, double Right, double Bottom) within, Func<double, double, double> distance)
    {
        var ink = Ink.Of(rgb);
        for (var y = Math.Max(0, (int)within.Top - 1); y < Math.Min(height, within.Bottom + 1); y++)
        {
            for (var x = Math.Max(0, (int)within.Left - 1); x < Math.Min(width, within.Right + 1); x++)
            {
                var cover = Math.Clamp(0.5 - distance(x + 0.5, y + 0.5), 0, 1) * strength;
                if (cover > 0)
                    _pixels[y * width + x] = _pixels[y * width + x].Mix(ink, cover);
            }
        }

        return this;
    }

    private byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            var row = new byte[1 + width * 3];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var ink = _pixels[y * width + x];
                    (row[1 + x * 3], row[2 + x * 3], row[3 + x * 3]) = (Byte(ink.Red), Byte(ink.Green), Byte(ink.Blue));
                }

                zip.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static byte Byte(double share) => (byte)Math.Round(Math.Clamp(share, 0, 1) * 255);

    private static void Chunk(Stream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(name);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, name), data));
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }

        return crc;
    }
}
