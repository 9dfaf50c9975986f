using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Assessment;

public sealed class PointsTests
{
    private static Task<List<PointsEntry>> LedgerAsync(Life life) => life.Store.LookAsync(c => c.Points.Include(p => p.Person).OrderBy(p => p.Id).ToListAsync());

    [Fact]
    public async Task A_Report_That_Somebody_Accepts_Is_Worth_Its_Points_Once_Whatever_Happens_Afterwards()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);
        await life.DoneAsync(new CaseAct.Decline("不归我管"), Some.Officer);
        await life.DoneAsync(new CaseAct.Return("归你管"), Some.Reviewer);
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);

        var entry = Assert.Single(await LedgerAsync(life));
        Assert.Equal((PointsReason.ValidReport, 1, life.Number, "openid-1"), (entry.Reason, entry.Points, entry.CaseNumber, entry.Person.ExternalId));
    }

    [Fact]
    public async Task Solved_Counts_When_It_Is_Closed_As_Fixed()
    {
        using var life = await Life.ResolvedAsync();
        await life.DoneAsync(new CaseAct.Rate(5, null), life.Reporter);

        Assert.Equal([PointsReason.ValidReport, PointsReason.SolvedCase], (await LedgerAsync(life)).Select(p => p.Reason));
    }

    [Fact]
    public async Task Explained_Is_Not_Solved()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(await life.ResolveAsync(Outcome.Explained), Some.Officer);
        await life.DoneAsync(new CaseAct.Rate(5, null), life.Reporter);

        Assert.Equal([PointsReason.ValidReport], (await LedgerAsync(life)).Select(p => p.Reason));
    }

    [Fact]
    public async Task Closing_By_Default_Counts_As_Well()
    {
        using var life = await Life.ResolvedAsync();
        life.Pass(TimeSpan.FromDays(8));
        await life.LookAtDueAsync();

        Assert.Equal(2, (await LedgerAsync(life)).Count);
    }

    [Fact]
    public async Task Words_Are_Worth_No_Points()
    {
        using var life = await Life.FiledAsync(Some.Report(CaseKind.Praise, null));
        await life.DoneAsync(new CaseAct.Resolve(Outcome.Explained, "收到", []), Some.Officer);

        Assert.Empty(await LedgerAsync(life));
    }

    [Fact]
    public async Task A_Day_And_A_Month_Have_Their_Caps_And_What_They_Cut_Stays_Cut()
    {
        using var life = await Life.FiledAsync();
        life.ChangeCatalogue(Some.Catalogue with { Assessment = new AssessmentRules { PointsPerDay = 4, PointsPerMonth = 7 } });

        Assert.Equal([1, 2], await SolvedAsync(life));
        Assert.Equal([1, 0], await SolvedAsync(life));
        Assert.Equal([0, 0], await SolvedAsync(life));

        life.Pass(TimeSpan.FromDays(1));
        Assert.Equal([1, 2], await SolvedAsync(life));
        Assert.Equal([0, 0], await SolvedAsync(life));

        life.JumpTo(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.FromHours(8)));
        Assert.Equal([0, 0], await SolvedAsync(life));
        life.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([1, 2], await SolvedAsync(life));
    }

    [Fact]
    public async Task Many_Cases_That_Close_At_One_Look_Of_The_Clock_Share_The_Days_Cap()
    {
        using var life = await Life.ResolvedAsync();
        for (var i = 0; i < 4; i++)
        {
            await life.FileAsync(Some.Report());
            await life.DoneAsync(await life.ResolveAsync(), Some.Officer);
        }

        life.ChangeCatalogue(Some.Catalogue with { Assessment = new AssessmentRules { PointsPerDay = 5 } });
        life.Pass(TimeSpan.FromDays(8));
        Assert.Equal(5, (await life.LookAtDueAsync()).Count);

        Assert.Equal([2, 2, 1, 0, 0], (await LedgerAsync(life)).Where(p => p.Reason == PointsReason.SolvedCase).Select(p => p.Points));
    }

    [Fact]
    public async Task The_Table_For_Public_Praise_Knows_Surnames_And_No_More()
    {
        using var life = await Life.ResolvedAsync();
        await life.DoneAsync(new CaseAct.Rate(5, null), life.Reporter);
        await life.FileAsync(Some.Report() with { ExternalId = "openid-2" });
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);
        await life.Store.LookAsync(async c =>
        {
            (await c.People.SingleAsync(p => p.ExternalId == "openid-1")).Name = "欧阳 小红";
            return await c.SaveChangesAsync();
        });

        var praised = await life.Store.LookAsync(c => PraiseTable.OfAsync(c, Period.Parse("2026-11", Some.Zone)!));

        Assert.Equal([new Praised("R1", "欧阳*", 3, 1, 1), new Praised("R2", null, 1, 1, 0)], praised);
        Assert.Empty(await life.Store.LookAsync(c => PraiseTable.OfAsync(c, Period.Parse("2026-12", Some.Zone)!)));
    }

    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("张小三丰", "张*")]
    [InlineData("欧阳锋", "欧阳*")]
    [InlineData("东方", "东*")]
    [InlineData("买买提·艾力", "买*")]
    [InlineData(" 李 四 ", "李*")]
    [InlineData("", "*")]
    public void Of_A_Name_Only_The_Surname_Is_Shown(string name, string shown) => Assert.Equal(shown, PersonName.Masked(name));

    /// <summary>Files, solves and closes one more case; the points it earned.</summary>
    private static async Task<IEnumerable<int>> SolvedAsync(Life life)
    {
        await life.FileAsync(Some.Report());
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);
        await life.DoneAsync(new CaseAct.Rate(5, null), life.Reporter);
        return (await LedgerAsync(life)).Where(p => p.CaseNumber == life.Number).Select(p => p.Points);
    }
}
