using System.Globalization;
using System.Net;
using System.Text;
using QRCoder;

namespace BotGateway.Live;

/// <summary>A poster to print on A4: whose compound, where it hangs, the code to scan, how to report. One SVG that needs nothing beside it.</summary>
internal static class Poster
{
    // Millimetres of an A4 page, the quiet border that scanners need included.
    private const double Width = 210;
    private const double Height = 297;
    private const double CodeSide = 120;
    private const int QuietModules = 4;
    private const string Font = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

    /// <summary>The scene by which the platform tells us what was scanned: at most 64 characters (protocol.md 2.6).</summary>
    public const int LongestScene = 64;

    public static string SceneOf(string compoundId, string? spot) => $"compound:{compoundId}" + (spot is null ? "" : ":" + spot);

    /// <param name="link">What the code holds: the address that the platform gave for the scene.</param>
    /// <param name="isSample">Says across the page that it is no good for a wall.</param>
    public static string Svg(string cityName, string compound, string? spot, string scene, string link, bool isSample)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}mm" height="{Height}mm" viewBox="0 0 {Width} {Height}" font-family="{Font}" text-anchor="middle">""");
        svg.Append("""<rect width="210" height="297" fill="#fff"/><rect x="0" y="0" width="210" height="46" fill="#1f7a4d"/>""");
        Line(svg, 20, 9, "#cfe9dc", $"{cityName} 啄木鸟行动");
        Line(svg, 36, 13, "#fff", "看到问题，拍照就能报");
        Line(svg, 66, Fitting(compound, 14), "#111", compound, bold: true);
        if (spot is not null)
        {
            Line(svg, 80, Fitting(spot, 9), "#333", spot);
        }

        Code(svg, link, (Width - CodeSide) / 2, 88);
        Line(svg, 222, 9, "#111", "微信扫一扫");
        Line(svg, 236, 6.5, "#333", "① 拍一张照片  ② 说一句哪里怎么了  ③ 等回音");
        Line(svg, 248, 6.5, "#333", "位置已经记在码里，不用再打字");
        Line(svg, 264, 6.5, "#b3261e", "有危险先打电话：火警 119  报警 110  急救 120");
        Line(svg, 288, 3.2, "#888", scene);
        if (isSample)
        {
            svg.Append("""<text x="105" y="160" font-size="40" fill="#b3261e" fill-opacity="0.55" transform="rotate(-30 105 160)">样张</text>""");
        }

        return svg.Append("</svg>").AppendLine().ToString();
    }

    private static void Line(StringBuilder svg, double y, double size, string colour, string text, bool bold = false) => svg.Append(
        CultureInfo.InvariantCulture,
        $"""<text x="105" y="{y}" font-size="{size}" fill="{colour}"{(bold ? " font-weight=\"700\"" : "")}>{WebUtility.HtmlEncode(text)}</text>""");

    /// <summary>A Chinese character is about as wide as it is high.</summary>
    private static double Fitting(string text, double wanted) => Math.Min(wanted, Math.Round(180.0 / Math.Max(1, text.Length), 1));

    private static void Code(StringBuilder svg, string link, double left, double top)
    {
        // Q: a quarter of it may be scratched off in a stairwell.
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.Q);
        var modules = code.ModuleMatrix;
        var quiet = modules.TakeWhile(row => !row.Cast<bool>().Any(dark => dark)).Count();
        var side = modules.Count - (2 * quiet);
        var unit = CodeSide / (side + (2 * QuietModules));
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({left} {top}) scale({unit})\" shape-rendering=\"crispEdges\"><path fill=\"#000\" d=\"");
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                if (modules[y + quiet][x + quiet])
                {
                    svg.Append(CultureInfo.InvariantCulture, $"M{x + QuietModules} {y + QuietModules}h1v1h-1z");
                }
            }
        }

        svg.Append("\"/></g>");
    }
}
