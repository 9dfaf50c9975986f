using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

/// <summary>The clock from the first reminder to the command centre, and what stops it.</summary>
public sealed class LadderTests
{
    private static readonly CaseAct Ask = new CaseAct.AskReporter("哪一栋?");

    [Fact]
    public async Task Nobody_Accepts_And_Is_Reminded_Once_Of_Each_Desk()
    {
        using var life = await Life.FiledAsync();
        life.JumpTo(Some.FourWorkingHours.AddMilliseconds(-1));
        Assert.Empty(await life.LookAtDueAsync());

        life.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal([CaseEventKind.Unacknowledged], await life.LookAtAllAsync());
        Assert.Equal((DueStep.Warning, Some.FourWorkingHours), ((await life.LookAsync()).NextDue!.Value, (await life.LookAsync()).AcknowledgeBy!.Value));

        await life.DoneAsync(new CaseAct.Decline("不归我们"), Some.Officer);
        Assert.Equal(DueStep.Acknowledge, (await life.LookAsync()).NextDue);
        life.Pass(TimeSpan.FromDays(1));
        Assert.Equal([CaseEventKind.Unacknowledged], await life.LookAtAllAsync());
    }

    [Fact]
    public async Task Whoever_Accepts_Is_Not_Asked_To()
    {
        using var life = await Life.AcceptedAsync();

        Assert.Null((await life.LookAsync()).AcknowledgeBy);
        life.JumpTo(Some.FourWorkingHours.AddHours(1));
        Assert.Empty(await life.LookAtAllAsync());
    }

    [Fact]
    public async Task While_The_Reporter_Is_Waited_For_Both_Clocks_Stand_Still()
    {
        using var life = await Life.FiledAsync();
        life.Pass(TimeSpan.FromHours(1));
        var asked = await life.DoneAsync(Ask, Some.Officer);
        Assert.Equal([(CaseEventKind.Asked, "哪一栋?")], asked.Events.Select(e => (e.Kind, e.Note!)));
        Assert.Equal((DueStep.AskLapse, life.Now.AddDays(5), life.Now), (asked.Case.NextDue!.Value, asked.Case.NextDueAt!.Value, asked.Case.WaitingSince!.Value));
        Assert.Equal(Refusal.Already, await life.RefusedAsync(Ask, Some.Officer));

        life.Pass(TimeSpan.FromDays(4));
        Assert.Empty(await life.LookAtAllAsync());
        Assert.False((await life.LookAsync()).IsOverdue(life.Now));
        var answered = await life.DoneAsync(new CaseAct.Supplement("三号楼", []), life.Reporter);

        Assert.Equal([(CaseEventKind.Answered, "三号楼")], answered.Events.Select(e => (e.Kind, e.Note!)));
        Assert.Equal("Answer", answered.Case.History[^1].Act);
        Assert.Null(answered.Case.WaitingSince);
        Assert.Equal(Some.Now.AddDays(3 + 4), answered.Case.DueAt);

        // Monday 11:12, one of four working hours gone; answered Friday 11:12: 48 minutes to lunch, the rest after it.
        Assert.Equal(Some.Now.Date.AddDays(4).AddHours(15).AddMinutes(42), answered.Case.AcknowledgeBy!.Value.ToOffset(Some.Now.Offset).DateTime);
        Assert.Equal(1, answered.Case.DeadlineVersion);
    }

    [Fact]
    public async Task A_Limit_In_Working_Time_Moves_By_The_Working_Time_That_Was_Waited()
    {
        using var life = await Life.FiledAsync(Some.Report(CaseKind.LawEnforcement, "Other"));
        var due = (await life.LookAsync()).DueAt!.Value;
        await life.DoneAsync(Ask, Some.Reviewer);
        life.JumpTo(new DateTimeOffset(2026, 11, 23, 18, 0, 0, Some.Now.Offset));

        var answered = (await life.DoneAsync(new CaseAct.Supplement("是", []), life.Reporter)).Case;

        Assert.Equal(Some.Calendar.AddWorkingTime(due, Some.Calendar.WorkingTimeBetween(Some.Now, life.Now)), answered.DueAt);
        Assert.True(answered.DueAt < due.AddDays(1));
    }

