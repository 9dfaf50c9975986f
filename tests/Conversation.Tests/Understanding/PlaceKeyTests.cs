using Conversation.Understanding;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Conversation.Tests.Understanding;

public sealed class PlaceKeyTests
{
    [Theory]
    [InlineData("三号楼", "3号楼")]
    [InlineData("3#", "3号楼")]
    [InlineData("3栋", "03幢")]
    [InlineData("3#楼", "3座")]
    [InlineData("十二号楼", "12栋")]
    [InlineData("A座", "a栋")]
    [InlineData("３号楼", "3號樓")]
    [InlineData("3号楼2单元门口", "三栋二单元门口")]
    [InlineData("3-2-501", "3号楼2单元501")]
    [InlineData("3号楼2单元5楼", "3栋2单元五层")]
    [InlineData("3号楼电梯厅", "3号楼电梯口")]
    [InlineData("地下车库", "地库")]
    [InlineData("东门", "东大门")]
    [InlineData("3号楼", "3号楼2单元")]
    [InlineData("3号楼垃圾桶旁", "3号楼")]
    [InlineData("小区东门岗亭", "东门")]
    [InlineData("垃圾房", "垃圾房旁边")]
    public void One_spot_in_two_spellings(string one, string other)
    {
        Assert.True(PlaceKey.SameSpot(one, other));
        Assert.True(PlaceKey.SameSpot(other, one));
    }

    [Theory]
    [InlineData("3号楼", "5号楼")]
    [InlineData("3号楼2单元", "3号楼1单元")]
    [InlineData("3号楼2楼", "3号楼5楼")]
    [InlineData("3号楼电梯厅", "3号楼天台")]
    [InlineData("东门", "西门")]
    [InlineData("3号楼501", "3号楼502")]
    [InlineData("楼道", "楼道")]
    [InlineData("门口", "门口")]
    [InlineData("楼下", "3号楼楼下")]
    [InlineData("东门", "3号楼")]
    [InlineData("垃圾房", "地下车库")]
    [InlineData("13号楼", "3号楼")]
    [InlineData("1号楼3单元", "3号楼1单元")]
    public void Two_spots(string one, string other)
    {
        Assert.False(PlaceKey.SameSpot(one, other));
        Assert.False(PlaceKey.SameSpot(other, one));
    }

    private static readonly string[] Buildings = ["3号楼", "三号楼", "3栋", "03幢", "3#", "12号楼", "十二栋", "A座", "5号楼", ""];
    private static readonly string[] Units = ["2单元", "二单元", "1单元", ""];
    private static readonly string[] Rest = ["501", "5楼", "五层", "电梯厅", "门口", "地下车库", "垃圾房", "东门", "楼道", ""];

    public static Arbitrary<string> Places() => Arb.From(
        from building in Gen.Elements(Buildings)
        from unit in Gen.Elements(Units)
        from rest in Gen.Elements(Rest)
        select building + unit + rest);

    [Property(Arbitrary = [typeof(PlaceKeyTests)], MaxTest = 1000)]
    public bool It_does_not_matter_who_was_first(string one, string other) => PlaceKey.SameSpot(one, other) == PlaceKey.SameSpot(other, one);

    [Property(Arbitrary = [typeof(PlaceKeyTests)], MaxTest = 1000)]
    public bool A_precise_place_is_itself_and_a_vague_one_is_nothing(string place) => PlaceKey.SameSpot(place, place) == !PlaceReader.IsVague(place);
}
