using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>Neighbours: two who saw the same lamp, and one who lends a hand.</summary>
public sealed partial class TogetherTests : CityStory
{
    [Fact]
    public async Task Two_reports_of_one_lamp_become_one_case_and_both_hear_how_it_ends()
    {
        var (first, second) = (Resident("oStoryLamp1"), Resident("oStoryLamp2"));
        var one = await ReportAsync(first, "望湖苑3号楼2单元楼道灯不亮,我住302室");
        await second.PhotoAsync(NewPhoto());
        Assert.Contains("是这件吗", await second.SayAsync("望湖苑3号楼2单元楼道灯不亮了好几天"));
        await second.SayAsync("不是");
        Assert.Contains("WP-", await second.SayAsync("提交"));
        await Gateway.SettleAsync();
        var other = (await Gateway.ApiAsync("/api/cases")).GetProperty("items")[0].GetProperty("number").GetString()!;
        Assert.NotEqual(one, other);

        Assert.Contains("并了不能拆", await SayAsync("staff-1", $"并案 {Short(other)} {Short(one)}"));
        Assert.Contains($"已并入 {Short(one)}", await SayAsync("staff-1", "1"));
        Assert.Equal(one, (await CaseAsync(other)).GetProperty("mergedInto").GetString());
        Assert.Single(Platform.Resident(second.Openid), t => t.Contains(other) && t.Contains(one) && t.Contains("同一件事"));

        // What the second says afterwards counts for the one that is left.
        Assert.Contains($"{one} 已催办", await second.SayAsync("催办"));
        await Gateway.SettleAsync();
        Assert.Contains(Platform.Staff("officer-1"), t => t.Contains("居民催办:" + Short(one)));

        // And what they report again is added to it: nothing they sent is dropped.
        var photos = await PhotosAsync(one);
        await second.PhotoAsync(NewPhoto());
        Assert.Contains("是这件吗", await second.SayAsync("望湖苑3号楼2单元楼道灯还是不亮,摔了人"));
        Assert.Contains($"已补充到 {one}", await second.SayAsync("就是这件"));
        await Gateway.SettleAsync();
        Assert.Equal(photos + 1, await PhotosAsync(one));
        Assert.Contains(Platform.Staff("officer-1"), t => t.Contains("居民补充 " + Short(one)) && t.Contains("摔了人"));

        await ResolveAsync("officer-1", one, "换了新灯泡");
        Assert.Single(Platform.Resident(first.Openid), t => t.Contains("您满意吗"));
        Assert.Single(Platform.Resident(second.Openid), t => t.Contains("您关注的 " + Short(one)) && t.Contains("换了新灯泡"));
        await first.SayAsync("5");
        await Gateway.AdvanceAsync(TimeSpan.FromDays(8));
        Assert.Single(Platform.Resident(second.Openid), t => t.Contains("换了新灯泡"));
        Assert.DoesNotContain(Platform.Resident(second.Openid), t => t.Contains("您满意吗"));
    }

    [Fact]
    public async Task Where_there_is_no_property_a_volunteer_claims_it_and_the_reporter_says_whether_it_is_done()
    {
        await ImportAsync("姓名,电话,身份,小区\n赵小兰,13800138091,志愿者,老机床厂宿舍\n");
        var volunteer = Resident("oStoryVolunteer");
        await volunteer.SayAsync("注册");
        Assert.Contains("老机床厂宿舍", await volunteer.SayAsync("赵小兰 13800138091"));

        var reporter = Resident("oStorySelf");
        var number = await ReportAsync(reporter, "老机床厂宿舍3号楼2单元门口垃圾桶满了没人清" + Me);
        Assert.Equal(("Dispatched", "c1"), await StandsAsync(number));
        Assert.Contains("认领受理", Labels(Card("staff-1", number)));
        var offered = await volunteer.SayAsync("认领");
        Assert.Contains($"1. {Short(number)} 环境卫生", offered);
        Assert.DoesNotContain("302", offered);
        Assert.Contains("您认领了", await volunteer.SayAsync("1"));
        await Gateway.SettleAsync();
        Assert.Single(Platform.Resident(reporter.Openid), t => t.Contains("有邻居志愿者认领了,柳荫社区一起盯着"));
        Assert.Single(Platform.Staff("staff-1"), t => t.Contains("有志愿者认领了"));

        Assert.Contains("照片", await volunteer.SayAsync("完成"));
        await volunteer.PhotoAsync(NewPhoto());
        Assert.Contains("等上报的邻居评价", await volunteer.SayAsync("和邻居一起清走了"));
        await Gateway.SettleAsync();
        Assert.Single(Platform.Resident(reporter.Openid), t => t.Contains("和邻居一起清走了") && t.Contains("您满意吗"));
        Assert.Contains("已办结", await reporter.SayAsync("5"));
        Assert.Equal(("Closed", "c1"), await StandsAsync(number));
        Assert.DoesNotContain(Groups, t => t.Contains("赵小兰"));
    }

