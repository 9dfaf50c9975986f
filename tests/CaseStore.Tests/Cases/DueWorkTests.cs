using CaseStore.Cases;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

public sealed class DueWorkTests
{
    [Fact]
    public async Task Warned_Then_Overdue_Then_Nudged_Every_Further_Day()
    {
        using var life = await Life.AcceptedAsync();
        var due = Some.Now.AddDays(3);

        life.JumpTo(Some.Now.AddSeconds(207_360).AddMilliseconds(-1));
        Assert.Empty(await life.LookAtDueAsync());

        life.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal(CaseEventKind.Warned, Assert.Single(await life.LookAtDueAsync()).Kind);
        Assert.Equal(due, (await life.LookAsync()).NextDueAt);
        Assert.Empty(await life.LookAtDueAsync());

        for (var day = 0; day < 3; day++)
        {
            life.JumpTo(due.AddDays(day));
            var told = Assert.Single(await life.LookAtDueAsync());
            Assert.Equal((CaseEventKind.Overdue, Role.System), (told.Kind, told.By.Role));
            var kase = await life.LookAsync();
            Assert.Equal((day + 1, DueStep.Overdue, due.AddDays(day + 1)), (kase.Nudges, kase.NextDue!.Value, kase.NextDueAt!.Value));
            Assert.True(kase.IsOverdue(life.Now));
            Assert.Empty(await life.LookAtDueAsync());
        }

        Assert.Equal(["Report", "Dispatch", "Accept", "Warn", "Nudge", "Nudge", "Nudge"], (await life.LookAsync()).History.Select(h => h.Act));
    }

    [Fact]
    public async Task After_A_Long_Sleep_There_Is_One_Nudge_And_No_Belated_Warning()
    {
        using var life = await Life.AcceptedAsync();
        life.JumpTo(Some.Now.AddDays(30).AddHours(5));

        Assert.Equal(CaseEventKind.Overdue, Assert.Single(await life.LookAtDueAsync()).Kind);
        Assert.Empty(await life.LookAtDueAsync());
        Assert.Equal(Some.Now.AddDays(31), (await life.LookAsync()).NextDueAt);
    }

    [Fact]
    public async Task Silence_After_Seven_Days_Closes_As_Satisfied_By_Default()
    {
        using var life = await Life.ResolvedAsync();
        life.Pass(TimeSpan.FromDays(7));

        var closed = Assert.Single(await life.LookAtDueAsync());

        Assert.Equal(CaseEventKind.Closed, closed.Kind);
        Assert.Equal("openid-1", closed.Case.Reporter.ExternalId);
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Closed, (int?)4, true), (kase.State, kase.Grade, kase.GradedByDefault));
        Assert.Null(kase.NextDueAt);
        Assert.Equal(life.Now.AddDays(90), kase.PageUntil);
        Assert.Equal(("Close", "clock"), (kase.History[^1].Act, kase.History[^1].By));
    }

    [Fact]
    public async Task A_Case_Under_Review_Runs_Out_Of_Time_As_Well()
    {
        using var life = await Life.FiledAsync(Some.Enforcement());
        life.JumpTo(Some.Now.AddHours(2));

        Assert.Equal(CaseEventKind.Overdue, Assert.Single(await life.LookAtDueAsync()).Kind);
    }

    [Fact]
    public async Task Declining_And_Approving_Do_Not_Stop_The_Clock()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Decline("不归我们"), Some.Officer);
        await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);
        await life.DoneAsync(new CaseAct.Accept(), Some.Handler);
        life.JumpTo(Some.Now.AddDays(2.5));

        Assert.Equal(CaseEventKind.Warned, Assert.Single(await life.LookAtDueAsync()).Kind);
    }

    [Fact]
    public async Task Not_More_Than_Asked_For_And_The_Longest_Waiting_First()
    {
        using var life = new Life();
        for (var i = 0; i < 5; i++)
        {
            await life.FileAsync(Some.Report());
            await life.DoneAsync(new CaseAct.Accept(), Some.Officer);
            life.Pass(TimeSpan.FromMinutes(1));
        }

        life.JumpTo(Some.Now.AddDays(2.5));

        Assert.Equal(["WP-20261123-0001", "WP-20261123-0002"], (await life.LookAtDueAsync(2)).Select(e => e.Case.Number));
        Assert.Equal(3, (await life.LookAtDueAsync()).Count);
    }

    [Fact]
    public async Task A_Warning_About_Working_Days_Comes_In_Working_Time()
    {
        using var life = await Life.FiledAsync(Some.Report(CaseKind.LawEnforcement, "Other"));
        await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);
        await life.DoneAsync(new CaseAct.Accept(), Some.Handler);

        var kase = await life.LookAsync();
        Assert.Equal(Some.Now.AddDays(7), kase.DueAt);
        Assert.True(Some.Calendar.IsWorkingTime(kase.NextDueAt!.Value));
        Assert.Equal(Some.Now.AddDays(4), kase.NextDueAt);
    }
}
