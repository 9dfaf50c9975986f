using CaseStore.Cases;
using CaseStore.City;
using CaseStore.Persistence;
using CaseStore.Tests.Cases;
using CaseStore.Tests.Providers;

namespace CaseStore.Tests.Configuration;

public abstract class StillNeededTests(StoreFixture store) : StoreTests(store)
{
    [Fact]
    public async Task What_Open_Cases_Need_Cannot_Be_Taken_Away_And_Is_Told_By_Id_Count_And_Number()
    {
        var (compound, organisation) = (Fresh("x"), Fresh("p"));
        var before = With(compound, organisation);
        var numbers = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            numbers.Add(await AddAsync(compound, organisation, CaseState.Dispatched));
        }

        await AddAsync(compound, organisation, CaseState.Closed);
        var named = string.Join(", ", numbers.Take(5));

        Assert.Equal(
            [
                new ConfigurationFault("city.json", "$.compounds", $"compound '{compound}' is gone, but 6 open cases need it: {named}, …"),
                new ConfigurationFault("city.json", "$.properties", $"organisation '{organisation}' is gone, but 6 open cases need it: {named}, …"),
            ],
            await ReadAsync(c => StillNeeded.LostAsync(c, before, Some.City)));
        Assert.Empty(await ReadAsync(c => StillNeeded.LostAsync(c, before, before)));
        Assert.Contains(await ReadAsync(c => StillNeeded.UnknownAsync(c, Some.City)), f => f.Reason == $"there is no compound '{compound}', but 6 open cases need it: {named}, …");
        Assert.DoesNotContain(await ReadAsync(c => StillNeeded.UnknownAsync(c, before)), f => f.Reason.Contains(compound, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CaseState.Resolved, 1)]
    [InlineData(CaseState.UnderReview, 1)]
    [InlineData(CaseState.Closed, 0)]
    [InlineData(CaseState.Withdrawn, 0)]
    [InlineData(CaseState.Rejected, 0)]
    public async Task Only_Open_Cases_Count_And_A_Resolved_One_Is_Open(CaseState state, int faults)
    {
        var compound = Fresh("x");
        await AddAsync(compound, "p1", state);

        Assert.Equal(faults, (await ReadAsync(c => StillNeeded.LostAsync(c, With(compound, "p1"), Some.City))).Count);
    }

    [Fact]
    public async Task Whoever_Is_Called_To_The_Spot_And_Not_There_Yet_Is_Needed()
    {
        var organisation = Fresh("p");
        var number = await AddAsync("x1", "p1", CaseState.Accepted);
        await WriteAsync(async session => (await session.FindCaseAsync(number))!.Call(
            new WhistleCall { Organisation = organisation, CalledAt = Noon, DueAt = Noon.AddHours(2) }));

        Assert.EndsWith(number, Assert.Single(await ReadAsync(c => StillNeeded.LostAsync(c, With("x1", organisation), Some.City))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Case_Whose_Compound_Was_Forgotten_Goes_On_With_The_Command_Centre()
    {
        var compound = Fresh("x");
        var number = await AddAsync(compound, "p1", CaseState.Accepted);
        var nowhere = await ReadAsync(async c => new Duty(Some.City).Compound(await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(c.Cases, k => k.Number == number)));

        Assert.Equal(CityDirectory.CommandCentreId, nowhere.Community.Id);
    }

    [Fact]
    public async Task What_Is_With_Nobody_Is_Found_In_Order_And_Passed_On_Once()
    {
        var (empty, unknown) = (Fresh("p"), Fresh("p"));
        var numbers = new List<string>();
        foreach (var (organisation, state) in new[] { (empty, CaseState.Dispatched), (unknown, CaseState.UnderReview), (empty, CaseState.Accepted) })
        {
            numbers.Add(await AddAsync("x1", organisation, state));
        }

        await AddAsync("x1", empty, CaseState.Closed);
        await AddAsync("x1", empty, CaseState.Resolved);
        var desk = Some.Desk(city: new CityDirectory(Some.CityFile with { Properties = [.. Some.CityFile.Properties, new PropertyEntry(empty, "无人", [], null)] }));
        Assert.Equal(numbers, await StrandedAsync());

        var passed = await Store.Writer.WriteAsync(session => desk.PassOnAsync(session, numbers, Noon));
        Assert.Equal(3, passed.Count(e => e.Kind == CaseEventKind.NobodyOnDuty));
        Assert.Empty(await StrandedAsync());
        Assert.Empty(await Store.Writer.WriteAsync(session => desk.PassOnAsync(session, numbers, Noon)));

        async Task<IEnumerable<string>> StrandedAsync() => (await ReadAsync(c => desk.StrandedAsync(c))).Intersect(numbers);
    }

    private async Task<string> AddAsync(string compound, string organisation, CaseState state)
    {
        var kase = NewCase(Fresh("WP-needed"));
        (kase.CompoundId, kase.HandlerOrganisation, kase.State) = (compound, organisation, state);
        await WriteAsync(session =>
        {
            session.Cases.Cases.Add(kase);
            return Task.CompletedTask;
        });
        return kase.Number;
    }

    private static CityDirectory With(string compound, string organisation) => new(new CityFile
    {
        Name = "测试市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new CommandCentreEntry("指挥中心", ["commander-1"]),
        Townships = [new TownshipEntry("t1", "一镇", [], null, null)],
        Communities = [new CommunityEntry("c1", "一社区", "t1", null, null)],
        Properties = [new PropertyEntry(organisation, "一物业", null, null)],
        Compounds = [new CompoundEntry(compound, "甲苑", null, "c1", organisation, null, null)],
    });
}

public sealed class StillNeededTestsOnSqlite(SqliteStore store) : StillNeededTests(store), IClassFixture<SqliteStore>;

public sealed class StillNeededTestsOnPostgreSql(PostgresStore store) : StillNeededTests(store), IClassFixture<PostgresStore>;
