using Conversation.Understanding;
using FsCheck.Xunit;

namespace Conversation.Tests.Understanding;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("３号楼Ａ座，漏水！", "3号楼A座，漏水！")]
    [InlineData("  东门\u3000垃圾房 ", "东门 垃圾房")]
    [InlineData("3\u200B号\uFEFF楼", "3号楼")]
    [InlineData("灯坏了❤\uFE0F", "灯坏了❤")]
    [InlineData("楼道\u0007灯\u0000坏了", "楼道灯坏了")]
    [InlineData("死老鼠🐭在滑梯下面", "死老鼠🐭在滑梯下面")]
    [InlineData("第一行\r\n第二行", "第一行\n第二行")]
    [InlineData("3號樓垃圾沒人收", "3號樓垃圾沒人收")] // what was typed is what is shown again
    public void Text_is_made_plain(string typed, string plain) => Assert.Equal(plain, PlainText.Of(typed));

    [Fact]
    public void Half_a_sign_is_none() => Assert.Equal("断了", PlainText.Of("断\uD83D了"));

    [Property(MaxTest = 500)]
    public void Plain_text_stays_as_it_is(string? text)
    {
        var plain = PlainText.Of(text ?? "");
        Assert.Equal(plain, PlainText.Of(plain));
    }

    [Theory]
    [InlineData("垃圾沒人收，電梯門關不上，牆壁發霉，臭氣熏天", "垃圾没人收，电梯门关不上，墙壁发霉，臭气熏天")]
    [InlineData("裏面漏水，衞生間滲水，綫路老化，臺階壞了", "里面漏水，卫生间渗水，线路老化，台阶坏了")]
    [InlineData("著火了，後門堵住，髒亂差，樓道裡很暗", "着火了，后门堵住，脏乱差，楼道里很暗")]
    [InlineData("垃圾没人收，3号楼", "垃圾没人收，3号楼")]
    public void Traditional_characters_are_read_as_simplified_ones(string written, string read) => Assert.Equal(read, SimplifiedText.Fold(written));

    [Property(MaxTest = 500)]
    public void Simplifying_keeps_every_offset_and_is_done_once(string? text)
    {
        var simplified = SimplifiedText.Fold(text ?? "");
        Assert.Equal((text ?? "").Length, simplified.Length);
        Assert.Same(simplified, SimplifiedText.Fold(simplified));
    }
}
