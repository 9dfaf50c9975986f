using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;
using CaseStore.Tests.Cases;
using CaseStore.Tests.Providers;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Persistence;

/// <summary>Cases found by who follows them, by where they are and by their page; and neighbours who come along wherever a case is loaded.</summary>
public abstract class CaseSearchTests(StoreFixture store) : StoreTests(store)
{
    private static readonly CaseDesk Desk = Some.Desk();

    private Task<ActResult.Done> FileAsync(NewReport report, DateTimeOffset? at = null) => Store.Writer.WriteAsync(s => Desk.FileAsync(s, report, at ?? Noon));

    private static NewReport Report(string compound, string who) => Some.Report(compound: compound) with { ExternalId = who };

    private Task<ActResult> FollowAsync(string number, string who) => Store.Writer.WriteAsync(async s => await Desk.ActAsync(
        s, number, new CaseAct.Follow(null, []), Actor.Reporter((await Residents.OfAsync(s, Channel.WeChat, who, Noon)).PublicId), Noon));

    [Fact]
    public async Task Followed_Are_The_Cases_Of_Others_That_One_Follows_And_Nobody_Elses()
    {
        var (reporter, neighbour, other) = (Fresh("o"), Fresh("o"), Fresh("o"));
        var first = (await FileAsync(Report("x1", reporter))).Case.Number;
        var second = (await FileAsync(Report("x1", reporter))).Case.Number;
        await FileAsync(Report("x1", reporter));
        await FollowAsync(first, neighbour);
        await FollowAsync(second, neighbour);
        await FollowAsync(second, other);

        Assert.Equal([first, second], await FollowedAsync(neighbour));
        Assert.Equal([second], await FollowedAsync(other));
        Assert.Empty(await FollowedAsync(reporter));
        Assert.Empty(await ReadAsync(c => CaseSearch.Followed.Compile()(c, Channel.MiniProgram, neighbour).ToListAsync()));
    }

    [Fact]
    public async Task Nearby_Is_The_Same_Kind_Of_Thing_In_The_Same_Compound_Lately_And_Not_Done_Newest_First()
    {
        var who = Fresh("o");
        var old = await FileAsync(Report("x-none", who), Noon.AddDays(-31));
        var earlier = await FileAsync(Report("x-none", who), Noon.AddDays(-29));
        var later = await FileAsync(Report("x-none", who));
        var elsewhere = await FileAsync(Report("x2", who));
        var noise = await FileAsync(Some.Enforcement("x-none") with { ExternalId = who });
        var gone = await FileAsync(Report("x-none", who));
        await Store.Writer.WriteAsync(s => Desk.ActAsync(s, gone.Case.Number, new CaseAct.Withdraw(), Actor.Reporter(gone.Case.Reporter.PublicId), Noon));

        var found = await ReadAsync(c => CaseSearch.Nearby(c, "x-none", "Sanitation", Noon).Select(k => k.Number).ToListAsync());

        Assert.Equal([later.Case.Number, earlier.Case.Number], found);
        Assert.DoesNotContain(old.Case.Number, found);
        Assert.DoesNotContain(elsewhere.Case.Number, found);
        Assert.DoesNotContain(noise.Case.Number, found);
    }

    [Fact]
    public async Task A_Page_Is_The_Reporters_Or_A_Followers()
    {
        var kase = (await FileAsync(Report("x1", Fresh("o")))).Case;
        await FileAsync(Report("x1", Fresh("o")));
        await FollowAsync(kase.Number, Fresh("o"));
        var theirs = await ReadAsync(c => c.Followers.Where(f => f.CaseId == kase.Id).Select(f => f.PageToken).SingleAsync());

        Assert.Equal(kase.Number, await PageAsync(kase.PageToken));
        Assert.Equal(kase.Number, await PageAsync(theirs));
        Assert.Null(await PageAsync("nothing"));
        Assert.NotEqual(kase.PageToken, theirs);
    }

    [Fact]
    public async Task Neighbours_Come_Along_When_A_Case_Is_Loaded_And_When_Its_Moment_Comes()
    {
        var (neighbour, long_ago) = (Fresh("o"), Noon.AddYears(-20));
        var number = (await FileAsync(Report("x1", Fresh("o")), long_ago)).Case.Number;
        await FollowAsync(number, neighbour);

        var found = await Store.Writer.WriteAsync(s => s.FindCaseAsync(number));
        var due = await Store.Writer.WriteAsync(s => s.ClaimDueCasesAsync(1, long_ago.AddYears(1)));

        Assert.Equal(neighbour, Assert.Single(found!.Followers).Person.ExternalId);
        Assert.Equal((number, neighbour), (Assert.Single(due).Number, Assert.Single(due[0].Followers).Person.ExternalId));
    }

