using System.Collections.Frozen;

namespace BotGateway.Simulator.Samples;

/// <param name="Result">Shows a problem solved: offered to officers first.</param>
internal sealed record SamplePicture(string Id, string Name, bool Result, Lazy<byte[]> Png);

/// <summary>"A photo" for who has no camera at hand, drawn when first asked for.</summary>
internal static class SamplePictures
{
    private const int Width = 480;
    private const int Height = 360;

    public static IReadOnlyList<SamplePicture> All { get; } =
    [
        new("bin-full", "垃圾桶满了", false, new(BinFull)),
        new("bin-side", "桶边堆了垃圾", false, new(BinSide)),
        new("lamp-dark", "路灯不亮", false, new(() => Lamp(on: false))),
        new("lane-blocked", "通道被堵", false, new(LaneBlocked)),
        new("bin-clean", "已清运", true, new(BinClean)),
        new("lamp-lit", "灯修好了", true, new(() => Lamp(on: true))),
    ];

    private static readonly FrozenDictionary<string, SamplePicture> ById = All.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);

    public static SamplePicture? Find(string id) => ById.GetValueOrDefault(id);

    private static byte[] BinFull()
    {
        var scene = Yard();
        Bin(scene, 150, 0x2F6F4F);
        Bin(scene, 280, 0x35607F);
        Bag(scene, 195, 128, 26, 0x23262B);
        Bag(scene, 236, 122, 22, 0x3A3F46);
        Bag(scene, 322, 124, 27, 0x2B2E33);
        Bag(scene, 366, 134, 18, 0xE9E4D8);
        Bag(scene, 120, 300, 26, 0x23262B);
        Bag(scene, 262, 312, 18, 0xE9E4D8);
        return scene.Box(402, 292, 44, 34, 2, 0xB98A55).Bar(402, 304, 446, 304, 2, 0x8E6537).ToPng();
    }

    private static byte[] BinSide()
    {
        var scene = Yard();
        Bin(scene, 250, 0x2F6F4F);
        Bag(scene, 300, 124, 26, 0x23262B);
        Bag(scene, 110, 292, 34, 0x23262B);
        Bag(scene, 168, 300, 28, 0x3A3F46);
        Bag(scene, 214, 310, 22, 0xE9E4D8);
        Bag(scene, 140, 262, 24, 0x2B2E33);
        return scene.Box(40, 276, 50, 44, 2, 0xB98A55).Box(52, 252, 40, 26, 2, 0xA87945).Bar(40, 292, 90, 292, 2, 0x8E6537).ToPng();
    }

    private static byte[] BinClean()
    {
        var scene = Yard();
        Bin(scene, 90, 0x2F6F4F);
        Bin(scene, 205, 0x35607F);
        Bin(scene, 320, 0x8A5A33);
        return scene.Glow(420, 40, 220, 0xFFF3C9, 0.7).ToPng();
    }

    private static byte[] Lamp(bool on)
    {
        var scene = new PngCanvas(Width, Height).Shade(0, 270, 0x0E1730, 0x263556).Shade(270, Height, 0x1C2230, 0x10141E);
        scene.Box(24, 70, 120, 200, 2, 0x141C30).Box(330, 40, 140, 230, 2, 0x121A2C);
        foreach (var (x, y) in new[] { (44, 96), (88, 96), (44, 150), (356, 72), (404, 130), (356, 188) })
            scene.Box(x, y, 24, 28, 1, 0xF2C879, 0.55);
        scene.Bar(240, 320, 240, 84, 8, 0x4A5568).Bar(240, 86, 286, 74, 6, 0x4A5568).Box(270, 66, 46, 14, 6, 0x5C677A);
        if (on)
        {
            scene.Figure(0xFFE9A8, 0.22, (280, 80), (306, 80), (390, 318), (196, 318));
            scene.Glow(293, 82, 150, 0xFFEFC0, 0.95).Glow(293, 310, 150, 0xFFE9A8, 0.35).Box(274, 76, 38, 6, 3, 0xFFFBEA);
        }
        else
        {
            scene.Box(274, 76, 38, 6, 3, 0x2A3140).Bar(286, 82, 290, 92, 2, 0x2A3140);
        }

        return scene.ToPng();
    }

    private static byte[] LaneBlocked()
    {
        var scene = new PngCanvas(Width, Height).Shade(0, 210, 0xC9D6E2, 0xE6ECF0).Shade(210, Height, 0x8D9299, 0x6F747B);
        scene.Box(0, 30, 150, 190, 0, 0xC8B9A4).Box(330, 30, 150, 190, 0, 0xBFB09B);
        foreach (var (x, y) in new[] { (24, 56), (84, 56), (24, 120), (84, 120), (356, 56), (416, 56), (356, 120), (416, 120) })
            scene.Box(x, y, 38, 42, 2, 0x6F8CA3).Bar(x + 19, y, x + 19, y + 42, 2, 0xEDE6DA);
        scene.Figure(0xF3C623, 0.9, (60, 340), (110, 340), (196, 220), (184, 220)).Figure(0xF3C623, 0.9, (370, 340), (420, 340), (296, 220), (284, 220));
        Bike(scene, 120, 282, 0xC0392B);
        Bike(scene, 232, 292, 0x2D6CA2);
        Bike(scene, 340, 282, 0x3B7A57);
        return scene.ToPng();
    }

    private static PngCanvas Yard()
    {
        var scene = new PngCanvas(Width, Height).Shade(0, 230, 0xDCE6EA, 0xF0EFE9).Shade(230, Height, 0xB9B4A9, 0x9A958B);
        scene.Box(0, 20, 480, 214, 0, 0xD9CDBB);
        for (var y = 44; y < 230; y += 24)
            scene.Bar(0, y, 480, y, 1.2, 0xC4B5A0);
        for (var x = 0; x < 480; x += 48)
        {
            for (var y = 20; y < 200; y += 48)
                scene.Bar(x, y, x, y + 24, 1.2, 0xC4B5A0).Bar(x + 24, y + 24, x + 24, y + 46, 1.2, 0xC4B5A0);
        }

        return scene.Box(0, 226, 480, 10, 0, 0xA89B88);
    }

    private static void Bin(PngCanvas scene, double x, int rgb)
    {
        scene.Box(x - 6, 300, 112, 18, 9, 0x000000, 0.18);
        scene.Figure(rgb, 1, (x, 146), (x + 100, 146), (x + 88, 308), (x + 12, 308));
        scene.Figure(0xFFFFFF, 0.08, (x + 6, 150), (x + 34, 150), (x + 36, 304), (x + 17, 304));
        scene.Box(x - 6, 136, 112, 16, 6, rgb).Box(x - 6, 136, 112, 6, 3, 0xFFFFFF, 0.18);
        scene.Disc(x + 24, 312, 9, 0x22252A).Disc(x + 76, 312, 9, 0x22252A);
        scene.Ring(x + 50, 224, 20, 5, 0xF4F4EE).Bar(x + 50, 214, x + 50, 234, 5, 0xF4F4EE).Bar(x + 40, 224, x + 60, 224, 5, 0xF4F4EE);
    }

    private static void Bag(PngCanvas scene, double x, double y, double size, int rgb)
    {
        scene.Box(x - size, y - size * 0.75, size * 2, size * 1.75, size * 0.72, rgb).Figure(rgb, 1, (x - size * 0.2, y - size * 1.1), (x + size * 0.2, y - size * 1.1), (x + size * 0.55, y - size * 0.5), (x - size * 0.55, y - size * 0.5));
        scene.Bar(x, y - size * 1.05, x - size * 0.34, y - size * 1.4, size * 0.2, rgb).Bar(x, y - size * 1.05, x + size * 0.36, y - size * 1.32, size * 0.2, rgb);
        scene.Bar(x - size * 0.15, y - size * 0.55, x - size * 0.5, y + size * 0.3, 2.5, 0xFFFFFF, 0.14).Bar(x + size * 0.12, y - size * 0.5, x + size * 0.35, y + size * 0.45, 2.5, 0xFFFFFF, 0.10);
    }

    private static void Bike(PngCanvas scene, double x, double y, int rgb)
    {
        scene.Ring(x - 34, y + 18, 20, 6, 0x24272B).Ring(x + 34, y + 18, 20, 6, 0x24272B);
        scene.Bar(x - 34, y + 18, x - 10, y - 12, 7, rgb).Bar(x - 24, y + 14, x + 20, y + 14, 12, rgb).Bar(x + 34, y + 18, x + 22, y - 34, 6, rgb);
        scene.Bar(x + 12, y - 38, x + 32, y - 34, 5, 0x24272B).Box(x - 34, y - 20, 40, 12, 6, 0x24272B);
    }
}
