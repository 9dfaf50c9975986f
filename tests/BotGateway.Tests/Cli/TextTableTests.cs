using BotGateway.Cli;

namespace BotGateway.Tests.Cli;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_Stand_Under_Each_Other_Where_A_Chinese_Character_Is_Two_Wide() => Assert.Equal(
        """
        单位      接收  按时率
        安和物业  12    66.7%
        R7        3     —

        """.ReplaceLineEndings(Environment.NewLine),
        TextTable.Of(["单位", "接收", "按时率"], [["安和物业", "12", "66.7%"], ["R7", "3", "—"]]));

    [Theory]
    [InlineData("", 0)]
    [InlineData("p1", 2)]
    [InlineData("物业", 4)]
    [InlineData("\uFF08\uFF0C。", 6)]
    [InlineData("３号", 4)]
    [InlineData("—", 1)]
    public void A_Text_Is_As_Wide_As_A_Terminal_Shows_It(string text, int width) => Assert.Equal(width, TextTable.Width(text));
}
