using EndToEnd.Tests.Harness;
using Shared;

namespace EndToEnd.Tests.Stories;

/// <summary>One night in the city: who is left to sleep, who is woken, and what they read in the morning.</summary>
public abstract class NightTests : CityStory
{
    private const string Property = "robot-p1";
    private const string CommunityGroup = "robot-c1";

    protected override async Task<Dictionary<string, string>> DatabaseAsync() => new(await StoreAsync()) { ["Config__Directory"] = ConfigFolder.Shipped };

    protected abstract Task<Dictionary<string, string>> StoreAsync();

    [Fact]
    public async Task What_can_wait_is_filed_at_once_and_told_at_eight()
    {
        await BeAtAsync(22, 0);
        var resident = Resident("oStoryNight");
        var number = await ReportAsync(resident, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        var second = await ReportAsync(Resident("oStoryNight2"), "望湖苑5号楼1单元门口垃圾桶满了没人清");

        // The resident has read the number; nobody else has heard anything, all night.
        Assert.Contains(number, await resident.SayAsync("进度 " + Short(number)));
        await BeAtAsync(7, 59);
        Assert.Empty(Platform.Group(Property));
        Assert.Empty(Platform.Cards("officer-1"));

        await BeAtAsync(8, 0);
        var digest = Assert.Single(Platform.Group(Property));
        Assert.StartsWith("早上好,安和物业。夜里新到 2 件:", digest, StringComparison.Ordinal);
        Assert.Contains("\n" + Short(number) + " ", digest, StringComparison.Ordinal);
        Assert.Contains("\n" + Short(second) + " ", digest, StringComparison.Ordinal);
        Assert.Equal(2, Platform.Cards("officer-1").Count());
        await PressAsync("officer-1", number, "受理");
        await PressAsync("officer-1", second, "受理");
        Assert.Single(Platform.Resident(resident.Openid), t => t.Contains(number) && t.Contains("受理"));

        // The next morning only what is due or late; the same is not said again today.
        await Gateway.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Single(Platform.Group(Property));
        await BeAtAsync(8, 0);
        Assert.Single(Platform.Group(Property));
        await Gateway.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.StartsWith("早上好,安和物业。今天到期 2 件:", Platform.Group(Property).Last(), StringComparison.Ordinal);
        Assert.Empty(Platform.Group(CommunityGroup));

        // They run out at ten in the evening: the nudges wait, and are one line each in the morning.
        var before = Platform.Group(Property).Count();
        await BeAtAsync(23, 0);
        Assert.Equal(before, Platform.Group(Property).Count());
        Assert.Empty(Platform.Cards("staff-1"));
        await BeAtAsync(8, 0);
        Assert.StartsWith("早上好,安和物业。超期 2 件:", Assert.Single(Platform.Group(Property).Skip(before)), StringComparison.Ordinal);
        Assert.StartsWith("早上好,柳荫社区。超期 2 件:", Assert.Single(Platform.Group(CommunityGroup)), StringComparison.Ordinal);
        Assert.Equal(2, Platform.Cards("staff-1").Count());
    }

    [Fact]
    public async Task Danger_wakes_everybody_and_rings_until_somebody_accepts()
    {
        await BeAtAsync(23, 0);
        var resident = Resident("oStoryGas");
        Assert.Contains("119", await resident.SayAsync("望湖苑12栋一楼有很重的煤气味!!" + Me));
        await Gateway.SettleAsync();
        Assert.Single(Platform.Group(Property), t => t.Contains("紧急"));
        Assert.Single(Platform.Group(CommunityGroup), t => t.Contains("紧急"));
        var number = Platform.Cards("officer-1").Single().GetProperty("task_id").GetString()![..16];

        // 23:10 the desk again, 23:20 the community, 23:30 the township, 23:40 and 23:50 the command centre.
        Assert.Equal((0, 0, 0, 0), Rung());
        await BeAtAsync(23, 9);
        Assert.Equal((0, 0, 0, 0), Rung());
        await BeAtAsync(23, 11);
        Assert.Equal((1, 0, 0, 0), Rung());
        Assert.Single(Platform.Group(Property), t => t.Contains("险情") && t.Contains("10 分钟没人受理"));
        await BeAtAsync(23, 21);
        Assert.Equal((1, 1, 0, 0), Rung());
        Assert.Single(Platform.Group(CommunityGroup), t => t.Contains("险情") && t.Contains("20 分钟没人受理"));
        await BeAtAsync(23, 31);
        Assert.Equal((1, 1, 1, 0), Rung());
        await BeAtAsync(23, 52);
        Assert.Equal((1, 1, 1, 2), Rung());

        await PressAsync("officer-1", number, "受理");
        Assert.Single(Platform.Resident(resident.Openid), t => t.Contains(number) && t.Contains("受理"));
        await BeAtAsync(3, 0);
        Assert.Equal((1, 1, 1, 2), Rung());
        Assert.Equal(
            ["p1", "c1", "t1", "command-centre", "command-centre"],
            (await CaseAsync(number)).GetProperty("history").EnumerateArray().Where(h => h.GetProperty("act").GetString() == "Alarm").Select(h => h.GetProperty("note").GetString()));

        (int, int, int, int) Rung() => (Alarms("officer-1"), Alarms("staff-1"), Alarms("reviewer-1"), Alarms("commander-1"));
        int Alarms(string user) => Platform.Staff(user).Count(t => t.Contains("险情") && t.Contains("没人受理"));
    }

    [Fact]
    public async Task What_was_solved_in_the_evening_is_told_in_the_morning_unless_the_window_closes_before()
    {
        await BeAtAsync(20, 0);
        var resident = Resident("oStoryLate");
        var number = await ReportAsync(resident, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        await BeAtAsync(22, 30);
        await ResolveAsync("officer-1", number, "已清运");
        Assert.DoesNotContain(Platform.Resident(resident.Openid), t => t.Contains("已清运"));
        await BeAtAsync(8, 0);
        Assert.Single(Platform.Resident(resident.Openid), t => t.Contains("已清运"));

        // They write at half past seven; two days later at that time the platform lets nothing through any more.
        await BeAtAsync(7, 30);
        await resident.SayAsync("未解决,桶还是满的");
        await Gateway.AdvanceAsync(TimeSpan.FromDays(1));
        await BeAtAsync(22, 30);
        await ResolveAsync("officer-1", number, "又清了一次");
        Assert.Single(Platform.Resident(resident.Openid), t => t.Contains("又清了一次"));
    }

    /// <summary>Moves the clock ahead to this time of day in the city, and does what is due there.</summary>
    private async Task BeAtAsync(int hour, int minute)
    {
        await Gateway.AdvanceToAsync(hour, minute);
        await Gateway.SettleAsync();
    }
}

public sealed class NightOnSqliteTests : NightTests
{
    protected override Task<Dictionary<string, string>> StoreAsync() => Task.FromResult(new Dictionary<string, string>());
}

public sealed class NightOnPostgreSqlTests : NightTests
{
    protected override async Task<Dictionary<string, string>> StoreAsync() => new()
    {
        ["Database__Provider"] = "PostgreSql",
        ["ConnectionStrings__Cases"] = await (await PostgresCluster.StartedAsync()).NewDatabaseAsync(),
    };
}
