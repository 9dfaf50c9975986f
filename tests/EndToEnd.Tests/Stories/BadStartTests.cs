using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>Starts that must fail say what is wrong and where; a second start on the same data just works.</summary>
public sealed class BadStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("city.json", "\"township\": \"t1\"", "\"township\": \"nowhere\"", "nowhere")]
    [InlineData("catalogue.json", "\"Sanitation\"", "\"Facilities\"", "Facilities")]
    [InlineData("phrases.zh-CN.json", "{number}", "{nubmer}", "nubmer")]
    [InlineData("city.json", "{", "{{", "city.json")]
    public async Task A_mistake_in_the_configuration_stops_the_start_with_file_and_reason(string file, string right, string wrong, string named)
    {
        var config = Path.Combine(_folder, "config");
        Directory.CreateDirectory(config);
        foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "config")))
        {
            File.Copy(path, Path.Combine(config, Path.GetFileName(path)));
        }

        var target = Path.Combine(config, file);
        var text = await File.ReadAllTextAsync(target);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0);
        await File.WriteAllTextAsync(target, text[..at] + wrong + text[(at + right.Length)..]);
        await using var gateway = RunningGateway.Create(_folder, null, new Dictionary<string, string> { ["Config__Directory"] = config });
        Assert.NotEqual(0, await gateway.RunToEndAsync());
        Assert.Contains(file, gateway.Output);
        Assert.Contains(named, gateway.Output);
        Assert.DoesNotContain("   at ", gateway.Output);
    }

    [Fact]
    public async Task Live_mode_without_credentials_names_every_missing_key()
    {
        await using var gateway = RunningGateway.Create(_folder, null, new Dictionary<string, string>
        {
            ["Platform__Mode"] = "Live",
            ["WeChat__AppSecret"] = "",
            ["WeCom__EncodingAesKey"] = "",
        });
        Assert.NotEqual(0, await gateway.RunToEndAsync());
        Assert.Contains("WeChat:AppSecret", gateway.Output);
        Assert.Contains("WeCom:EncodingAesKey", gateway.Output);
        Assert.DoesNotContain("wc-secret", gateway.Output);
    }

    [Theory]
    [InlineData("ConnectionStrings__Cases", "Foo=bar", "Sqlite", "ConnectionStrings:Cases")]
    [InlineData("ConnectionStrings__Cases", "Foo=bar", "PostgreSql", "ConnectionStrings:Cases")]
    [InlineData("ConnectionStrings__Cases", "Host=h;Port=many", "PostgreSql", "ConnectionStrings:Cases")]
    [InlineData("ConnectionStrings__Cases", "Database=nowhere", "PostgreSql", "ConnectionStrings:Cases")]
    [InlineData("ConnectionStrings__Cases", "Host=/nowhere;Database=x;Username=y", "PostgreSql", "ConnectionStrings:Cases")]
    [InlineData("ConnectionStrings__Cases", "Data Source=/dev/null/cases.db", "Sqlite", "ConnectionStrings:Cases")]
    [InlineData("Photos__Directory", "/dev/null", "Sqlite", "Photos:Directory")]
    [InlineData("Photos__Directory", "/dev/null/photos", "Sqlite", "Photos:Directory")]
    [InlineData("Photos__Directory", "/proc", "Sqlite", "Photos:Directory")]
    [InlineData("Platform__Mode", "1", "Sqlite", "Platform:Mode")]
    [InlineData("WeChat__PreviousEncodingAesKey", "short", "Sqlite", "WeChat:PreviousEncodingAesKey")]
    [InlineData("WeCom__EncodingAesKey", "short", "Sqlite", "WeCom:EncodingAesKey")]
    public async Task A_setting_that_cannot_be_is_refused_with_its_name_and_the_reason(string setting, string value, string provider, string named)
    {
        await using var gateway = RunningGateway.Create(_folder, null, new Dictionary<string, string> { ["Database__Provider"] = provider, [setting] = value });
        await EndsInWordsAsync(gateway, named);
    }

    [Fact]
    public async Task A_port_in_use_is_told()
    {
        await using var first = RunningGateway.Create(Path.Combine(_folder, "first"), null);
        await first.StartAsync();
        await using var second = RunningGateway.Create(Path.Combine(_folder, "second"), null, new Dictionary<string, string> { ["urls"] = first.Address });
        await EndsInWordsAsync(second, first.Address);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://203.0.113.1:5080")]
    public async Task An_address_that_is_not_ours_is_told(string address)
    {
        await using var gateway = RunningGateway.Create(_folder, null, new Dictionary<string, string> { ["urls"] = address });
        await EndsInWordsAsync(gateway, "urls");
    }

    [Fact]
    public async Task A_second_run_on_the_same_database_just_works()
    {
        await using (var first = RunningGateway.Create(_folder, null))
        {
            await first.StartAsync();
        }

        await using var second = RunningGateway.Create(_folder, null);
        await second.StartAsync();
        Assert.Equal(0, (await second.ApiAsync("/api/cases")).GetProperty("total").GetInt32());
    }

    private static async Task EndsInWordsAsync(RunningGateway gateway, string named)
    {
        var code = await gateway.RunToEndAsync();
        Assert.Contains("WoodpeckerBot cannot start:", gateway.Output);
        Assert.Contains(named, gateway.Output);
        Assert.DoesNotContain("   at ", gateway.Output);
        Assert.Equal(2, code);
    }
}
