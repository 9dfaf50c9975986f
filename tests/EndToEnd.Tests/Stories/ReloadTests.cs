using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>The files of <c>config/</c> change while the gateway serves.</summary>
public sealed partial class ReloadTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;
    private StandInPlatform _platform = null!;
    private RunningGateway _gateway = null!;

    private string Config => Path.Combine(_folder, "config");

    public async Task InitializeAsync()
    {
        _platform = await StandInPlatform.StartAsync();
        _gateway = RunningGateway.Create(_folder, _platform.Address);
        await _gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_new_compound_and_a_new_officer_work_at_once_and_a_talk_goes_on_where_it_stood()
    {
        var begun = new WeChatPhone(_gateway, "oBegun");
        await begun.SayAsync("望湖苑3号楼2单元门口垃圾桶满了没人清");
        var before = await LoadedAtAsync();

        await ReplaceAsync("city.json", text => text
            .Replace("\"infoOfficers\": [\"officer-2\"]", "\"infoOfficers\": [\"officer-new\"]", StringComparison.Ordinal)
            .Replace("\"compounds\": [", "\"compounds\": [ { \"id\": \"x9\", \"name\": \"听松苑\", \"community\": \"c1\", \"property\": \"p2\" },", StringComparison.Ordinal));
        await UntilAsync(async () => await LoadedAtAsync() > before);

        var number = await ReportAsync(new WeChatPhone(_gateway, "oNew"), "听松苑3号楼2单元门口垃圾桶满了没人清");
        Assert.Equal("听松苑", (await _gateway.ApiAsync("/api/cases/" + number)).GetProperty("compound").GetProperty("name").GetString());
        Assert.Contains(number[^4..], await new WeComPhone(_gateway, "officer-new").SayAsync("待办"));
        Assert.Contains("请核对", await begun.PhotoAsync(_platform.Address + "/picture/1"));
    }

    [Fact]
    public async Task A_bad_change_is_refused_told_in_log_and_health_and_the_old_stays()
    {
        var before = await LoadedAtAsync();
        await ReplaceAsync("catalogue.json", text => text.Replace("\"department\": \"Environment\"", "\"department\": \"Magic\"", StringComparison.Ordinal));
        await UntilAsync(async () => (await ConfigurationAsync()).GetProperty("faults").GetArrayLength() > 0);

        var fault = (await ConfigurationAsync()).GetProperty("faults")[0];
        Assert.Equal("catalogue.json", fault.GetProperty("file").GetString());
        Assert.Equal("$.subtypes[9].department", fault.GetProperty("path").GetString());
        Assert.Equal("unknown department 'Magic'", fault.GetProperty("reason").GetString());
        Assert.Equal(before, await LoadedAtAsync());
        var ready = await _gateway.Http.GetFromJsonAsync<JsonElement>("/readyz");
        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal("$.subtypes[9].department", ready.GetProperty("configuration").GetProperty("faults")[0].GetProperty("path").GetString());
        Assert.Contains("catalogue.json $.subtypes[9].department: unknown department 'Magic'", _gateway.Output);
        Assert.NotEmpty(await ReportAsync(new WeChatPhone(_gateway, "oOld"), "望湖苑3号楼2单元门口垃圾桶满了没人清"));
    }

    [Fact]
    public async Task A_spreadsheet_imported_beside_the_running_gateway_is_in_force_without_a_restart()
    {
        var sheet = Path.Combine(_folder, "catalogue.csv");
        Assert.Equal(0, (await RunAsync("catalogue", "export", "--to", sheet)).Code);
        Assert.Contains("没有要改的", (await RunAsync("catalogue", "import", "--from", sheet)).Output);
        var text = await File.ReadAllTextAsync(sheet);
        await File.WriteAllTextAsync(sheet, text.Replace("环境卫生,住建局,,3,天", "楼道卫生,住建局,,2,天", StringComparison.Ordinal));
        var (before, old) = (await LoadedAtAsync(), await File.ReadAllTextAsync(Path.Combine(Config, "catalogue.json")));

        Assert.Contains("修改 1:Sanitation", (await RunAsync("catalogue", "import", "--from", sheet, "--dry-run")).Output);
        Assert.Equal(old, await File.ReadAllTextAsync(Path.Combine(Config, "catalogue.json")));
        Assert.Contains("修改 1:Sanitation", (await RunAsync("catalogue", "import", "--from", sheet)).Output);
        Assert.Equal(old, await File.ReadAllTextAsync(Path.Combine(Config, "catalogue.json.bak")));
        await UntilAsync(async () => await LoadedAtAsync() > before);

        var resident = new WeChatPhone(_gateway, "oSheet");
        await resident.SayAsync("望湖苑3号楼2单元门口垃圾桶满了没人清");
        Assert.Contains("楼道卫生", await resident.PhotoAsync(_platform.Address + "/picture/1"));
    }

    [Fact]
    public async Task A_bad_spreadsheet_changes_nothing_and_names_row_and_column()
    {
        var sheet = Path.Combine(_folder, "catalogue.csv");
        await RunAsync("catalogue", "export", "--to", sheet);
        var text = await File.ReadAllTextAsync(sheet);
        await File.WriteAllTextAsync(sheet, text.Replace("环境卫生,住建局,,3,天", "环境卫生,环卫局,,3,天", StringComparison.Ordinal));
        var old = await File.ReadAllTextAsync(Path.Combine(Config, "catalogue.json"));

        var (code, output) = await RunAsync("catalogue", "import", "--from", sheet);

        Assert.Equal(1, code);
        Assert.Contains("第 2 行“责任部门”:city.json 里没有部门“环卫局”", output);
        Assert.Equal(old, await File.ReadAllTextAsync(Path.Combine(Config, "catalogue.json")));
        Assert.False(File.Exists(Path.Combine(Config, "catalogue.json.bak")));
    }

    [Fact]
    public async Task A_change_that_no_event_tells_of_is_found_by_looking()
    {
        // As containers mount files: the folder holds links, and what changes lies elsewhere.
        var (link, real) = (Path.Combine(Config, "city.json"), Path.Combine(_folder, "city-elsewhere.json"));
        var before = await LoadedAtAsync();
        File.Copy(link, real);
        File.CreateSymbolicLink(link + ".new", real);
        File.Move(link + ".new", link, overwrite: true);
        await UntilAsync(async () => await LoadedAtAsync() > before);
        before = await LoadedAtAsync();

        await File.WriteAllTextAsync(real, (await File.ReadAllTextAsync(real)).Replace("安和物业", "康和物业", StringComparison.Ordinal));
        await UntilAsync(async () => await LoadedAtAsync() > before);

        var number = await ReportAsync(new WeChatPhone(_gateway, "oLink"), "望湖苑3号楼2单元门口垃圾桶满了没人清");
        Assert.Equal("康和物业", (await _gateway.ApiAsync("/api/cases/" + number)).GetProperty("handler").GetProperty("organisation").GetProperty("name").GetString());
    }

    private async Task ReplaceAsync(string file, Func<string, string> change)
    {
        var path = Path.Combine(Config, file);
        await File.WriteAllTextAsync(path + ".new", change(await File.ReadAllTextAsync(path)));
        File.Move(path + ".new", path, overwrite: true);
    }

    private Task<JsonElement> ConfigurationAsync() => _gateway.ApiAsync("/api/configuration");

    private async Task<DateTimeOffset> LoadedAtAsync() => (await ConfigurationAsync()).GetProperty("loadedAt").GetDateTimeOffset();

    private static async Task UntilAsync(Func<Task<bool>> happened)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await happened())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private async Task<string> ReportAsync(WeChatPhone resident, string words)
    {
        await resident.PhotoAsync(_platform.Address + "/picture/1");
        await resident.SayAsync(words);
        return CaseNumber().Match((await resident.SayAsync("提交"))!).Value;
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "BotGateway.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["Config__Directory"] = Config;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex(@"WP-\d{8}-\d{4}")]
    private static partial Regex CaseNumber();
}
