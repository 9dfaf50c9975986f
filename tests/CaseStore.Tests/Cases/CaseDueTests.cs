using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.Due;
using CaseStore.People;
using static CaseStore.Tests.Cases.WorkingCalendarTests;

namespace CaseStore.Tests.Cases;

/// <summary>A case's promise is explained from its own history.</summary>
public sealed class CaseDueTests
{
    private static readonly CaseCatalogue Catalogue = new(Some.Catalogue);

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
    public async Task A_Reopened_Case_Is_Counted_From_Its_New_Promise()
    {
        using var life = await Life.ResolvedAsync();
        life.Pass(TimeSpan.FromDays(1));
        await life.DoneAsync(new CaseAct.NotFixed("还在漏"), life.Reporter);
        var kase = await life.LookAsync();

        var why = CaseDue.Of(kase, Catalogue, Some.Calendar, life.Now)!.Why;

        Assert.Equal((life.Now, life.Now.AddDays(3)), (why.Start, why.Due));
    }

    [Fact]
    public async Task A_Promise_Outlives_The_Rule_It_Was_Made_By()
    {
        using var life = await Life.FiledAsync();
        var changed = new CaseCatalogue(Some.Catalogue with { Subtypes = [.. Some.Catalogue.Subtypes.Select(s => s with { Limit = new Limit(1, LimitUnit.WorkingDays) })] });
        var kase = await life.LookAsync();

        var why = CaseDue.Of(kase, changed, Some.Calendar, life.Now)!.Why;

        Assert.IsType<DueRule.AsPromised>(why.Rule);
        Assert.Equal((kase.DueAt!.Value, TimeSpan.FromDays(3)), (why.Due, why.Total));
    }

    [Fact]
    public void An_Answered_Question_Is_Time_That_Does_Not_Count()
    {
        var kase = Case("2026-11-24 10:00", "2026-11-28 12:00", ("2026-11-25 09:00", "AskReporter"), ("2026-11-26 11:00", "Answer"));

        var due = CaseDue.Of(kase, Catalogue, Some.Calendar, At("2026-11-26 12:00"))!;

        Assert.Equal(new DueRule.OfLimit(new Limit(3, LimitUnit.ClockDays)), due.Why.Rule);
        Assert.Equal((At("2026-11-28 12:00"), TimeSpan.FromDays(3)), (due.Why.Due, due.Why.Total));
        Assert.Equal([new TimeStretch(At("2026-11-25 09:00"), At("2026-11-26 11:00"))], due.Why.Pauses);
        Assert.Null(due.WaitingSince);
    }

    [Fact]
    public void While_The_Question_Is_Open_The_End_Is_What_An_Answer_Now_Would_Mean()
    {
        var kase = Case("2026-11-24 10:00", "2026-11-27 10:00", ("2026-11-25 09:00", "AskReporter"));

        var due = CaseDue.Of(kase, Catalogue, Some.Calendar, At("2026-11-25 19:00"))!;

        Assert.Equal((At("2026-11-27 20:00"), At("2026-11-25 09:00")), (due.Why.Due, due.WaitingSince));
    }

    [Fact]
    public void Waiting_Before_The_New_Promise_Is_Not_Taken_Off_It()
    {
        var kase = Case(
            "2026-12-01 10:00", "2026-12-04 10:00",
            ("2026-11-25 09:00", "AskReporter"), ("2026-11-26 09:00", "AskLapse"), ("2026-11-27 09:00", "AskReporter"), ("2026-11-28 09:00", "Resolve"), ("2026-12-01 10:00", "Reopen"));

        var due = CaseDue.Of(kase, Catalogue, Some.Calendar, At("2026-12-02 12:00"))!;

        Assert.Equal(At("2026-12-04 10:00"), due.Why.Due);
        Assert.IsType<DueRule.OfLimit>(due.Why.Rule);
        Assert.Empty(due.Why.Pauses);
        Assert.Null(due.WaitingSince);
    }

    [Theory]
    [InlineData("2026-11-24 10:00")]
    [InlineData("2026-12-01 10:00")]
    public void An_Extended_Case_Is_Due_By_Months(string clockStarted)
    {
        var kase = Case(clockStarted, "2027-02-28 10:00", ("2026-12-01 10:00", "Extend"));
        var longer = Case(clockStarted, "2027-03-01 10:00", ("2026-12-01 10:00", "Extend"));
        var answered = Case(clockStarted, "2027-03-02 10:00", ("2026-12-01 10:00", "Extend"), ("2027-01-01 10:00", "AskReporter"), ("2027-01-02 10:00", "Answer"));

        Assert.Equal(new DueRule.AsPromised(), CaseDue.Of(kase, Catalogue, Some.Calendar, At("2027-01-05 12:00"))!.Why.Rule);
        Assert.Equal(new DueRule.Months(3), CaseDue.Of(longer, Catalogue, Some.Calendar, At("2027-01-05 12:00"))!.Why.Rule);
        var why = CaseDue.Of(answered, Catalogue, Some.Calendar, At("2027-01-05 12:00"))!.Why;
        Assert.Equal((new DueRule.Months(3), At("2026-12-01 10:00"), At("2027-03-02 10:00"), TimeSpan.FromDays(90)), (why.Rule, why.Start, why.Due, why.Total));
    }

    [Fact]
    public void A_Case_That_Was_Extended_Before_It_Was_Reopened_Is_Counted_From_The_Reopening()
    {
        var kase = Case("2027-01-10 10:00", "2027-01-13 10:00", ("2026-12-01 10:00", "Extend"), ("2027-01-10 10:00", "Reopen"));

        Assert.IsType<DueRule.OfLimit>(CaseDue.Of(kase, Catalogue, Some.Calendar, At("2027-01-11 12:00"))!.Why.Rule);
    }

    private static Case Case(string clockStarted, string due, params (string At, string Act)[] history)
    {
        var kase = new Case
        {
            Number = "WP-20261124-0001",
            Kind = CaseKind.PropertyService,
            Subtype = "Sanitation",
            CompoundId = "x1",
            Place = "3号楼",
            Description = "垃圾",
            Reporter = new Person { Channel = Channel.WeChat, ExternalId = "o", FirstSeenAt = At(clockStarted) },
            HandlerOrganisation = "p1",
            ReportedAt = At("2026-11-24 10:00"),
            PageToken = "t",
            ClockStartedAt = At(clockStarted),
            DueAt = At(due),
        };
        foreach (var (at, act) in history)
        {
            kase.Record(At(at), act, Actor.Clock, null);
        }

        return kase;
    }
}
