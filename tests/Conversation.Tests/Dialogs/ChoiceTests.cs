using Conversation.Dialogs;

namespace Conversation.Tests.Dialogs;

public sealed class ChoiceTests
{
    private static readonly string[] Labels = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"];

    [Theory]
    [InlineData("1", 0)]
    [InlineData("１", 0)]
    [InlineData(" 2。", 1)]
    [InlineData("三", 2)]
    [InlineData("第4个", 3)]
    [InlineData("非常不满意", 4)]
    [InlineData("满意", 1)]
    [InlineData("基本", 2)]
    [InlineData("6", null)]
    [InlineData("0", null)]
    [InlineData("意", null)]
    [InlineData("非常", null)]
    [InlineData("", null)]
    public void The_number_the_label_or_a_clear_part_of_it_chooses(string text, int? chosen) => Assert.Equal(chosen, Choice.Read(text, Labels));

    [Theory]
    [InlineData("1 3", "0 2")]
    [InlineData("1、3", "0 2")]
    [InlineData("3,1,3", "2 0")]
    [InlineData("２和５", "1 4")]
    [InlineData("基本,不满意", "2 3")]
    [InlineData("4", "3")]
    [InlineData("1 9", "")]
    [InlineData("随便", "")]
    [InlineData("", "")]
    public void Several_are_chosen_in_the_order_they_were_said_and_all_of_them_or_none(string text, string chosen) =>
        Assert.Equal(chosen, string.Join(' ', Choice.ReadSeveral(text, Labels)));

    [Fact]
    public void Each_choice_stands_on_a_line_of_its_own() => Assert.Equal("1. 提交\n2. 修改", Choice.Lines(["提交", "修改"]));
}
