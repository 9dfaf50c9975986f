using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>Between desks: nothing bounces, whoever is called comes, and a case is handed to a colleague or upward but never dropped.</summary>
public sealed class DeskTests : CityStory
{
    [Fact]
    public async Task What_the_property_declines_twice_goes_to_the_command_centre_which_must_send_it_on()
    {
        var reporter = Resident("oStoryBounced");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        await PressAsync("officer-1", number, "退回");
        await SayAsync("officer-1", "这是市政的垃圾站");
        Assert.Equal(("UnderReview", "t1"), await StandsAsync(number));
        await PressAsync("reviewer-1", number, "退回物业");
        Assert.Contains("已退回安和物业", await SayAsync("reviewer-1", "垃圾桶在小区红线内"));
        await PressAsync("officer-1", number, "退回");
        Assert.Contains("指挥中心", await SayAsync("officer-1", "红线图上不归我们"));
        Assert.Equal(("UnderReview", "command-centre"), await StandsAsync(number));

        // It is not offered what it may not do, and cannot do it by typing either.
        var card = Card("commander-1", number);
        Assert.Contains("红线图上不归我们", card.GetRawText());
        Assert.DoesNotContain("不予受理", Labels(card));
        Assert.Contains("不能直接了结", await SayAsync("commander-1", "不予受理 " + number));
        Assert.Equal(("UnderReview", "command-centre"), await StandsAsync(number));

        Assert.Contains("城管局", await SayAsync("commander-1", "改派 " + Short(number)));
        await SayAsync("commander-1", "城管局");
        Assert.Contains("已改派给城管局", await SayAsync("commander-1", "市政垃圾站由城管局负责"));
        Assert.Equal(("Dispatched", "UrbanManagement"), await StandsAsync(number));
        Assert.Contains("受理", Labels(Card("urban-1", number)));
        Assert.Contains(Platform.Resident(reporter.Openid), t => t.Contains("已转给城管局"));
    }

    [Fact]
    public async Task The_community_whistles_for_two_and_hears_who_has_not_come()
    {
        var number = await ReportAsync(Resident("oStoryWhistle"), "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        Assert.Contains("玉山镇建设管理办", await SayAsync("staff-1", "吹哨 " + Short(number)));
        Assert.Contains("为什么吹哨", await SayAsync("staff-1", "玉山镇建设管理办 城管局"));
        Assert.Contains("已吹哨", await SayAsync("staff-1", "302门口堆了半个月,要一起到现场"));
        Assert.Single(Platform.Group("robot-urban"), t => t.StartsWith("社区吹哨", StringComparison.Ordinal));

        await PressAsync("t1-housing-1", number, "报到");
        Assert.Single(Platform.Staff("staff-1"), t => t.Contains("玉山镇建设管理办 已报到") && t.Contains("还没到:城管局"));
        await Gateway.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Single(Platform.Staff("staff-1"), t => t.Contains("城管局 过了时限还没报到"));
        Assert.Single(Platform.Group("robot-urban"), t => t.StartsWith("还没报到", StringComparison.Ordinal));
        Assert.DoesNotContain(Platform.Group("robot-t1-housing"), t => t.StartsWith("还没报到", StringComparison.Ordinal));
        Assert.Contains("玉山镇建设管理办(已报到)、城管局(还没到)", await SayAsync("staff-1", Short(number)));

        // Late is better than never, and the property has had the case all the time.
        Assert.Contains("已报到", await SayAsync("urban-1", "报到 " + Short(number)));
        Assert.Single(Platform.Staff("staff-1"), t => t.Contains("城管局 已报到") && t.Contains("都到齐了"));
        Assert.Equal(("Dispatched", "p1"), await StandsAsync(number));
    }

    [Fact]
    public async Task An_officer_types_hands_over_to_a_colleague_who_reports_upward_with_proof()
    {
        var reporter = Resident("oStoryRaised");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        await new WeComPhone(Gateway, "officer-2").PressAsync(Card("officer-1", number).GetProperty("task_id").GetString()!, "accept:" + number);
        await Gateway.SettleAsync();
        Assert.Single(Platform.Staff("officer-2"), t => t.Contains("您不能操作"));

        Assert.Contains(Short(number) + " 环境卫生", await SayAsync("officer-1", "我的待办"));
        Assert.Contains("没有在办的", await SayAsync("officer-2", "我的待办"));
        Assert.Contains("已受理", await SayAsync("officer-1", "受理 " + Short(number)));
        Assert.Contains("officer-1b", await SayAsync("officer-1", "转给 " + Short(number)));
        Assert.Contains("已转给 officer-1b", await SayAsync("officer-1", "1"));
        Assert.Equal("officer-1b", (await CaseAsync(number)).GetProperty("handler").GetProperty("member").GetString());
        Assert.Contains("同事转给您办", Card("officer-1b", number).GetRawText());

        var colleague = new WeComPhone(Gateway, "officer-1b");
        await PressAsync("officer-1b", number, "主动上报");
        Assert.Contains("说明", await colleague.PhotoAsync(NewPhoto()));
        Assert.Contains("将上报镇里", await SayAsync("officer-1b", "清了三次,外面的车夜里又来倒"));
        Assert.Contains("已上报玉山镇", await SayAsync("officer-1b", "1"));
        Assert.Equal(("UnderReview", "t1"), await StandsAsync(number));
        var card = Card("reviewer-1", number).GetRawText();
        Assert.Contains("物业已试过:清了三次", card);
        Assert.Contains("2 张", card);
        Assert.Single(Platform.Staff("staff-1"), t => t.Contains("上报玉山镇") && t.Contains("清了三次"));
        Assert.Single(Platform.Resident(reporter.Openid), t => t.Contains("已报玉山镇协调"));
        Assert.Contains((await CaseAsync(number)).GetProperty("history").EnumerateArray(), h => h.GetProperty("act").GetString() == "Refused");
    }
}