    [Fact]
    public async Task A_Question_Lapses_After_Five_Days_And_The_Clock_Goes_On()
    {
        using var life = await Life.AcceptedAsync();
        await life.DoneAsync(Ask, Some.Officer);
        life.Pass(TimeSpan.FromDays(5));

        Assert.Equal([CaseEventKind.AskLapsed], await life.LookAtAllAsync());

        var kase = await life.LookAsync();
        Assert.Equal((Some.Now.AddDays(8), "AskLapse"), (kase.DueAt!.Value, kase.History[^1].Act));
        Assert.Null(kase.WaitingSince);
        Assert.Equal([CaseEventKind.Supplemented], (await life.DoneAsync(new CaseAct.Supplement("三号楼", []), life.Reporter)).Events.Select(e => e.Kind));
    }

    [Fact]
    public async Task Days_Past_The_Limit_Are_Counted_Without_Those_That_Were_Waited()
    {
        using var life = await Life.AcceptedAsync();
        var due = Some.Now.AddDays(3);
        life.JumpTo(due);
        Assert.Equal([CaseEventKind.Overdue], await life.LookAtAllAsync());
        life.Pass(TimeSpan.FromHours(1));
        await life.DoneAsync(Ask, Some.Officer);
        life.Pass(TimeSpan.FromDays(2));
        await life.DoneAsync(new CaseAct.Supplement("三号楼", []), life.Reporter);

        Assert.Empty(await life.LookAtAllAsync());
        Assert.Equal((due, due.AddDays(3)), ((await life.LookAsync()).DueAt!.Value, (await life.LookAsync()).NextDueAt!.Value));
    }

    [Fact]
    public async Task A_Question_Ends_With_The_Desk_That_Asked()
    {
        using var life = await Life.AcceptedAsync();
        await life.DoneAsync(Ask, Some.Officer);
        life.Pass(TimeSpan.FromDays(1));

        var kase = (await life.DoneAsync(new CaseAct.Decline("不归我们"), Some.Officer)).Case;

        Assert.Null(kase.WaitingSince);
        Assert.Equal((Some.Now.AddDays(4), DueStep.Acknowledge), (kase.DueAt!.Value, kase.NextDue!.Value));
    }

