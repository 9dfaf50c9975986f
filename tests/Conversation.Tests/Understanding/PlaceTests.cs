using Conversation.Phrases;
using Conversation.Tests.Support;
using Conversation.Understanding;
using FsCheck.Xunit;

namespace Conversation.Tests.Understanding;

public sealed class PlaceTests
{
    [Theory]
    [InlineData("望湖苑3号楼2单元门口垃圾桶满了没人清", "3号楼2单元门口")]
    [InlineData("三号楼楼道灯坏了", "三号楼楼道")]
    [InlineData("12栋一楼有很重的煤气味", "12栋一楼")]
    [InlineData("东门垃圾房好臭", "东门垃圾房")]
    [InlineData("地下车库照明坏了", "地下车库")]
    [InlineData("7号楼,哦不对,8号楼", "8号楼")]
    [InlineData("物业态度太差", null)]
    public void The_place_is_found_in_the_persons_own_words(string text, string? place) =>
        Assert.Equal(place, Shipped.Understander.Read(text).Place);

    [Theory]
    [InlineData("楼道", true)]
    [InlineData("门口", true)]
    [InlineData("3号楼门口", false)]
    [InlineData("东门", false)]
    [InlineData("地下车库", false)]
    public void A_place_that_every_building_has_is_vague(string place, bool vague) => Assert.Equal(vague, PlaceReader.IsVague(place));

    [Theory]
    [InlineData("3号楼2单元501室王小明13812345678", "望湖苑 3号楼2单元")]
    [InlineData("3号楼2单元门口", "望湖苑 3号楼2单元门口")]
    [InlineData("王阿姨家门前", "望湖苑 门前")]
    [InlineData("我家", "望湖苑")]
    [InlineData("3-2-1202门口", "望湖苑 3-2门口")]
    [InlineData("9号201漏水", "望湖苑 9号")]
    [InlineData("10-101门口", "望湖苑 10门口")]
    [InlineData("1203的阳台", "望湖苑 阳台")]
    [InlineData("5单元五零一", "望湖苑 5单元")]
    [InlineData("3栋 1804室门口", "望湖苑 3栋门口")]
    [InlineData("3号楼，2单元501和502之间", "望湖苑 3号楼，2单元和之间")]
    public void A_group_reads_the_spot_and_nothing_else_a_resident_typed(string place, string shown) =>
        Assert.Equal(shown, Shipped.Words.GroupPlace(Some.Case(c => c with { Place = place })));

    [Property(MaxTest = 2000)]
    public void No_way_of_writing_a_flat_shows_it_to_a_group(byte building, byte unit, byte floor, byte door, byte how)
    {
        var (b, u, room) = ((building % 60) + 1, (unit % 6) + 1, $"{(floor % 33) + 1}{(door % 12) + 1:00}");
        string[] ways =
        [
            $"{b}号楼{u}单元{room}", $"{b}栋{u}单元{room}室", $"{b}-{u}-{room}", $"{b}-{room}", $"{b}号{room}", $"{b}#{room}门口", $"{b}幢 {room}",
            $"{u}单元{room}的门口", $"{b}号楼{u}单元{room}和楼道", $"{b}座{room}户", $"{b}號樓{u}單元{room}室", $"{b}—{u}—{room}对面", $"{room}室漏水", $"住{b}栋{room}，楼道",
        ];
        Assert.DoesNotContain(room, Shipped.Words.GroupPlace(Some.Case(c => c with { Place = ways[how % ways.Length] })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("「帮助」", Command.Help)]
    [InlineData("帮助", Command.Help)]
    [InlineData(" 进度。", Command.Progress)]
    [InlineData("ＨＥＬＰ", Command.Help)]
    [InlineData("“提交”", Command.Submit)]
    [InlineData("查询", Command.Progress)]
    public void Commands_are_read_through_marks_and_full_width_letters(string text, Command command) =>
        Assert.Equal(command, Shipped.Understander.Read(text).Command);

    [Fact]
    public void A_sentence_that_only_begins_with_a_command_is_none() => Assert.Null(Shipped.Understander.Read("取消路灯这件事不合理").Command);

    [Fact]
    public void Telephone_numbers_are_kept_from_readers() => Assert.Equal("打***找我", PublicPlace.WithoutPhones("打13812345678找我"));

    [Theory]
    [InlineData("我家老人困在里面,煤气味很大 望湖苑3号楼", "GasLeak")]
    [InlineData("电梯里困了3个人望湖苑2号楼", "LiftTrapped")]
    [InlineData("202室,有一个老人困在里面", "PersonInDanger")]
    [InlineData("灭火器过期了", null)]
    public void The_gravest_danger_is_read(string text, string? danger) => Assert.Equal(danger, Shipped.Understander.Read(text).Danger?.Code);
}
