using CaseStore.Assessment;
using CaseStore.Cases;
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
}