    [Theory]
    [InlineData(1, 2026, 12, 26)]
    [InlineData(3, 2027, 2, 26)]
    [InlineData(6, 2027, 5, 26)]
    public async Task The_Community_Sets_A_New_Limit_In_Months_Once_The_First_Ran_Out(int months, int year, int month, int day)
    {
        using var life = await Life.AcceptedAsync();
        Assert.Equal(Refusal.NotOverdue, await life.RefusedAsync(new CaseAct.Extend(months, "分三步"), Some.Staff));
        life.Pass(TimeSpan.FromDays(3));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Extend(months, "分三步"), Some.Officer));
        Assert.Equal(Refusal.MonthsOutOfRange, await life.RefusedAsync(new CaseAct.Extend(0, "分三步"), Some.Staff));
        Assert.Equal(Refusal.MonthsOutOfRange, await life.RefusedAsync(new CaseAct.Extend(7, "分三步"), Some.Staff));
        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Extend(months, " "), Some.Staff));

        var done = await life.DoneAsync(new CaseAct.Extend(months, "分三步"), Some.Staff);

        Assert.Equal([(CaseEventKind.Extended, "分三步")], done.Events.Select(e => (e.Kind, e.Note!)));
        Assert.Equal((1, 2, $"{months} 分三步"), (done.Case.Extensions, done.Case.DeadlineVersion, done.Case.History[^1].Note!));
        Assert.Equal(new DateTime(year, month, day, 10, 12, 0), Some.City.Local(done.Case.DueAt!.Value).DateTime);
        Assert.Equal((CaseState.Accepted, DueStep.Warning, false), (done.Case.State, done.Case.NextDue!.Value, done.Case.IsHard));
    }

    [Fact]
    public async Task Danger_To_Life_Has_No_Months()
    {
        using var life = await Life.FiledAsync(Some.Report(emergency: true));
        await life.DoneAsync(new CaseAct.Accept(), Some.Officer);
        Assert.Equal(Refusal.DangerToLife, await life.RefusedAsync(new CaseAct.Extend(1, "分三步"), Some.Staff));
        life.Pass(TimeSpan.FromDays(3));
        var before = await life.LookAsync();

        Assert.Equal(Refusal.DangerToLife, await life.RefusedAsync(new CaseAct.Extend(1, "分三步"), Some.Staff));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Extend(1, "分三步"), Some.Officer));

        var after = await life.LookAsync();
        Assert.Equal((before.DueAt, 0, true), (after.DueAt, after.Extensions, after.IsOverdue(life.Now)));
        await life.DoneAsync(new CaseAct.Whistle(["Fire"], "请到现场"), Some.Staff);
    }

    [Fact]
    public async Task A_Second_Missed_Limit_Goes_To_The_Township_And_After_A_Week_To_The_Command_Centre_Once_Each()
    {
        using var life = await Life.AcceptedAsync();
        life.Pass(TimeSpan.FromDays(3));
        Assert.Equal([CaseEventKind.Overdue], await life.LookAtAllAsync());
        await life.DoneAsync(new CaseAct.Extend(1, "月底完成"), Some.Staff);
        var due = (await life.LookAsync()).DueAt!.Value;
        var told = new List<IReadOnlyList<CaseEventKind>>();
        for (var day = 0; day < 10; day++)
        {
            life.JumpTo(due.AddDays(day));
            told.Add(await life.LookAtAllAsync());
        }

        // The warning, which nobody looked for in time, is gone.
        Assert.Equal([CaseEventKind.Overdue, CaseEventKind.CopiedToTownship], told[0]);
        Assert.Equal([CaseEventKind.Overdue, CaseEventKind.CopiedToCommandCentre], told[7]);
        Assert.All(told.Where((_, day) => day is not (0 or 7)), t => Assert.Equal([CaseEventKind.Overdue], t));
        await life.DoneAsync(new CaseAct.Extend(1, "再一个月"), Some.Staff);
        Assert.True((await life.LookAsync()).IsHard);
        life.JumpTo((await life.LookAsync()).DueAt!.Value.AddDays(20));
        Assert.Equal([CaseEventKind.Overdue, CaseEventKind.CopiedToTownship, CaseEventKind.CopiedToCommandCentre], await life.LookAtAllAsync());
        Assert.Equal(["Nudge", "CopyTownship", "CopyCommandCentre"], (await life.LookAsync()).History.TakeLast(3).Select(h => h.Act));
    }

    [Fact]
    public async Task The_Third_Failed_Rectification_Is_Copied_To_The_Township_At_Once()
    {
        using var life = await Life.ResolvedAsync();
        Assert.DoesNotContain(CaseEventKind.CopiedToTownship, (await life.DoneAsync(new CaseAct.Rate(1, "没好"), life.Reporter)).Events.Select(e => e.Kind));
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);
        Assert.DoesNotContain(CaseEventKind.CopiedToTownship, (await life.DoneAsync(new CaseAct.Rate(2, "没好"), life.Reporter)).Events.Select(e => e.Kind));
        await life.DoneAsync(await life.ResolveAsync(), Some.Staff);

        var third = await life.DoneAsync(new CaseAct.NotFixed("还没好"), life.Reporter);

        Assert.Equal([CaseEventKind.Reopened, CaseEventKind.Dispatched, CaseEventKind.CopiedToTownship], third.Events.Select(e => e.Kind));
        Assert.Equal("c1", third.Case.HandlerOrganisation);
        await life.DoneAsync(new CaseAct.Accept(), Some.Staff);
        life.Pass(TimeSpan.FromDays(3));
        Assert.Equal([CaseEventKind.Overdue], await life.LookAtAllAsync());
    }

    [Fact]
    public async Task Whoever_Is_Called_Reports_In_Or_Everybody_Hears_Who_Has_Not()
    {
        using var life = await Life.AcceptedAsync();
        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Whistle(["Fire"], ""), Some.Staff));
        Assert.Equal(Refusal.UnknownOrganisation, await life.RefusedAsync(new CaseAct.Whistle([], "请来"), Some.Staff));
        Assert.Equal(Refusal.UnknownOrganisation, await life.RefusedAsync(new CaseAct.Whistle(["Fire", "Water"], "请来"), Some.Staff));
        Assert.Equal(Refusal.UnknownOrganisation, await life.RefusedAsync(new CaseAct.Whistle(["p1"], "请来"), Some.Staff));
        Assert.Equal(Refusal.UnknownOrganisation, await life.RefusedAsync(new CaseAct.Whistle(["t2-fire"], "请来"), Some.Staff));

        var whistled = await life.DoneAsync(new CaseAct.Whistle(["Fire", "t1-fire", "Fire"], "请到现场"), Some.Staff);
        Assert.Equal([(CaseEventKind.Whistled, "请到现场")], whistled.Events.Select(e => (e.Kind, e.Note!)));
        Assert.Equal([("Fire", life.Now.AddDays(1)), ("t1-fire", life.Now.AddDays(1))], (await life.LookAsync()).Calls.Select(c => (c.Organisation, c.DueAt)));
        Assert.Equal("p1", whistled.Case.HandlerOrganisation);
        Assert.Equal(Refusal.Already, await life.RefusedAsync(new CaseAct.Whistle(["Fire"], "请来"), Some.Staff));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.ReportIn(null), new Actor("police-1", Role.DepartmentHandler)));

        var here = await life.DoneAsync(new CaseAct.ReportIn("到了"), Some.Fireman);
        Assert.Equal([(CaseEventKind.ReportedIn, "Fire")], here.Events.Select(e => (e.Kind, e.Note!)));
        Assert.Equal("Fire 到了", here.Case.History[^1].Note);
        Assert.Equal(Refusal.Already, await life.RefusedAsync(new CaseAct.ReportIn(null), Some.Fireman));
        life.Pass(TimeSpan.FromDays(1));
        var late = Assert.Single(await life.LookAtDueAsync());
        Assert.Equal((CaseEventKind.ReportInLate, "t1-fire"), (late.Kind, late.Note));
        Assert.Empty(await life.LookAtAllAsync());

        await life.DoneAsync(new CaseAct.ReportIn(null), Some.Handler);
        Assert.Equal([("Fire", "fire-1", false), ("t1-fire", "handler-1", true)], (await life.LookAsync()).Calls.Select(c => (c.Organisation, c.Member!, c.LateTold)));
    }

    [Fact]
    public async Task What_Is_Resolved_Needs_Nobody_At_The_Spot_Any_More()
    {
        using var life = await Life.AcceptedAsync();
        await life.DoneAsync(new CaseAct.Whistle(["Fire"], "请到现场"), Some.Staff);
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);
        life.Pass(TimeSpan.FromDays(2));
        Assert.Empty(await life.LookAtAllAsync());

        await life.DoneAsync(new CaseAct.NotFixed("没好"), life.Reporter);
        life.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(await life.LookAtAllAsync());
        Assert.Equal(2, (await life.DoneAsync(new CaseAct.Whistle(["Fire"], "请再来"), Some.Staff)).Case.Calls.Count);
    }

    [Fact]
    public async Task A_Promise_Keeps_Counting_What_It_Counted_When_The_Catalogue_Changes()
    {
        using var life = await Life.AcceptedAsync();
        life.ChangeCatalogue(Some.Catalogue with { Subtypes = [.. Some.Catalogue.Subtypes.Select(s => s with { Limit = new Limit(1, LimitUnit.WorkingDays) })] });
        await life.DoneAsync(Ask, Some.Officer);
        life.Pass(TimeSpan.FromHours(10));

        Assert.Equal(Some.Now.AddDays(3).AddHours(10), (await life.DoneAsync(new CaseAct.Supplement("是", []), life.Reporter)).Case.DueAt);
    }
}
