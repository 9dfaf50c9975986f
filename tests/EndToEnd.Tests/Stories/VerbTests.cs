using System.Diagnostics;
using System.Xml.Linq;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>The verbs that speak to the platforms, as a process with the city's settings.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_Menus_Arrive_At_Both_Platforms()
    {
        await using var platform = await StandInPlatform.StartAsync();
        var (code, output) = await RunAsync(platform.Address, "menu", "push");
        Assert.True(code == 0, output);
        var menus = platform.To("/cgi-bin/menu/create").ToList();
        Assert.Equal(["拍照上报", "我的待办"], menus.Select(m => m.GetProperty("button")[0].GetProperty("name").GetString()));
        Assert.Contains(platform.Calls, c => c.Path.Contains("agentid=1000002", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Poster_Holds_The_Address_That_The_Platform_Gave_For_Its_Scene()
    {
        await using var platform = await StandInPlatform.StartAsync();
        var file = Path.Combine(_folder, "poster.svg");
        var (code, output) = await RunAsync(platform.Address, "poster", "--compound", "x1", "--spot", "3号楼电梯厅", "--to", file);
        Assert.True(code == 0, output);
        Assert.Equal("compound:x1:3号楼电梯厅", Assert.Single(platform.To("/cgi-bin/qrcode/create"))
            .GetProperty("action_info").GetProperty("scene").GetProperty("scene_str").GetString());
        Assert.Contains("望湖苑", XDocument.Load(file).Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_An_Account_A_Poster_Is_A_Sample_And_A_Menu_Is_Refused()
    {
        var file = Path.Combine(_folder, "poster.svg");
        Assert.Equal(0, (await RunAsync(null, "poster", "--compound", "x1", "--to", file)).Code);
        Assert.Contains("样张", XDocument.Load(file).Root!.Value, StringComparison.Ordinal);
        var (code, output) = await RunAsync(null, "menu", "push");
        Assert.Equal(1, code);
        Assert.Contains("模拟模式", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Unknown_Compound_Is_Refused_With_Those_That_There_Are()
    {
        var (code, output) = await RunAsync(null, "poster", "--compound", "x99", "--to", Path.Combine(_folder, "poster.svg"));
        Assert.Equal(2, code);
        Assert.Contains("x1, x2, x3, x4", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Live_Ends_With_1_While_Something_Is_Wrong()
    {
        await using var platform = await StandInPlatform.StartAsync();
        var (code, output) = await RunAsync(platform.Address, "check-live");
        Assert.Equal(1, code);
        Assert.Contains("[要改] 对外地址 PublicBaseUrl", output, StringComparison.Ordinal);
        Assert.Contains("[好] 企业微信凭据", output, StringComparison.Ordinal);
        Assert.DoesNotContain("wx-secret", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(string? platform, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BotGateway.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (key, value) in platform is null ? [] : new Dictionary<string, string>
        {
            ["WeChat__AppSecret"] = "wx-secret",
            ["WeChat__ApiBaseUrl"] = platform,
            ["WeCom__ApiBaseUrl"] = platform,
            ["WeCom__AgentId"] = "1000002",
        })
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output + await errors);
    }
}
