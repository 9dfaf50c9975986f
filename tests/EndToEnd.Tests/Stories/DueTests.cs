using System.Diagnostics;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>The verb that explains a limit, and the calendar at the start, as processes of their own.</summary>
public sealed class DueTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_citys_time_counts_wherever_the_server_stands()
    {
        var answers = new List<string>();
        foreach (var zone in new[] { "Asia/Shanghai", "UTC", "America/New_York", "Pacific/Kiritimati", ":nowhere" })
        {
            var (code, output) = await RunAsync(zone, "due", "--limit", "3WorkingDays", "--from", "2026-09-29T15:00");
            Assert.Equal(0, code);
            answers.Add(output);
        }

        Assert.StartsWith("最迟 2026-10-09(周五)15:00\n", answers[0]);
        Assert.Contains("2026-10-01  周四  国庆节  不计", answers[0]);
        Assert.Single(answers.Distinct());
    }

    [Theory]
    [InlineData("due")]
    [InlineData("due", "--limit", "3Weeks")]
    [InlineData("due", "--limit", "0ClockDays")]
    [InlineData("due", "--limit", "3WorkingDays", "--from", "yesterday")]
    [InlineData("due", "WP-20261124-0001", "--limit", "3WorkingDays")]
    public async Task What_cannot_be_explained_is_refused_in_words(params string[] arguments)
    {
        var (code, output) = await RunAsync("UTC", arguments);

        Assert.Equal(2, code);
        Assert.NotEmpty(output);
        Assert.DoesNotContain("   at ", output);
    }

    [Fact]
    public async Task The_verb_finds_no_case_that_is_not_there()
    {
        var (code, output) = await RunAsync("UTC", "due", "WP-20261124-0001");

        Assert.Equal(1, code);
        Assert.Contains("WP-20261124-0001", output);
    }

    [Fact]
    public async Task A_case_is_explained_by_the_verb_while_the_gateway_serves()
    {
        await using var gateway = RunningGateway.Create(_folder, null);
        await gateway.StartAsync();
        var resident = new WeChatPhone(gateway, "oDue");
        await resident.PhotoAsync(gateway.Address + "/simulator/samples/garbage.png");
        await resident.SayAsync("望湖苑3号楼2单元门口垃圾桶满了没人清");
        await resident.SayAsync("提交");
        var number = (await gateway.ApiAsync("/api/cases")).GetProperty("items")[0].GetProperty("number").GetString()!;

        var (code, output) = await RunAsync("America/New_York", "due", number.ToLowerInvariant());

        Assert.Equal(0, code);
        Assert.StartsWith(number + " 最迟 ", output);
        Assert.EndsWith("72 小时", output.TrimEnd());
    }

    [Fact]
    public async Task A_calendar_that_nobody_has_updated_is_told_at_the_start()
    {
        var config = Path.Combine(_folder, "config");
        Directory.CreateDirectory(config);
        foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "config")))
        {
            File.Copy(path, Path.Combine(config, Path.GetFileName(path)));
        }

        await File.WriteAllTextAsync(
            Path.Combine(config, "calendar.cn.json"), """{ "spans": [{ "from": "09:00", "to": "17:30" }], "weekend": ["Saturday", "Sunday"], "years": [] }""");
        await using var gateway = RunningGateway.Create(_folder, null, new Dictionary<string, string> { ["Config__Directory"] = config });
        await gateway.StartAsync();

        Assert.Contains("calendar.cn.json has no holidays for", gateway.Output);
    }

    private async Task<(int Code, string Output)> RunAsync(string zone, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BotGateway.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["TZ"] = zone;
        start.Environment["ConnectionStrings__Cases"] = $"Data Source={Path.Combine(_folder, "cases.db")}";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output + await errors);
    }
}
