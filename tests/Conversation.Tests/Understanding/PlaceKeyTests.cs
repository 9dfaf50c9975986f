using Conversation.Understanding;
using FsCheck.Xunit;

namespace Conversation.Tests.Understanding;

public sealed class PlaceKeyTests
{
    [Theory]
    [InlineData("三号楼", "3号楼")]
    [InlineData("3#", "3号楼")]
    [InlineData("3#楼", "3栋")]
    [InlineData("03幢", "3栋")]
    [InlineData("３號樓", "3座")]
    [InlineData("二十二幢", "22#")]
    [InlineData("廿八幢", "28号楼")]
    [InlineData("A座", "a座")]
    [InlineData("3号楼2单元门口", "三号楼二单元")]
    [InlineData("3-2-501", "3栋2单元501室")]
    [InlineData("3号楼", "3号楼2单元门口")]
    [InlineData("3号楼门口", "3号楼楼下")]
    [InlineData("东门", "东大门口")]
    [InlineData("东门岗亭", "东门")]
    [InlineData("垃圾房", "垃圾站旁边")]
    [InlineData("3号楼垃圾房", "垃圾亭")]
    [InlineData("地库负一层", "地下车库B1")]
    [InlineData("B1-058", "b1-058")]
    [InlineData("六楼半3号楼", "3栋六楼半")]
    [InlineData("儿童乐园", "滑梯")]
    [InlineData("3号楼楼道", "3栋走廊")]
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
    public void Two_ways_of_saying_are_one_spot(string one, string other)
    {
        Assert.True(PlaceKey.SameSpot(one, other));
        Assert.True(PlaceKey.SameSpot(other, one));
    }

    [Theory]
    [InlineData("3号楼", "5号楼")]
    [InlineData("3号楼2单元", "3号楼1单元")]
    [InlineData("3号楼一楼", "3号楼六楼")]
    [InlineData("3号楼六楼", "3号楼六楼半")]
    [InlineData("3号楼电梯厅", "3号楼门口")]
    [InlineData("3号楼南侧", "3号楼北侧")]
    [InlineData("东门", "西门")]
    [InlineData("东门", "3号楼")]
    [InlineData("垃圾房", "车库")]
    [InlineData("3号楼垃圾房", "5号楼垃圾房")]
    [InlineData("B1-058", "B1-059")]
    [InlineData("B1", "B2")]
    [InlineData("2单元", "3号楼2单元")]
    [InlineData("三楼", "三楼")] // of which building?
    [InlineData("楼道", "楼道")]
    [InlineData("门口", "门口")]
    [InlineData("王阿姨家门前", "王阿姨家门前")]
    [InlineData("", "")]
    [InlineData("3号楼2楼", "3号楼5楼")]
    [InlineData("3号楼电梯厅", "3号楼天台")]
    [InlineData("3号楼501", "3号楼502")]
    [InlineData("楼下", "3号楼楼下")]
    [InlineData("垃圾房", "地下车库")]
    [InlineData("13号楼", "3号楼")]
    [InlineData("1号楼3单元", "3号楼1单元")]
    public void Different_or_vague_places_are_never_the_same(string one, string other)
    {
        Assert.False(PlaceKey.SameSpot(one, other));
        Assert.False(PlaceKey.SameSpot(other, one));
    }

    [Property(MaxTest = 1000)]
    public void A_place_that_is_not_vague_is_the_same_as_itself_however_it_is_spelt(byte building, byte unit, byte how, byte spot, byte where)
    {
        var place = Written.Place(building, unit, spot, 0);
        var other = Written.Place(building, unit, spot, how);
        Assert.True(PlaceKey.SameSpot(place, place), place);
        Assert.True(PlaceKey.SameSpot(place, other), $"{place} | {other}");
        Assert.Equal(PlaceKey.Of(place).ToString(), PlaceKey.Of(other).ToString());
        var elsewhere = Written.Place((byte)((building % 60) + 1 + (where % 58)), unit, spot, how);
        Assert.False(PlaceKey.SameSpot(place, elsewhere), $"{place} | {elsewhere}");
    }

    [Property(MaxTest = 1000)]
    public void Whatever_is_compared_the_order_makes_no_difference(string? one, string? other, byte building, byte spot)
    {
        var (a, b) = (Written.Place(building, 1, spot, 3) + one, (other ?? "") + Written.Place(building, 2, spot, 1));
        Assert.Equal(PlaceKey.SameSpot(a, b), PlaceKey.SameSpot(b, a));
        Assert.Equal(PlaceKey.SameSpot(one ?? "", other ?? ""), PlaceKey.SameSpot(other ?? "", one ?? ""));
        Assert.Equal(PlaceReader.IsVague(one ?? ""), !PlaceKey.SameSpot(one ?? "", one ?? ""));
    }
}
