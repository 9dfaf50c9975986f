using System.Text.Json;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>What the command centre reads on the morning after: one case done at once, one that needed a second go, one that went up to the city.</summary>
public sealed class MorningAfterTests : CityStory
{
    [Fact]
    public async Task The_figures_show_what_happened_and_the_watch_list_what_is_still_open()
    {
        var reporter = Resident("oStoryMorning");
        var good = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        await Gateway.AdvanceAsync(TimeSpan.FromMinutes(20));
        await ResolveAsync("officer-1", good, "已清运");
        await reporter.SayAsync("5");

        var again = await ReportAsync(reporter, "望湖苑5号楼1单元门口垃圾桶满了没人清");
        await ResolveAsync("officer-1", again, "已清运");
        await reporter.SayAsync("未解决,桶还是满的");
        await Gateway.SettleAsync();
        await ResolveAsync("officer-1", again, "又清了一次");
        await reporter.SayAsync("4");

        var hard = await ReportAsync(reporter, "望湖苑8号楼顶楼露台有人正在搭阳光房");
        await PressAsync("reviewer-1", hard, "转市级");
        Assert.Contains("为什么办不了", await SayAsync("reviewer-1", "城管局"));
        Assert.Contains("已转城管局", await SayAsync("reviewer-1", "镇里没有拆除的权限"));
        Assert.Single(Platform.Resident(reporter.Openid), t => t.Contains(hard) && t.Contains("由城管局负责"));
        var year = (await CaseAsync(good)).GetProperty("reportedAt").GetDateTimeOffset().Year;
        await Gateway.AdvanceAsync(TimeSpan.FromHours(16));

        var property = await FiguresAsync(year, "properties", "p1");
        Assert.Equal((2, 2, 1, 2), (Number(property, "received"), Number(property, "closed"), Number(property, "reopened"), Number(property, "fixed")));
        Assert.Equal((2, 0, 4.5), (Number(property, "ratings"), Number(property, "defaultRatings"), property.GetProperty("rating").GetDouble()));
        Assert.Equal(0, Number(property, "broken"));
        var department = await FiguresAsync(year, "departments", "UrbanManagement");
        Assert.Equal((1, 0), (Number(department, "received"), Number(department, "closed")));

        var watched = Assert.Single((await Gateway.ApiAsync("/api/watchlist")).GetProperty("items").EnumerateArray());
        Assert.Equal(hard, watched.GetProperty("number").GetString());
        Assert.Equal("UrbanManagement", watched.GetProperty("organisation").GetProperty("id").GetString());
        Assert.Equal(["urban-1"], watched.GetProperty("responsible").EnumerateArray().Select(m => m.GetString()));
    }

    private async Task<JsonElement> FiguresAsync(int year, string of, string id) =>
        (await Gateway.ApiAsync($"/api/assessment?period={year}&of={of}")).GetProperty("items").EnumerateArray().Single(i => i.GetProperty("id").GetString() == id);

    private static int Number(JsonElement figures, string name) => figures.GetProperty(name).GetInt32();
}
