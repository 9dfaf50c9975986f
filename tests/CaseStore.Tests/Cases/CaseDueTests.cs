using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.Due;

namespace CaseStore.Tests.Cases;

/// <summary>A case's promise is explained from what it kept of it and from its history; the explanation always ends where the case is due.</summary>
public sealed class CaseDueTests
{
    private static readonly CaseCatalogue Catalogue = new(Some.Catalogue);
    private static readonly CaseAct Ask = new CaseAct.AskReporter("哪一栋?");

    [Fact]
    public async Task A_Filed_Case_Is_Explained_By_The_Limit_Of_Its_Subtype()
    {
        using var life = await Life.FiledAsync(Some.Report(subtype: "Other", kind: CaseKind.LawEnforcement));
        var kase = await life.LookAsync();

        var due = CaseDue.Of(kase, Catalogue, Some.Calendar, life.Now.AddHours(1))!;

        Assert.Equal((kase.Number, kase.DueAt, kase.ReportedAt), (due.Number, due.Why.Due, due.Why.Start));
        Assert.Equal(new DueRule.OfLimit(new Limit(5, LimitUnit.WorkingDays)), due.Why.Rule);
        Assert.Null(due.WaitingSince);
    }

    [Fact]
    public async Task A_Chosen_Limit_Is_Explained_With_The_Word_That_Chose_It()
    {
        using var life = new Life();
        life.ChangeCatalogue(Some.Building);
        await life.FileAsync(Some.Report(CaseKind.LawEnforcement, "Building") with { Description = "楼顶;正在建,还是已经建好了:正在建" });

        var why = await WhyAsync(life, Some.Building);

        Assert.Equal(new DueRule.OfLimit(new Limit(2, LimitUnit.ClockDays, "在建"), "正在建"), why.Rule);
        Assert.Equal((Some.Now.AddDays(2), TimeSpan.FromDays(2)), (why.Due, why.Total));
    }

    [Fact]
    public async Task A_Reopened_Case_Is_Counted_From_Its_New_Promise()
    {
        using var life = await Life.ResolvedAsync();
        life.Pass(TimeSpan.FromDays(1));
        await life.DoneAsync(new CaseAct.NotFixed("还在漏"), life.Reporter);

        var why = await WhyAsync(life);

        Assert.Equal((life.Now, life.Now.AddDays(3)), (why.Start, why.Due));
    }

    [Fact]
    public async Task A_Promise_Outlives_The_Rule_It_Was_Made_By()
    {
        using var life = await Life.FiledAsync();

        var why = await WhyAsync(life, WithEverySubtype(new Limit(1, LimitUnit.WorkingDays)));

        Assert.IsType<DueRule.AsPromised>(why.Rule);
        Assert.Equal(((await life.LookAsync()).DueAt!.Value, TimeSpan.FromDays(3)), (why.Due, why.Total));
    }

