using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using BotGateway.Live;

namespace BotGateway.Tests.Live;

public sealed partial class PosterTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void It_Says_Whose_Compound_Where_And_Which_Scene()
    {
        var texts = Read(Make("望湖苑", "3号楼<电梯>厅&", "compound:x1:3号楼")).Descendants(Svg + "text").Select(t => t.Value).ToList();
        Assert.Contains("望湖苑", texts);
        Assert.Contains("3号楼<电梯>厅&", texts);
        Assert.Contains("compound:x1:3号楼", texts);
        Assert.DoesNotContain("样张", texts);
    }

    [Fact]
    public void A_Sample_Says_That_It_Is_One() =>
        Assert.Contains("样张", Read(Poster.Svg("示例市", "望湖苑", null, "s", "http://a", isSample: true)).Descendants(Svg + "text").Select(t => t.Value));

    [Fact]
    public void The_Longest_Names_Stay_On_The_Page()
    {
        var document = Read(Make(new string('苑', 40), new string('厅', 50), "s"));
        Assert.All(document.Descendants(Svg + "text"), t =>
            Assert.True(t.Value.Length * double.Parse(t.Attribute("font-size")!.Value, CultureInfo.InvariantCulture) <= 210));
    }

    [Fact]
    public void The_Code_Has_Its_Three_Finders_And_A_Quiet_Border()
    {
        var document = Read(Make("望湖苑", null, "s"));
        var group = document.Descendants(Svg + "g").Single();
        var unit = double.Parse(Scale().Match(group.Attribute("transform")!.Value).Groups[1].Value, CultureInfo.InvariantCulture);
        var dark = Module().Matches(group.Element(Svg + "path")!.Attribute("d")!.Value)
            .Select(m => (X: int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), Y: int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture))).ToHashSet();
        Assert.Equal((4, 4), (dark.Min(m => m.X), dark.Min(m => m.Y)));
        var far = dark.Max(m => m.X);
        foreach (var (left, top) in new[] { (4, 4), (far - 6, 4), (4, far - 6) })
        {
            for (var i = 0; i < 7; i++)
            {
                Assert.Contains((left + i, top), dark);
                Assert.Contains((left, top + i), dark);
                Assert.DoesNotContain((left + Math.Clamp(i, 1, 5), top + 1), dark);
            }

            Assert.Contains((left + 3, top + 3), dark);
        }

        Assert.Equal(120, (far + 1 + 4) * unit, 3);
    }

    private static XDocument Read(string svg)
    {
        using var reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader);
    }

    private static string Make(string compound, string? spot, string scene) =>
        Poster.Svg("示例市", compound, spot, scene, "http://weixin.qq.com/q/02abcdefGHIJK", isSample: false);

    [GeneratedRegex(@"scale\(([\d.]+)\)")]
    private static partial Regex Scale();

    [GeneratedRegex(@"M(\d+) (\d+)h1v1h-1z")]
    private static partial Regex Module();
}
