using System.Buffers.Binary;
using System.IO.Compression;
using BotGateway.Simulator.Samples;

namespace BotGateway.Tests.Simulator;

public sealed class SamplePictureTests
{
    public static TheoryData<string> Names => [.. SamplePictures.All.Select(sample => sample.Id)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_Sample_Is_A_Whole_Png_Small_Enough_For_A_Chat(string name)
    {
        var png = SamplePictures.Find(name)!.Png.Value;
        Assert.InRange(png.Length, 1_000, 200_000);
        Assert.Equal([0x89, .. "PNG"u8, 13, 10, 26, 10], png[..8]);
        var at = 8;
        var pixels = new MemoryStream();
        string chunk;
        do
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunk = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            if (chunk == "IDAT")
                pixels.Write(png, at + 8, length);
            at += 12 + length;
        }
        while (chunk != "IEND");
        Assert.Equal(png.Length, at);
        pixels.Position = 0;
        using var rows = new ZLibStream(pixels, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        rows.CopyTo(plain);
        Assert.Equal(360 * (1 + 480 * 3), plain.Length);
    }
}
