using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>Between two starts, or while it serves, <c>city.json</c> loses the people, the desk or the compound that open cases need.</summary>
public sealed partial class EmptyDeskTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;
    private StandInPlatform _platform = null!;
    private RunningGateway _gateway = null!;

    private string City => Path.Combine(_folder, "config", "city.json");

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
    public async Task What_a_start_finds_with_nobody_goes_to_the_community_and_the_command_centre_hears_it_once()
    {
        var number = await ReportAsync();
        Assert.Equal(("Dispatched", "p2"), await StandsAsync(number));
        await RestartAsync(text => text.Replace("\"infoOfficers\": [\"officer-2\"]", "\"infoOfficers\": []", StringComparison.Ordinal));

        Assert.Equal(("Dispatched", "c1"), await StandsAsync(number));
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Cards("staff-1"), c => c.GetRawText().Contains(number, StringComparison.Ordinal));
        Assert.Contains(number + " → c1", _gateway.Output);
        await RestartAsync(text => text);
        await _gateway.SettleAsync();
        Assert.Single(_platform.Staff("commander-1"), t => t.StartsWith("晨光物业 没有人值班", StringComparison.Ordinal) && t.Contains(number[^4..], StringComparison.Ordinal));
        Assert.Contains("已受理", await new WeComPhone(_gateway, "staff-1").SayAsync("受理 " + number));
    }

    [Fact]
    public async Task A_start_without_the_desk_or_the_compound_says_so_and_somebody_has_the_case()
    {
        var number = await ReportAsync();
        await RestartAsync(text => Regex.Replace(Regex.Replace(text, @"(?m)^.*""id"": ""p2"".*\n", ""), @"""property"": ""p2""", "\"property\": \"p1\""));

        Assert.Contains($"there is no organisation 'p2', but 1 open case needs it: {number}", _gateway.Output);
        Assert.Equal(("Dispatched", "p1"), await StandsAsync(number));
        Assert.Equal(0, (await _gateway.ApiAsync("/api/configuration")).GetProperty("faults").GetArrayLength());

        await RestartAsync(text => text.Replace("\"id\": \"x2\"", "\"id\": \"x2-new\"", StringComparison.Ordinal).Replace("\"infoOfficers\": [\"officer-1\", \"officer-1b\"]", "\"infoOfficers\": []", StringComparison.Ordinal));
        Assert.Contains($"there is no compound 'x2', but 1 open case needs it: {number}", _gateway.Output);
        Assert.Equal(("Dispatched", "command-centre"), await StandsAsync(number));
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Cards("commander-1"), c => c.GetRawText().Contains(number, StringComparison.Ordinal));
        Assert.Contains("已受理", await new WeComPhone(_gateway, "commander-1").SayAsync("受理 " + number));
    }

    [Fact]
    public async Task A_change_while_it_serves_that_leaves_a_desk_empty_passes_its_cases_on()
    {
        var number = await ReportAsync();
        Change(text => text.Replace("\"infoOfficers\": [\"officer-2\"]", "\"infoOfficers\": []", StringComparison.Ordinal));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await StandsAsync(number) != ("Dispatched", "c1"))
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private async Task<string> ReportAsync()
    {
        var resident = new WeChatPhone(_gateway, "oEmptyDesk");
        await resident.PhotoAsync(_platform.Address + "/picture/1");
        await resident.SayAsync("柳荫新村3号楼2单元门口垃圾桶满了没人清");
        var number = CaseNumber().Match((await resident.SayAsync("提交"))!).Value;
        await _gateway.SettleAsync();
        return number;
    }

    private async Task RestartAsync(Func<string, string> change)
    {
        _gateway.Kill();
        Change(change);
        await _gateway.StartAsync();
    }

    private void Change(Func<string, string> change)
    {
        File.WriteAllText(City + ".new", change(File.ReadAllText(City)));
        File.Move(City + ".new", City, overwrite: true);
    }

    private async Task<(string State, string Handler)> StandsAsync(string number)
    {
        var kase = await _gateway.ApiAsync("/api/cases/" + number);
        return (kase.GetProperty("state").GetString()!, kase.GetProperty("handler").GetProperty("organisation").GetProperty("id").GetString()!);
    }

    [GeneratedRegex(@"WP-\d{8}-\d{4}")]
    private static partial Regex CaseNumber();
}