    [Fact]
    public async Task Of_Those_Who_Follow_At_Once_Each_Is_Written_Down_And_Nobody_Twice()
    {
        var number = (await FileAsync(Report("x1", Fresh("o")))).Case.Number;
        var people = Enumerable.Range(0, 6).Select(_ => Fresh("o")).ToArray();

        var ends = await Task.WhenAll(people.Concat(people).Select(who => Task.Run(() => FollowAsync(number, who))));

        Assert.Equal(6, ends.Count(e => e is ActResult.Done));
        Assert.Equal(6, ends.Count(e => e is ActResult.Refused { Why: Refusal.Already }));
        var kase = await Store.Writer.WriteAsync(s => s.FindCaseAsync(number));
        Assert.Equal(people.Order(StringComparer.Ordinal), kase!.Followers.Select(f => f.Person.ExternalId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_Two_Who_Say_At_Once_That_A_Volunteer_Is_Gone_One_Releases_What_They_Claimed()
    {
        var who = Fresh("o");
        var number = (await FileAsync(Report("x-none", Fresh("o")))).Case.Number;
        await FileAsync(Report("x-none", Fresh("o")));
        var claimed = await Store.Writer.WriteAsync(async s =>
        {
            var volunteer = await Residents.OfAsync(s, Channel.WeChat, who, Noon);
            (volunteer.Verified, volunteer.Role, volunteer.CompoundId) = (true, ReporterRole.Volunteer, "x-none");
            return await Desk.ActAsync(s, number, new CaseAct.Claim(), Actor.Reporter(volunteer.PublicId), Noon);
        });
        Assert.IsType<ActResult.Done>(claimed);

        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store.Writer.WriteAsync(s => Desk.ReleaseClaimsAsync(s, Channel.WeChat, who, Noon)))));

        Assert.Equal([(number, CaseEventKind.ClaimLapsed)], told.SelectMany(t => t).Select(e => (e.Case.Number, e.Kind)));
        var kase = await Store.Writer.WriteAsync(s => s.FindCaseAsync(number));
        Assert.Null(kase!.ClaimedBy);
        Assert.Single(kase.History, h => h.Act == "ClaimLapse");
    }

    private Task<List<string>> FollowedAsync(string who) =>
        ReadAsync(c => CaseSearch.Followed.Compile()(c, Channel.WeChat, who).OrderBy(k => k.Id).Select(k => k.Number).ToListAsync());

    private Task<string?> PageAsync(string token) => ReadAsync(c => CaseSearch.OfPage(c, token).Select(k => k.Number).SingleOrDefaultAsync());
}

public sealed class CaseSearchTestsOnSqlite(SqliteStore store) : CaseSearchTests(store), IClassFixture<SqliteStore>
{
    [Fact]
    public async Task No_Search_Walks_Through_A_Table()
    {
        Assert.Contains("SCAN", await PlanAsync(c => c.Cases.Where(k => k.Place == "x")), StringComparison.Ordinal);
        foreach (var search in (Func<CaseContext, IQueryable>[])[
            c => CaseSearch.Followed.Compile()(c, Channel.WeChat, "o"),
            c => CaseSearch.Nearby(c, "x1", "Sanitation", Noon),
            c => CaseSearch.OfPage(c, "token"),
            c => CaseSearch.ClaimedBy(c, "R1").OrderBy(k => k.Id).Select(k => k.Number),
            c => CaseSearch.NextDue(c).Take(1),
            c => CaseSearch.WithHistory(c, "WP-20261124-0001"),
            c => c.Cases.Where(CaseSearch.IsOverdue(Noon)).OrderByDescending(k => k.ReportedAt).ThenByDescending(k => k.Id).Take(50),
            c => c.Cases.Where(k => k.State == CaseState.Closed).OrderByDescending(k => k.ReportedAt).ThenByDescending(k => k.Id).Take(50),
            c => c.Reminders.Where(r => r.DueAt <= Noon).OrderBy(r => r.DueAt).ThenBy(r => r.Person).Take(5),
        ])
        {
            var plan = await PlanAsync(search);
            Assert.Contains("SEARCH", plan, StringComparison.Ordinal);
            Assert.DoesNotMatch("SCAN (c|k|cases|p|people|f|case_followers|r|reminders)", plan);
        }
    }

    [Fact]
    public async Task What_Somebody_Claimed_Is_Found_By_Who_They_Are() => Assert.Contains(
        "USING INDEX IX_cases_ClaimedBy_State (ClaimedBy=? AND State=?)",
        await PlanAsync(c => CaseSearch.ClaimedBy(c, "R1").OrderBy(k => k.Id).Select(k => k.Number)),
        StringComparison.Ordinal);

    private Task<string> PlanAsync(Func<CaseContext, IQueryable> search) => ReadAsync(async context =>
    {
        var query = string.Join('\n', search(context).ToQueryString().Split('\n').Where(line => !line.StartsWith(".param", StringComparison.Ordinal)));
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The text is EF's own.
        command.CommandText = "EXPLAIN QUERY PLAN " + query;
#pragma warning restore CA2100
        foreach (System.Text.RegularExpressions.Match name in System.Text.RegularExpressions.Regex.Matches(query, "@[A-Za-z0-9_]+"))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name.Value, 1);
            if (!command.Parameters.Contains(name.Value))
            {
                command.Parameters.Add(parameter);
            }
        }

        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(3));
        }

        return string.Join('\n', steps);
    });
}

public sealed class CaseSearchTestsOnPostgreSql(PostgresStore store) : CaseSearchTests(store), IClassFixture<PostgresStore>;
