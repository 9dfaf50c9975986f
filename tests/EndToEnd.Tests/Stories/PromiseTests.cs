using EndToEnd.Tests.Harness;
using Shared;

namespace EndToEnd.Tests.Stories;

/// <summary>What was promised to a reporter: the clock that stands still, the ladder above whoever is late, and the reporter's last word.</summary>
public abstract class PromiseTests : CityStory
{
    [Fact]
    public async Task A_noise_is_asked_about_done_twice_in_vain_and_settled_by_the_community()
    {
        const string unit = "t1-environment-1";
        var reporter = Resident("oStoryNoise");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元楼上半夜还在打电钻" + Me);
        await PressAsync("reviewer-1", number, "核准");
        Assert.Contains("玉山镇生态环境办", await SayAsync("reviewer-1", "1"));
        await PressAsync(unit, number, "受理");

        // 问居民: two days without an answer, and nobody is late for a promise of two hours.
        var promised = await DueAsync(number);
        await PressAsync(unit, number, "问居民");
        Assert.Contains("停表", await SayAsync(unit, "大概是几楼,几点开始?"));
        Assert.Single(Platform.Resident(reporter.Openid), t => t.Contains("玉山镇生态环境办想问您:“大概是几楼,几点开始?”"));
        await Gateway.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.DoesNotContain(Groups, t => t.StartsWith("超期", StringComparison.Ordinal));
        Assert.DoesNotContain(Platform.Staff(unit), t => t.Contains("快到期"));
        Assert.False((await CaseAsync(number)).GetProperty("overdue").GetBoolean());
        Assert.Equal(0, (await Gateway.ApiAsync("/api/cases?overdue=true")).GetProperty("total").GetInt32());
        Assert.DoesNotContain(Short(number), await SayAsync("staff-1", "我的待办"));
        Assert.True((await Gateway.ApiAsync($"/api/cases/{number}/due")).TryGetProperty("waitingSince", out _));

        Assert.Contains("已转告玉山镇生态环境办", await reporter.SayAsync("三楼302,夜里十一点开始,打13800138099找我"));
        await Gateway.SettleAsync();
        Assert.Single(Platform.Staff(unit), t => t.Contains("居民回答") && t.Contains("夜里十一点开始"));
        var why = await Gateway.ApiAsync($"/api/cases/{number}/due");
        var pause = Assert.Single(why.GetProperty("pauses").EnumerateArray());
        var waited = pause.GetProperty("to").GetDateTimeOffset() - pause.GetProperty("from").GetDateTimeOffset();
        Assert.True(waited >= TimeSpan.FromDays(2));
        Assert.Equal(promised + waited, await DueAsync(number));
        Assert.Equal(await DueAsync(number), why.GetProperty("dueAt").GetDateTimeOffset());

        await ResolveAsync(unit, number, "已上门劝停");
        Assert.Contains("哪里不行", await reporter.SayAsync("2"));
        Assert.Contains("已退回玉山镇生态环境办重办", await reporter.SayAsync("302楼上还在吵"));
        Assert.Equal(("Dispatched", "t1-environment"), await StandsAsync(number));
        await Gateway.SettleAsync();
        Assert.Contains("还在吵", Card(unit, number).GetRawText());

        await ResolveAsync(unit, number, "又去劝了一次");
        await reporter.SayAsync("1");
        Assert.Contains("已转柳荫社区核实督办", await reporter.SayAsync("昨晚还在吵"));
        Assert.Equal(("Dispatched", "c1"), await StandsAsync(number));
        await Gateway.SettleAsync();

        await ResolveAsync("staff-1", number, "业主已签承诺书,夜里不再施工");
        Assert.Contains("已办结", await reporter.SayAsync("5"));
        var closed = await CaseAsync(number);
        Assert.Equal(("Closed", 5), (closed.GetProperty("state").GetString(), closed.GetProperty("rating").GetProperty("grade").GetInt32()));
        Assert.Equal(2, closed.GetProperty("history").EnumerateArray().Count(h => h.GetProperty("act").GetString() == "Reopen"));
    }

    [Fact]
    public async Task Late_again_after_an_extension_the_ladder_goes_up_to_the_top_and_ends_with_the_case()
    {
        var reporter = Resident("oStoryLate");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        await PressAsync("officer-1", number, "受理");

        // The first three days run out.
        await Gateway.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Single(Platform.Group("robot-p1"), t => t.StartsWith("超期", StringComparison.Ordinal) && t.Contains("安和物业"));
        Assert.Single(Platform.Group("robot-c1"), t => t.StartsWith("超期", StringComparison.Ordinal));
        await PressAsync("staff-1", number, "延期");
        Assert.Contains("分几步办", await SayAsync("staff-1", "2"));
        Assert.Contains("延期 2 个月", await SayAsync("staff-1", "本月底前清运,下月底前加装两个桶"));
        Assert.Contains("已延期", await SayAsync("staff-1", "1"));

        var due = await DueAsync(number);
        Assert.Equal((await Gateway.NowAsync()).AddMonths(2).Date, due.Date);

        // Three days after their message nothing can be sent: it is the first thing they hear when they ask.
        var heard = await reporter.SayAsync("进度");
        Assert.All(["柳荫社区已定了新期限", $"{due.Month}月{due.Day}日 {due:HH:mm}", "加装两个桶"], words => Assert.Contains(words, heard));
        Assert.Empty(Copies("reviewer-1"));

        // So does the new promise.
        await Gateway.AdvanceAsync(due - await Gateway.NowAsync() + TimeSpan.FromMinutes(1));
        Assert.Single(Copies("reviewer-1"), t => t.Contains("又一次过了期限") && t.Contains("安和物业"));
        Assert.Empty(Copies("commander-1"));
        await Gateway.AdvanceAsync(TimeSpan.FromDays(7));
        Assert.Single(Copies("commander-1"));
        Assert.Single(Copies("reviewer-1"));

        await ResolveAsync("officer-1", number, "已清运,加装了两个桶");
        Assert.Contains("已办结", await reporter.SayAsync("4"));
        await Gateway.SettleAsync();
        var sent = Platform.Calls.Count(IsSaid);
        await Gateway.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal(sent, Platform.Calls.Count(IsSaid));
    }

    private IEnumerable<string> Copies(string user) => Platform.Staff(user).Where(t => t.StartsWith("抄送", StringComparison.Ordinal));

    private static bool IsSaid(PlatformCall call) => !call.Path.Contains("token", StringComparison.Ordinal);
}

public sealed class PromiseOnSqliteTests : PromiseTests;

public sealed class PromiseOnPostgreSqlTests : PromiseTests
{
    protected override async Task<Dictionary<string, string>> DatabaseAsync() => new()
    {
        ["Database__Provider"] = "PostgreSql",
        ["ConnectionStrings__Cases"] = await (await PostgresCluster.StartedAsync()).NewDatabaseAsync(),
    };
}
