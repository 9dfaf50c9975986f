using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>Somebody left the company, and nobody told us but WeCom.</summary>
public sealed class DepartureTests : CityStory
{
    [Fact]
    public async Task What_only_the_officer_who_left_had_goes_to_the_community_and_the_command_centre_is_told()
    {
        var reporter = Resident("oStoryGone");
        var before = await ReportAsync(reporter, "柳荫新村3号楼2单元门口垃圾桶满了没人清" + Me);
        Assert.Equal(("Dispatched", "p2"), await StandsAsync(before));

        Platform.Gone["officer-2"] = true;
        var number = await ReportAsync(Resident("oStoryGoneToo"), "柳荫新村5号楼1单元门口垃圾桶满了没人清" + Me);
        await Gateway.SettleAsync();
        Assert.Equal(("Dispatched", "c1"), await StandsAsync(number));
        Assert.Equal(("Dispatched", "c1"), await StandsAsync(before));
        Assert.Contains("受理", Labels(Card("staff-1", number)));
        Assert.Equal(2, Platform.Staff("commander-1").Count(t => t.Contains("晨光物业 没有人值班")));

        Assert.Single(Platform.Staff("staff-1"), t => t.Contains("晨光物业的 officer-2 在企业微信里已失效"));

        // From now on nothing is sent there first.
        var later = await ReportAsync(Resident("oStoryLater"), "柳荫新村7号楼1单元门口垃圾桶满了没人清" + Me);
        Assert.Equal(("Dispatched", "c1"), await StandsAsync(later));
        Assert.DoesNotContain(Platform.Cards("officer-2"), c => c.GetRawText().Contains(later, StringComparison.Ordinal));

        // Back again: whoever is heard is there, also somebody who only looks at an empty list.
        Platform.Gone.Clear();
        await ResolveAsync("staff-1", number, "请人清空了,也擦干净了");
        await SayAsync("Officer-2", "我的待办");
        Assert.Equal(("Dispatched", "p2"), await StandsAsync(await ReportAsync(Resident("oStoryBack"), "柳荫新村9号楼1单元门口垃圾桶满了没人清" + Me)));
    }
}
