using CaseStore.Cases;

namespace CaseStore.Tests.Cases;

public sealed class ReviewerActTests
{
    [Fact]
    public async Task Approving_Sends_It_To_A_Unit_Of_The_Township()
    {
        using var life = await Life.FiledAsync(Some.Enforcement());

        var done = await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);

        Assert.Equal([CaseEventKind.Dispatched], done.Events.Select(e => e.Kind));
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Dispatched, "t1-fire", Loop.Small), (kase.State, kase.HandlerOrganisation, kase.Loop));
        Assert.Equal(["Report", "SendToReview", "Approve", "Dispatch"], kase.History.Select(h => h.Act));
        await life.DoneAsync(new CaseAct.Accept(), Some.Handler);
    }

    [Theory]
    [InlineData("t2-fire")]
    [InlineData("t1-empty")]
    [InlineData("p1")]
    [InlineData("")]
    public async Task Only_A_Unit_Of_This_Township_With_Somebody_On_Duty_Will_Do(string unit)
    {
        using var life = await Life.FiledAsync(Some.Enforcement());

        Assert.Equal(Refusal.UnknownUnit, await life.RefusedAsync(new CaseAct.Approve(unit), Some.Reviewer));
        Assert.Equal(1, (await life.LookAsync()).Version);
    }

    [Theory]
    [InlineData("x1", "p1", Loop.Micro)]
    [InlineData("x-none", "c1", Loop.Self)]
    public async Task Returning_Gives_It_To_The_Property_Or_The_Community(string compound, string organisation, Loop loop)
    {
        using var life = await Life.FiledAsync(Some.Enforcement(compound));

        var done = await life.DoneAsync(new CaseAct.Return("属物业职责"), Some.Reviewer);

        Assert.Equal([(CaseEventKind.Returned, "属物业职责"), (CaseEventKind.Dispatched, null)], done.Events.Select(e => (e.Kind, e.Note)));
        Assert.Equal((organisation, loop, CaseState.Dispatched), (done.Case.HandlerOrganisation, done.Case.Loop, done.Case.State));
    }

    [Fact]
    public async Task Rejecting_Ends_It_With_The_Reason()
    {
        using var life = await Life.FiledAsync(Some.Enforcement());

        var done = await life.DoneAsync(new CaseAct.Reject("法院正在审理"), Some.Reviewer);

        Assert.Equal([(CaseEventKind.Rejected, "法院正在审理")], done.Events.Select(e => (e.Kind, e.Note!)));
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Rejected, (DateTimeOffset?)life.Now, (DateTimeOffset?)life.Now.AddDays(90)), (kase.State, kase.ClosedAt, kase.PageUntil));
        Assert.Null(kase.NextDueAt);
        Assert.Null(kase.NextDue);
    }

    [Fact]
    public async Task Returning_And_Rejecting_Need_A_Reason()
    {
        using var life = await Life.FiledAsync(Some.Enforcement());

        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Return(""), Some.Reviewer));
        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Reject(" "), Some.Reviewer));
    }

    [Fact]
    public async Task Where_The_Township_Has_No_Reviewer_The_Command_Centre_Reviews()
    {
        using var life = await Life.FiledAsync(Some.Enforcement("x2"));

        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Approve("t2-fire"), Some.Reviewer));
        await life.DoneAsync(new CaseAct.Approve("t2-fire"), Some.Commander);
    }

    [Fact]
    public async Task Declined_To_The_Same_Desk_A_Second_Time_It_Goes_To_The_One_Above_Both()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Decline("不归我们"), Some.Officer);
        await life.DoneAsync(new CaseAct.Return("归你们"), Some.Reviewer);

        var done = await life.DoneAsync(new CaseAct.Decline("真不归我们"), Some.Officer);

        Assert.Equal([CaseEventKind.Declined, CaseEventKind.SentToReview], done.Events.Select(e => e.Kind));
        Assert.Equal(("command-centre", CaseState.UnderReview, Some.Now.AddDays(3)), (done.Case.HandlerOrganisation, done.Case.State, done.Case.DueAt!.Value));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Return("归你们"), Some.Reviewer));
        Assert.Equal(Refusal.MustPassOn, await life.RefusedAsync(new CaseAct.Reject("不受理"), Some.Commander));
        Assert.Equal("p1", (await life.DoneAsync(new CaseAct.Return("归你们"), Some.Commander)).Case.HandlerOrganisation);
    }

    [Fact]
    public async Task Returned_To_The_Same_Desk_A_Second_Time_It_Goes_To_The_One_Above_Both()
    {
        using var life = await Life.FiledAsync(Some.Enforcement());
        await life.DoneAsync(new CaseAct.Return("归物业"), Some.Reviewer);
        await life.DoneAsync(new CaseAct.Decline("不归我们"), Some.Officer);

        var done = await life.DoneAsync(new CaseAct.Return("还是归物业"), Some.Reviewer);

        Assert.Equal([(CaseEventKind.Returned, "还是归物业"), (CaseEventKind.SentToReview, null)], done.Events.Select(e => (e.Kind, e.Note)));
        Assert.Equal(("command-centre", CaseState.UnderReview), (done.Case.HandlerOrganisation, done.Case.State));
    }

    [Fact]
    public async Task Between_Other_Desks_It_Starts_Anew()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Decline("不归我们"), Some.Officer);
        await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);

        Assert.Equal("t1", (await life.DoneAsync(new CaseAct.Decline("也不归我们"), Some.Handler)).Case.HandlerOrganisation);
        await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);
        Assert.Equal("command-centre", (await life.DoneAsync(new CaseAct.Decline("真的不归我们"), Some.Handler)).Case.HandlerOrganisation);
    }

    [Fact]
    public async Task What_Came_Back_May_Be_Sent_On_And_Corrected_But_Not_Ended()
    {
        using var life = await Life.FiledAsync();
        await life.DoneAsync(new CaseAct.Decline("不归我们"), Some.Officer);

        Assert.Equal(Refusal.MustPassOn, await life.RefusedAsync(new CaseAct.Reject("不受理"), Some.Reviewer));
        Assert.Equal(Refusal.MustPassOn, await life.RefusedAsync(await life.ResolveAsync(), Some.Reviewer));
        await life.DoneAsync(new CaseAct.Correct("Noise"), Some.Reviewer);
        Assert.Equal(Refusal.MustPassOn, await life.RefusedAsync(new CaseAct.Reject("不受理"), Some.Reviewer));
        await life.DoneAsync(new CaseAct.Escalate("Fire", "超出镇级权限"), Some.Reviewer);
    }
}
