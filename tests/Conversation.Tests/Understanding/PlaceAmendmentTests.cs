using Conversation.Understanding;
using Xunit;

namespace Conversation.Tests.Understanding;

public sealed class PlaceAmendmentTests
{
    [Theory]
    [InlineData("3号楼电梯厅", "5号楼", "5号楼电梯厅")]
    [InlineData("三栋2单元门口", "5栋", "5栋2单元门口")]
    [InlineData("3号楼2单元门口", "3单元", "3号楼3单元门口")]
    [InlineData("3号楼2单元门口", "5号楼1单元", "5号楼1单元门口")]
    [InlineData("3号楼电梯厅", "5号楼2单元", "5号楼2单元电梯厅")]
    [InlineData("3号楼5楼楼道", "6楼", "3号楼6楼楼道")]
    [InlineData("電梯廳3號樓", "5號樓", "電梯廳5號樓")]
    public void A_corrected_number_leaves_the_rest_of_the_place_as_it_was(string before, string said, string expected) =>
        Assert.Equal(expected, PlaceAmendment.Of(before, said));

    [Theory]
    [InlineData("3号楼电梯厅", "5号楼地下室")]
    [InlineData("3号楼电梯厅", "东门")]
    [InlineData("东门岗亭", "5号楼")]
    [InlineData("3号楼门口", "8号楼到9号楼")]
    [InlineData("8号楼到9号楼中间", "5号楼")]
    [InlineData(null, "5号楼")]
    [InlineData("", "5号楼")]
    public void Anything_else_is_a_new_place(string? before, string said) => Assert.Equal(said, PlaceAmendment.Of(before, said));
}
