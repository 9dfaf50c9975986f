using BotGateway.Tests.Infrastructure;
using BotGateway.Turns;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using Conversation;
using Conversation.Dialogs;

namespace BotGateway.Tests.Turns;

/// <summary>Which cases a member of staff, or a volunteer, is shown.</summary>
public sealed class FactFinderTests : IDisposable
{
    private const string OldDormitory = "x4";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly CityConfiguration.Loaded Config = (CityConfiguration.Loaded)CityConfiguration.Load(Path.Combine(AppContext.BaseDirectory, "config"));

    private readonly TemporaryStore _store = new();
    private readonly FactFinder _finder = new(Config.City);
    private readonly CaseDesk _desk = new(Config.City, Config.Catalogue, Config.Calendar);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("officer-1", true)]
    [InlineData("staff-1", true)]
    [InlineData("reviewer-1", true)]
    [InlineData("commander-1", true)]
    [InlineData("STAFF-1", true)]
    [InlineData("officer-2", false)]
    [InlineData("staff-2", false)]
    [InlineData("reviewer-2", false)]
    [InlineData("fire-1", false)]
    public async Task The_End_Of_A_Number_Finds_What_Concerns_The_Member_And_Nothing_Else(string user, bool finds)
    {
        await FileAsync("x1");
        var facts = await FindAsync(user, new FactsNeeded.OneCase("0001"), Noon);
        Assert.Equal(finds ? ["WP-20261122-0001"] : [], facts.Cases.Select(c => c.Number));
        Assert.All(facts.Cases, c => Assert.NotEmpty(c.History));
    }

    [Fact]
    public async Task A_Second_Case_Is_Looked_For_Beside_The_First()
    {
        await FileAsync("x1");
        await FileAsync("x1");
        var facts = await FindAsync("staff-1", new FactsNeeded.OtherCase("0002"), Noon);
        Assert.Equal(["WP-20261122-0002"], facts.Others!.Select(c => c.Number));
        Assert.Empty(facts.Cases);
    }

    [Fact]
    public async Task A_Community_Watches_What_Is_Overdue_On_Other_Desks_And_Only_There()
    {
        await FileAsync("x1");
        await FileAsync(OldDormitory);
        var before = await FindAsync("staff-1", new FactsNeeded.DeskCases(), Noon.AddDays(1));
        Assert.Empty(before.Watched);
        Assert.Equal([OldDormitory], before.Cases.Select(c => c.CompoundId));
        var after = await FindAsync("staff-1", new FactsNeeded.DeskCases(), Noon.AddDays(4));
        Assert.Equal(["x1"], after.Watched.Select(c => c.CompoundId));
        Assert.Equal([OldDormitory], after.Cases.Select(c => c.CompoundId));
        Assert.Empty((await FindAsync("staff-2", new FactsNeeded.DeskCases(), Noon.AddDays(4))).Watched);
        Assert.Empty((await FindAsync("officer-1", new FactsNeeded.DeskCases(), Noon.AddDays(4))).Watched);
    }

    [Fact]
    public async Task Only_Where_There_Is_No_Property_Company_Something_Can_Be_Claimed_And_Not_Ones_Own()
    {
        await FileAsync("x1");
        await FileAsync(OldDormitory);
        var free = await FindAsync("o-volunteer", new FactsNeeded.Claimable(OldDormitory), Noon, Channel.WeChat);
        Assert.Equal(["WP-20261122-0002"], free.Claimable!.Select(c => c.Number));
        Assert.Empty((await FindAsync("o-reporter", new FactsNeeded.Claimable(OldDormitory), Noon, Channel.WeChat)).Claimable!);
        Assert.Empty((await FindAsync("o-volunteer", new FactsNeeded.Claimable("x1"), Noon, Channel.WeChat)).Claimable!);
        Assert.Empty((await FindAsync("o-volunteer", new FactsNeeded.Claimable("nowhere"), Noon, Channel.WeChat)).Claimable!);
    }

    [Fact]
    public async Task A_Volunteer_Whom_No_Message_Reaches_Is_Offered_Nothing_Until_They_Are_Back()
    {
        await FileAsync(OldDormitory);
        await _store.WriteAsync<object?>(async session =>
        {
            await Residents.OfAsync(session, Channel.WeChat, "o-volunteer", Noon);
            await Residents.MarkLeftAsync(session, Channel.WeChat, "o-volunteer", Noon);
            return null;
        });
        Assert.Empty((await FindAsync("o-volunteer", new FactsNeeded.Claimable(OldDormitory), Noon, Channel.WeChat)).Claimable!);
        await _store.WriteAsync<object?>(async session =>
        {
            await Residents.MarkBackAsync(session, Channel.WeChat, "o-volunteer");
            return null;
        });
        Assert.Single((await FindAsync("o-volunteer", new FactsNeeded.Claimable(OldDormitory), Noon, Channel.WeChat)).Claimable!);
    }

    private Task<int> FileAsync(string compound) => _store.WriteAsync(async session =>
    {
        await _desk.FileAsync(session, new NewReport(Channel.WeChat, "o-reporter", CaseKind.PropertyService, "Sanitation", compound, "3号楼", "垃圾没人清", false, []), Noon);
        return 0;
    });

    private Task<Facts> FindAsync(string who, FactsNeeded needed, DateTimeOffset now, Channel channel = Channel.WeCom) => _store.WriteAsync(session => _finder.FindAsync(
        session, Facts.None(now), needed, new Inbound(channel, who, "key", now, new InboundContent.Text("x"))));
}
