using BotGateway.Tests.Infrastructure;
using CaseStore.City;
using CaseStore.People;

namespace BotGateway.Tests.Cli;

public sealed class RosterExampleTests
{
    [Fact]
    public async Task The_Shipped_Example_Is_Taken_Without_A_Fault_And_Opens_The_Right_It_Promises()
    {
        var config = Path.Combine(AppContext.BaseDirectory, "config");
        var city = Assert.IsType<CityConfiguration.Loaded>(CityConfiguration.Load(config)).City;
        using var store = new TemporaryStore();
        var now = DateTimeOffset.UnixEpoch;

        var result = await new RosterImport(city).RunAsync(store, await File.ReadAllBytesAsync(Path.Combine(config, "roster.example.csv")), now, dryRun: false, default);

        Assert.Equal((4, 0), (result.Imported, result.Faults.Count));
        var registered = await store.WriteAsync(async session => await Registrar.RegisterAsync(session, Channel.WeChat, "o1", "张三", "13800000001", 3, now));
        Assert.Equal(new Registration.Matched(ReporterRole.PartyMember, "x1"), registered);
    }
}
