using EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Stories;

/// <summary>The simulator's page in a real browser: one case from the first photo to the rating, as a visitor plays it.</summary>
public sealed class SimulatorPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_visitor_plays_one_case_from_the_first_photo_to_the_rating()
    {
        await using var gateway = RunningGateway.Create(_folder, null);
        await gateway.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(gateway.Address + "/simulator");
        var steps = page.Locator("#tour button");
        await steps.First.WaitForAsync();
        var count = await steps.CountAsync();
        Assert.True(count >= 8);
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
        }

        Assert.Empty(errors);
        var kase = (await gateway.ApiAsync("/api/cases")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal("Closed", kase.GetProperty("state").GetString());
        Assert.Equal(5, kase.GetProperty("rating").GetProperty("grade").GetInt32());
        Assert.Equal(3, kase.GetProperty("photos").GetArrayLength());
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, "simulator.png") });
        }
    }
}