    [Fact]
    public async Task A_Promise_In_Working_Time_Is_Counted_In_Working_Time_When_Its_Rule_Is_Gone_Also_While_The_Reporter_Is_Waited_For()
    {
        using var life = await Life.FiledAsync(Some.Report(CaseKind.LawEnforcement, "Other"));
        await life.DoneAsync(Ask, Some.Reviewer);
        life.Pass(TimeSpan.FromHours(10));
        var changed = WithEverySubtype(new Limit(1, LimitUnit.ClockDays));
        var waiting = await WhyAsync(life, changed);
        await life.DoneAsync(new CaseAct.Supplement("是", []), life.Reporter);

        var why = await WhyAsync(life, changed);

        Assert.IsType<DueRule.AsPromised>(why.Rule);
        Assert.Equal((5 * Some.Calendar.DayLength, waiting.Due), (why.Total, why.Due));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 17, 30, 0, Some.Now.Offset), why.Due);
    }

    [Fact]
    public async Task An_Answered_Question_Is_Time_That_Does_Not_Count()
    {
        using var life = await Life.AcceptedAsync();
        life.Pass(TimeSpan.FromHours(23));
        var asked = life.Now;
        await life.DoneAsync(Ask, Some.Officer);
        life.Pass(TimeSpan.FromHours(26));
        await life.DoneAsync(new CaseAct.Supplement("三号楼", []), life.Reporter);

        var why = await WhyAsync(life);

        Assert.Equal(new DueRule.OfLimit(new Limit(3, LimitUnit.ClockDays)), why.Rule);
        Assert.Equal((Some.Now.AddDays(3).AddHours(26), TimeSpan.FromDays(3)), (why.Due, why.Total));
        Assert.Equal([new TimeStretch(asked, asked.AddHours(26))], why.Pauses);
    }

    [Fact]
    public async Task While_The_Question_Is_Open_The_End_Is_What_An_Answer_Now_Would_Mean()
    {
        using var life = await Life.AcceptedAsync();
        life.Pass(TimeSpan.FromHours(23));
        var asked = life.Now;
        await life.DoneAsync(Ask, Some.Officer);
        life.Pass(TimeSpan.FromHours(10));

        var due = CaseDue.Of(await life.LookAsync(), Catalogue, Some.Calendar, life.Now)!;

        Assert.Equal((Some.Now.AddDays(3).AddHours(10), asked), (due.Why.Due, due.WaitingSince));
        Assert.IsType<DueRule.OfLimit>(due.Why.Rule);
    }

    [Fact]
    public async Task Waiting_Before_The_New_Promise_Is_Not_Taken_Off_It()
    {
        using var life = await Life.AcceptedAsync();
        await life.DoneAsync(Ask, Some.Officer);
        life.Pass(TimeSpan.FromDays(6));
        Assert.Equal([CaseEventKind.AskLapsed], await life.LookAtAllAsync());
        await life.DoneAsync(Ask, Some.Officer);
        life.Pass(TimeSpan.FromDays(1));
        await life.DoneAsync(await life.ResolveAsync(), Some.Officer);
        await life.DoneAsync(new CaseAct.NotFixed("没好"), life.Reporter);

        var due = CaseDue.Of(await life.LookAsync(), Catalogue, Some.Calendar, life.Now.AddDays(1))!;

        Assert.Equal(life.Now.AddDays(3), due.Why.Due);
        Assert.IsType<DueRule.OfLimit>(due.Why.Rule);
        Assert.Empty(due.Why.Pauses);
        Assert.Null(due.WaitingSince);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task An_Extended_Case_Is_Due_By_Months(int months)
    {
        using var life = await ExtendedAsync(months);
        var start = life.Now;
        life.Pass(TimeSpan.FromDays(20));
        await life.DoneAsync(Ask, Some.Officer);
        life.Pass(TimeSpan.FromDays(1));
        await life.DoneAsync(new CaseAct.Supplement("三号楼", []), life.Reporter);

        var why = await WhyAsync(life);

        Assert.Equal((new DueRule.Months(months), start, Some.Calendar.AddMonths(start, months).AddDays(1)), (why.Rule, why.Start, why.Due));
        Assert.Equal(Some.Calendar.AddMonths(start, months) - start, why.Total);
    }

    [Fact]
    public async Task An_Extended_Case_That_Was_Corrected_Or_Reopened_Is_Counted_By_A_Limit_Again()
    {
        using var corrected = await ExtendedAsync(2);
        await corrected.DoneAsync(new CaseAct.Correct("Sewage"), Some.Officer);
        Assert.Equal(new DueRule.OfLimit(new Limit(1, LimitUnit.WorkingDays)), (await WhyAsync(corrected)).Rule);

        using var reopened = await ExtendedAsync(2);
        await reopened.DoneAsync(await reopened.ResolveAsync(), Some.Officer);
        await reopened.DoneAsync(new CaseAct.NotFixed("没好"), reopened.Reporter);
        Assert.IsType<DueRule.OfLimit>((await WhyAsync(reopened)).Rule);
    }

    private static async Task<Life> ExtendedAsync(int months)
    {
        var life = await Life.AcceptedAsync();
        life.Pass(TimeSpan.FromDays(3));
        await life.DoneAsync(new CaseAct.Extend(months, "分三步"), Some.Staff);
        return life;
    }

    private static CatalogueFile WithEverySubtype(Limit limit) => Some.Catalogue with { Subtypes = [.. Some.Catalogue.Subtypes.Select(s => s with { Limit = limit })] };

    private static async Task<DueExplanation> WhyAsync(Life life, CatalogueFile? catalogue = null)
    {
        var kase = await life.LookAsync();
        var why = CaseDue.Of(kase, catalogue is null ? Catalogue : new CaseCatalogue(catalogue), Some.Calendar, life.Now)!.Why;
        Assert.True(kase.WaitingSince is not null || kase.DueAt == why.Due);
        return why;
    }
}
