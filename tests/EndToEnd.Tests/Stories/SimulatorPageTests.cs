using EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Stories;

/// <summary>The simulator's page in a real browser: one case from the first photo to the rating, as a visitor plays it.</summary>
public sealed class SimulatorPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(10)]
    [InlineData(22)]
    public async Task A_visitor_plays_one_case_from_the_first_photo_to_the_rating_at_any_hour(int hour)
    {
        await using var gateway = RunningGateway.Create(_folder, null, new Dictionary<string, string> { ["Config__Directory"] = ConfigFolder.Shipped });
        await gateway.StartAsync();
        await gateway.AdvanceToAsync(hour, 0);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await OpenBrowserAsync(playwright);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(gateway.Address + "/simulator");
        var steps = page.Locator("#tour button");
        await steps.First.WaitForAsync();
        var count = await steps.CountAsync();
        Assert.True(count >= 8);
        var night = page.GetByText("现在是夜里,普通派单早上 8 点送达;险情立即送达");
        Assert.Equal(hour == 22, await night.IsVisibleAsync());
        if (hour == 22)
        {
            await ShootAsync(page, "simulator-night");
        }

        for (var step = 0; step < count; step++)
        {
            await steps.Nth(step).ClickAsync();
            var next = (step + 1) % count;
            await page.Locator($"#tour li:nth-child({next + 1}) button[aria-current=step]").WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });
            var seen = step switch
            {
                2 => "已提交,编号 WP-",
                3 => "已受理",
                4 => "超期",
                6 => "已清运,加了一个桶",
                7 => "谢谢您的评价",
                _ => null,
            };
            if (seen is not null)
            {
                await page.GetByText(seen).First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached, Timeout = 15_000 });
            }

            if (step == 2)
            {
                // The resident's two photos, behind the officer's card.
                await page.Locator("#phone-officer .theirs .photo img").Nth(1).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached, Timeout = 15_000 });
                await page.WaitForFunctionAsync("[...document.querySelectorAll('#phone-officer .theirs .photo img')].every(i => i.complete && i.naturalWidth > 0)");
                await ShootAsync(page, "simulator-photos");
            }
        }

        // By the first step it was morning.
        Assert.False(await night.IsVisibleAsync());
        Assert.Empty(errors);
        var kase = (await gateway.ApiAsync("/api/cases")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal("Closed", kase.GetProperty("state").GetString());
        Assert.Equal(5, kase.GetProperty("rating").GetProperty("grade").GetInt32());
        Assert.Equal(3, kase.GetProperty("photos").GetArrayLength());
        await ShootAsync(page, hour == 10 ? "simulator" : "simulator-after-a-night");
    }

    [Fact]
    public async Task A_visitor_of_the_night_sees_why_nothing_arrives_and_goes_to_the_morning_with_one_press()
    {
        await using var gateway = RunningGateway.Create(_folder, null, new Dictionary<string, string> { ["Config__Directory"] = ConfigFolder.Shipped });
        await gateway.StartAsync();
        await gateway.AdvanceToAsync(23, 30);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await OpenBrowserAsync(playwright);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        await page.GotoAsync(gateway.Address + "/simulator");
        var phone = page.Locator("#phone-resident");
        await phone.Locator(".hints").GetByText("发两张照片").ClickAsync();
        await phone.Locator(".theirs").First.WaitForAsync();
        await phone.Locator("textarea").FillAsync("望湖苑3号楼2单元门口垃圾桶满了没人清");
        await phone.Locator(".send").First.ClickAsync();
        await phone.GetByText("环境卫生").First.WaitForAsync();
        await phone.Locator("textarea").FillAsync("提交");
        await phone.Locator(".send").First.ClickAsync();
        await phone.GetByText("已提交,编号 WP-").First.WaitForAsync();
        Assert.Equal(0, await page.Locator("#phone-officer .card-buttons").CountAsync());

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "快进到早上 8 点" }).ClickAsync();

        await page.Locator("#phone-officer .card-buttons").First.WaitForAsync();
        await page.Locator("#phone-propertyGroup").GetByText("早上好,安和物业").First.WaitForAsync();
        await page.Locator("#night").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        Assert.Equal((8, 0), ((await gateway.NowAsync()).Hour, (await gateway.NowAsync()).Minute));
    }

    [Fact]
    public async Task Who_has_not_written_for_three_days_taps_a_notice_and_sees_the_page_of_the_case()
    {
        await using var gateway = RunningGateway.Create(_folder, null);
        await gateway.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await OpenBrowserAsync(playwright);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(gateway.Address + "/simulator");
        var steps = page.Locator("#tour button");
        await steps.First.WaitForAsync();
        var notice = page.Locator("#phone-resident .service");

        // The seventh is the officer's "done".
        for (var step = 0; step < 7; step++)
        {
            Assert.Equal(0, await notice.CountAsync());
            await steps.Nth(step).ClickAsync();
            await page.Locator($"#tour li:nth-child({step + 2}) button[aria-current=step]").WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });
        }

        await notice.WaitForAsync(new LocatorWaitForOptions { Timeout = 15_000 });
        Assert.Contains("服务通知", await notice.InnerTextAsync(), StringComparison.Ordinal);
        await ShootAsync(page, "simulator-service-notice");
        var casePage = await page.RunAndWaitForPopupAsync(() => notice.Locator("dl").ClickAsync(new LocatorClickOptions { Position = new Position { X = 20, Y = 10 }, Force = true }));
        await casePage.GetByText("已清运,加了一个桶").First.WaitForAsync();
        await ShootAsync(casePage, "simulator-service-notice-page");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_trainer_shows_a_poster_a_voice_and_the_mini_program()
    {
        await using var gateway = RunningGateway.Create(_folder, null);
        await gateway.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await OpenBrowserAsync(playwright);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(gateway.Address + "/simulator");
        var phone = page.Locator("#phone-resident");
        await phone.GetByText("关注公众号").WaitForAsync();

        await phone.Locator(".more").ClickAsync();
        await ShootAsync(page, "simulator-drawer");
        await phone.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "扫电梯厅的码" }).ClickAsync();
        await phone.Locator(".theirs").Filter(new LocatorFilterOptions { HasText = "3号楼电梯厅" }).First.WaitForAsync();
        await phone.Locator(".more").ClickAsync();
        await phone.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "说一段语音" }).ClickAsync();
        await phone.Locator(".theirs").Filter(new LocatorFilterOptions { HasText = "照片" }).First.WaitForAsync();

        await phone.Locator("select").SelectOptionAsync("miniprogram:oSim-mini-ding");
        await phone.GetByText("小程序客服 · 啄木鸟").WaitForAsync();
        await phone.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "打开小程序客服" }).ClickAsync();
        await phone.Locator(".theirs").First.WaitForAsync();
        await phone.Locator(".more").ClickAsync();
        Assert.False(await phone.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "扫电梯厅的码" }).IsVisibleAsync());
        await ShootAsync(page, "simulator-mini-program");
        Assert.Empty(errors);
    }

    private static Task<IBrowser> OpenBrowserAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });

    /// <summary>For a look at it, when somebody asks for one.</summary>
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