    [Fact]
    public async Task A_volunteers_proof_that_is_no_picture_brings_the_case_back_to_them_and_all_hear_it()
    {
        await ImportAsync("姓名,电话,身份,小区\n赵小兰,13800138091,志愿者,老机床厂宿舍\n");
        var volunteer = Resident("oStoryVolunteer");
        await volunteer.SayAsync("注册");
        await volunteer.SayAsync("赵小兰 13800138091");
        var reporter = Resident("oStorySelf");
        var number = await ReportAsync(reporter, "老机床厂宿舍3号楼2单元门口垃圾桶满了没人清" + Me);
        await volunteer.SayAsync("认领 " + Short(number));
        await volunteer.SayAsync("完成");
        await volunteer.PhotoAsync(Platform.Address + "/slow-broken-picture/1");
        Assert.Contains("等上报的邻居评价", await volunteer.SayAsync("清走了"));
        Assert.Equal(("Resolved", "c1"), await StandsAsync(number));

        Platform.AnswerSlowOnes();
        await Gateway.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(("Accepted", "c1"), await StandsAsync(number));
        Assert.Single(Platform.Resident(volunteer.Openid), t => t.Contains(number) && t.Contains("打不开") && t.Contains("又回到您手里"));
        Assert.Single(Platform.Resident(reporter.Openid), t => t.Contains("打不开") && t.Contains("先不用评价"));
        Assert.Contains("照片", await volunteer.SayAsync("完成 " + Short(number)));
        await volunteer.PhotoAsync(NewPhoto());
        Assert.Contains("等上报的邻居评价", await volunteer.SayAsync("重新拍了一张"));
        Assert.Equal(("Resolved", "c1"), await StandsAsync(number));
    }

    [Fact]
    public async Task What_a_volunteer_claimed_who_leaves_the_account_is_the_next_volunteers_within_the_same_limit()
    {
        await ImportAsync("姓名,电话,身份,小区\n赵小兰,13800138091,志愿者,老机床厂宿舍\n孙大勇,13800138092,志愿者,老机床厂宿舍\n");
        var (first, second) = (Resident("oStoryFirst"), Resident("oStorySecond"));
        await first.SayAsync("注册");
        await first.SayAsync("赵小兰 13800138091");
        await second.SayAsync("注册");
        await second.SayAsync("孙大勇 13800138092");
        var reporter = Resident("oStorySelf");
        var number = await ReportAsync(reporter, "老机床厂宿舍3号楼2单元门口垃圾桶满了没人清" + Me);
        var due = await DueAsync(number);
        Assert.Contains("您认领了", await first.SayAsync("认领 " + Short(number)));
        Assert.DoesNotContain(Short(number), await second.SayAsync("认领"));

        const string unfollow = "<Event><![CDATA[unsubscribe]]></Event><EventKey></EventKey>";
        await first.SendAsync("event", unfollow);
        await Gateway.AdvanceAsync(TimeSpan.FromSeconds(5));
        await first.SendAsync("event", unfollow);
        await Gateway.SettleAsync();

        var told = Assert.Single(Platform.Staff("staff-1"), t => t.Contains("联系不上"));
        Assert.StartsWith($"{Short(number)} 环境卫生", told, StringComparison.Ordinal);
        Assert.DoesNotMatch("赵小兰|13800138091|oStoryFirst", told);
        var kase = await CaseAsync(number);
        Assert.Single(kase.GetProperty("history").EnumerateArray(), h => h.GetProperty("act").GetString() == "ClaimLapse");
        Assert.Equal(due, await DueAsync(number));

        Assert.Contains($"1. {Short(number)} 环境卫生", await second.SayAsync("认领"));
        Assert.Contains("您认领了", await second.SayAsync("1"));
        await first.FollowAsync();
        Assert.Contains("没有认领着的", await first.SayAsync("完成"));
        Assert.Contains("照片", await second.SayAsync("完成"));
        await second.PhotoAsync(NewPhoto());
        Assert.Contains("等上报的邻居评价", await second.SayAsync("清走了"));
        await Gateway.SettleAsync();
        var page = await Gateway.Http.GetStringAsync(new Uri(Link().Match(Platform.Resident(reporter.Openid).Last()).Value).AbsolutePath);
        Assert.Contains("志愿者认领已取消,期限不变", page);
        Assert.DoesNotMatch("赵小兰|孙大勇", page);
    }

    [Fact]
    public async Task A_proof_that_is_no_picture_brings_the_case_back_to_the_community_when_its_volunteer_has_left()
    {
        await ImportAsync("姓名,电话,身份,小区\n赵小兰,13800138091,志愿者,老机床厂宿舍\n");
        var volunteer = Resident("oStoryVolunteer");
        await volunteer.SayAsync("注册");
        await volunteer.SayAsync("赵小兰 13800138091");
        var number = await ReportAsync(Resident("oStorySelf"), "老机床厂宿舍3号楼2单元门口垃圾桶满了没人清" + Me);
        await volunteer.SayAsync("认领 " + Short(number));
        await volunteer.SayAsync("完成");
        await volunteer.PhotoAsync(Platform.Address + "/slow-broken-picture/1");
        await volunteer.SayAsync("清走了");
        await volunteer.SendAsync("event", "<Event><![CDATA[unsubscribe]]></Event><EventKey></EventKey>");
        Assert.Equal(("Resolved", "c1"), await StandsAsync(number));
        Assert.DoesNotContain(Platform.Staff("staff-1"), t => t.Contains("联系不上"));

        Platform.AnswerSlowOnes();
        await Gateway.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(("Dispatched", "c1"), await StandsAsync(number));
        Assert.Single(Platform.Staff("staff-1"), t => t.Contains("联系不上"));
        await PressAsync("staff-1", number, "受理");
        Assert.Equal(("Accepted", "c1"), await StandsAsync(number));
        var welcome = await volunteer.FollowAsync();
        Assert.Contains("已放给别的邻居", welcome);
        Assert.DoesNotContain("又回到您手里", welcome);
    }

    private async Task<int> PhotosAsync(string number) => (await CaseAsync(number)).GetProperty("photos").GetArrayLength();

    private async Task ImportAsync(string csv)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/roster") { Content = new StringContent(csv, Encoding.UTF8, "text/csv") };
        request.Headers.Add("X-Api-Key", RunningGateway.ApiKey);
        using var answer = await Gateway.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [GeneratedRegex(@"https?://\S+/c/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
