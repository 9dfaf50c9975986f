using BotGateway.Settings;
using BotGateway.Tests.Infrastructure;
using BotGateway.Tests.Simulator;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Settings;

public sealed class ConfigurationReloadTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("woodpecker-config-").FullName;
    private readonly TemporaryStore _store = new();
    private readonly LogLines<ConfigurationReload> _log = new();
    private readonly ServiceProvider _services;
    private Func<CancellationToken, Task> _sweep = _ => Task.CompletedTask;
    private int _sweeps;

    public ConfigurationReloadTests()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "config")))
        {
            File.Copy(file, Path.Combine(_directory, Path.GetFileName(file)));
        }

        var (set, faults) = ConfigurationSet.Read(_directory);
        Assert.Empty(faults);
        var services = new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders())
            .AddSingleton(SimulatorHost.Settings with { ConfigDirectory = _directory })
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILogger<ConfigurationReload>>(_log)
            .AddSingleton<IDbContextFactory<CaseContext>>(_store)
            .AddSingleton<PassOnStranded>(async cancellation =>
            {
                _sweeps++;
                await _sweep(cancellation);
            })
            .AddConfiguration(set!)
            .AddPerConfiguration<CaseDesk>()
            .AddPerConfiguration<CaseWords>();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    private ConfigurationInForce InForce => _services.GetRequiredService<ConfigurationInForce>();

    public void Dispose()
    {
        _services.Dispose();
        _store.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Changed_Files_Are_Taken_And_Whoever_Has_Begun_Finishes_With_The_Old()
    {
        var (before, words) = (InForce.Set, InForce.Get<CaseWords>());
        Write("city.json", "安和物业", "康和物业");
        Write("phrases.zh-CN.json", "好的,已取消,没有上报。", "取消好了。");

        await LookAsync();

        Assert.NotSame(before, InForce.Set);
        Assert.Equal("康和物业", InForce.Get<CaseWords>().OrganisationName("p1"));
        Assert.Equal("取消好了。", InForce.Get<CaseWords>().Book.Text(Say.Cancelled));
        Assert.Equal("康和物业", _services.GetRequiredService<CityNow>()().FindOrganisation("p1")!.Name);
        Assert.Equal(("安和物业", "好的,已取消,没有上报。"), (words.OrganisationName("p1"), words.Book.Text(Say.Cancelled)));
        Assert.Empty(InForce.Faults);
    }

    [Fact]
    public async Task One_Configuration_Is_Made_Once_And_A_Request_Keeps_To_The_One_It_Began_With()
    {
        using var request = _services.CreateScope();
        var words = request.ServiceProvider.GetRequiredService<CaseWords>();
        Assert.Same(InForce.Get<CaseWords>(), words);
        Write("city.json", "安和物业", "康和物业");
        await LookAsync();

        Assert.Same(words.City, request.ServiceProvider.GetRequiredService<CityDirectory>());
        using var later = _services.CreateScope();
        Assert.Same(InForce.Get<CaseWords>(), later.ServiceProvider.GetRequiredService<CaseWords>());
        Assert.NotSame(words, later.ServiceProvider.GetRequiredService<CaseWords>());
    }

    [Theory]
    [InlineData("city.json", "\"property\": \"p1\"", "\"property\": \"p9\"", "$.compounds[0].property")]
    [InlineData("catalogue.json", "\"Sanitation\"", "\"Facilities\"", "$.subtypes[2].code")]
    [InlineData("calendar.cn.json", "\"09:00\"", "\"nine\"", "$.spans[0].from")]
    [InlineData("phrases.zh-CN.json", "{number}", "{nubmer}", "reporter.filed")]
    [InlineData("city.json", "{", "{{", "line 1")]
    public async Task A_Mistake_In_One_File_Keeps_All_Of_Them_Out(string file, string right, string wrong, string path)
    {
        var before = InForce.Set;
        Write("city.json", "安和物业", "康和物业");
        Write(file, right, wrong);

        await LookAsync();

        Assert.Same(before, InForce.Set);
        Assert.Contains(InForce.Faults, f => f.File == file && f.Path == path);
    }

    [Fact]
    public async Task What_Was_Refused_Is_Taken_When_It_Has_Been_Mended()
    {
        var good = File.ReadAllText(Path.Combine(_directory, "city.json"));
        File.WriteAllText(Path.Combine(_directory, "city.json"), "");
        await LookAsync();
        Assert.NotEmpty(InForce.Faults);

        // As an editor does that writes beside and renames.
        File.Delete(Path.Combine(_directory, "city.json"));
        await LookAsync();
        Assert.StartsWith("cannot be read", Assert.Single(InForce.Faults).Reason, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_directory, "new"), good.Replace("安和物业", "康和物业", StringComparison.Ordinal));
        File.Move(Path.Combine(_directory, "new"), Path.Combine(_directory, "city.json"));
        await LookAsync();

        Assert.Empty(InForce.Faults);
        Assert.Equal("康和物业", InForce.Set.City.FindOrganisation("p1")!.Name);
    }

    [Fact]
    public async Task Nothing_Is_Read_Anew_While_Nothing_Has_Changed()
    {
        var before = InForce.Set;
        await LookAsync();
        Assert.Same(before, InForce.Set);

        File.SetLastWriteTimeUtc(Path.Combine(_directory, "city.json"), DateTime.UnixEpoch);
        await LookAsync();
        Assert.NotSame(before, InForce.Set);
    }

    [Fact]
    public async Task A_Compound_That_An_Open_Case_Needs_Stays_Until_The_Case_Is_Closed()
    {
        await FileAsync("WP-20261122-0001");
        var before = InForce.Set;
        Write("city.json", "\"id\": \"x4\"", "\"id\": \"x44\"");

        await LookAsync();
        Assert.Same(before, InForce.Set);
        Assert.Equal(
            [new ConfigurationFault("city.json", "$.compounds", "compound 'x4' is gone, but 1 open case needs it: WP-20261122-0001")], InForce.Faults);

        await using (var store = _store.CreateDbContext())
        {
            await store.Cases.ExecuteUpdateAsync(c => c.SetProperty(k => k.State, CaseState.Closed));
        }

        await LookAsync();
        Assert.Empty(InForce.Faults);
        Assert.NotNull(InForce.Set.City.FindCompound("x44"));
    }

    [Fact]
    public async Task An_Open_Case_Whose_Compound_Is_Unknown_From_The_Start_Is_Told_And_Hinders_No_Change()
    {
        await FileAsync("WP-20261122-0002", "x-of-yesterday");
        var reload = _services.GetRequiredService<ConfigurationReload>();

        await reload.CheckOpenCasesAsync();
        Assert.Contains("x-of-yesterday", Assert.Single(InForce.Faults).Reason, StringComparison.Ordinal);
        Write("city.json", "安和物业", "康和物业");
        await LookAsync();
        Assert.Equal("康和物业", InForce.Set.City.FindOrganisation("p1")!.Name);
    }

    [Fact]
    public async Task After_A_Change_What_Is_With_Nobody_Is_Passed_On_Twice_And_Again_Where_That_Failed()
    {
        var reload = _services.GetRequiredService<ConfigurationReload>();
        await reload.SweepAsync();
        Write("city.json", "}", "}{");
        await LookAsync();
        Assert.Equal(0, _sweeps);
        Write("city.json", "}{", "}");
        _sweep = _ => throw new TimeoutException("the database is away");

        await Assert.ThrowsAsync<TimeoutException>(LookAsync);
        await Assert.ThrowsAsync<TimeoutException>(() => reload.SweepAsync());
        _sweep = _ => Task.CompletedTask;
        _sweeps = 0;
        for (var i = 0; i < 5; i++)
        {
            await reload.SweepAsync();
        }

        Assert.Equal(2, _sweeps);
    }

    [Fact]
    public async Task At_The_Start_What_Is_Forgotten_Is_Told_Passed_On_And_Only_What_Stays_Wrong_Is_A_Fault()
    {
        await FileAsync("WP-20261122-0003", organisation: "p-of-yesterday");
        _sweep = async cancellation =>
        {
            await using var store = _store.CreateDbContext();
            await store.Cases.ExecuteUpdateAsync(c => c.SetProperty(k => k.HandlerOrganisation, "c1"), cancellation);
        };

        await _services.GetRequiredService<ConfigurationReload>().CheckOpenCasesAsync();

        Assert.Equal(1, _sweeps);
        Assert.Empty(InForce.Faults);
        Assert.Contains(_log.Lines, l => l.Contains("there is no organisation 'p-of-yesterday', but 1 open case needs it: WP-20261122-0003", StringComparison.Ordinal));
    }

    [Fact]
    public void What_Outlives_A_Configuration_May_Not_Hold_A_Part_Of_One()
    {
        var services = new ServiceCollection().AddConfiguration(InForce.Set).AddSingleton(TimeProvider.System).AddSingleton<Hoarder>();
        using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.Throws<InvalidOperationException>(provider.GetRequiredService<Hoarder>);
    }

    private Task LookAsync() => _services.GetRequiredService<ConfigurationReload>().LookAsync();

    private void Write(string file, string right, string wrong)
    {
        var path = Path.Combine(_directory, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0);
        File.WriteAllText(path, text[..at] + wrong + text[(at + right.Length)..]);
    }

    private async Task FileAsync(string number, string compound = "x4", string organisation = "c1")
    {
        await using var store = _store.CreateDbContext();
        store.Cases.Add(new Case
        {
            Number = number,
            Kind = default,
            CompoundId = compound,
            Place = "place",
            Description = "words",
            Reporter = new Person { Channel = Channel.WeChat, ExternalId = "openid-1", FirstSeenAt = DateTimeOffset.UnixEpoch },
            HandlerOrganisation = organisation,
            ReportedAt = DateTimeOffset.UnixEpoch,
            PageToken = "token",
        });
        await store.SaveChangesAsync();
    }

    private sealed class Hoarder(CityDirectory city)
    {
        public CityDirectory City => city;
    }
}
