using CaseStore.Cases;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

/// <summary>Up, down and sideways: raise, escalate, send elsewhere, correct, hand over, remark.</summary>
public sealed class CirculationActTests
{
    [Theory]
    [InlineData("EBikeCharging", null, "Fire", CaseState.Dispatched)]
    [InlineData("Sewage", null, "command-centre", CaseState.UnderReview)]
    [InlineData("Noise", null, "command-centre", CaseState.UnderReview)]
    [InlineData("Noise", "Police", "Police", CaseState.Dispatched)]
    public async Task Escalating_Finds_The_Department_Of_The_Subtype_Or_The_Command_Centre_Looks_For_One(
        string subtype, string? department, string organisation, CaseState state)
    {
        using var life = await Life.FiledAsync(Some.Report(CaseKind.LawEnforcement, subtype));

        var done = await life.DoneAsync(new CaseAct.Escalate(department, "镇里办不了"), Some.Reviewer);

        Assert.Equal((organisation, state, Loop.Big, true), (done.Case.HandlerOrganisation, done.Case.State, done.Case.Loop, done.Case.IsHard));
        Assert.Equal(CaseEventKind.Escalated, done.Events[0].Kind);
        Assert.Equal(state == CaseState.Dispatched ? CaseEventKind.Dispatched : CaseEventKind.SentToReview, done.Events[^1].Kind);
        Assert.Equal(subtype == "Sewage" ? ["Water"] : [], done.Events.Where(e => e.Kind == CaseEventKind.NobodyOnDuty).Select(e => e.Note));
        Assert.Equal(Some.Now, done.Case.ClockStartedAt);
    }

    [Theory]
    [InlineData("t1-fire", Refusal.UnknownOrganisation)]
    [InlineData("Water", Refusal.UnknownOrganisation)]
    [InlineData("?", Refusal.UnknownOrganisation)]
    public async Task It_Does_Not_Go_To_What_Is_No_Department_Or_Has_Nobody(string department, Refusal why)
    {
        using var life = await Life.FiledAsync(Some.Enforcement());

        Assert.Equal(why, await life.RefusedAsync(new CaseAct.Escalate(department, "镇里办不了"), Some.Reviewer));
        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Escalate("Police", " "), Some.Reviewer));
    }

    [Fact]
    public async Task A_Unit_Escalates_What_It_Has_And_A_Department_Gives_It_Back_To_The_Command_Centre()
    {
        using var life = await Life.FiledAsync(Some.Report(CaseKind.LawEnforcement, "EBikeCharging"));
        await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);
        await life.DoneAsync(new CaseAct.Escalate(null, "要市里执法"), Some.Handler);
        await life.DoneAsync(new CaseAct.Accept(), Some.Fireman);

        var done = await life.DoneAsync(new CaseAct.Decline("属公安"), Some.Fireman);

        Assert.Equal(("command-centre", CaseState.UnderReview, Loop.Big), (done.Case.HandlerOrganisation, done.Case.State, done.Case.Loop));
        Assert.Equal(Refusal.MustPassOn, await life.RefusedAsync(new CaseAct.Reject("不受理"), Some.Commander));
        Assert.Equal("Police", (await life.DoneAsync(new CaseAct.Redispatch("Police", "属公安"), Some.Commander)).Case.HandlerOrganisation);
    }

    [Fact]
    public async Task The_Property_Raises_What_It_Cannot_Solve_And_The_Reviewer_May_Still_Reject_It()
    {
        using var life = await Life.AcceptedAsync();
        await life.Store.AddPhotoAsync("tried");
        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Raise(" ", ["tried"]), Some.Officer));

        var done = await life.DoneAsync(new CaseAct.Raise("清了三次,住户仍堆放", ["tried"]), Some.Officer);

        Assert.Equal([(CaseEventKind.Raised, "清了三次,住户仍堆放"), (CaseEventKind.SentToReview, null)], done.Events.Select(e => (e.Kind, e.Note)));
        Assert.Equal(("t1", CaseState.UnderReview, Loop.Small), (done.Case.HandlerOrganisation, done.Case.State, done.Case.Loop));
        Assert.Contains((await life.LookAsync()).Photos, p => p is { Key: "tried", Role: PhotoRole.Report });
        await life.DoneAsync(new CaseAct.Reject("已另案处理"), Some.Reviewer);
    }

    [Fact]
    public async Task Only_The_Property_Raises()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));

        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Raise("x", []), Some.Staff));
    }

    [Theory]
    [InlineData("x-none", "t1", "t1", CaseState.UnderReview, Loop.Small)]
    [InlineData("x-empty", "t1", "t1", CaseState.UnderReview, Loop.Small)]
    public async Task A_Community_That_Has_It_Sends_It_To_Others_Of_Its_Compound(string compound, string to, string organisation, CaseState state, Loop loop)
    {
        using var life = await Life.FiledAsync(Some.Report(compound: compound));
        Assert.Equal(Refusal.UnknownOrganisation, await life.RefusedAsync(new CaseAct.Redispatch("Police", "x"), Some.Staff));
        Assert.Equal(Refusal.UnknownOrganisation, await life.RefusedAsync(new CaseAct.Redispatch("p3", "没有人"), Some.Staff));
        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Redispatch(to, ""), Some.Staff));
        Assert.Equal(Refusal.Already, await life.RefusedAsync(new CaseAct.Redispatch("c1", "x"), Some.Staff));

        var done = await life.DoneAsync(new CaseAct.Redispatch(to, "请镇里看"), Some.Staff);

        Assert.Equal((organisation, state, loop), (done.Case.HandlerOrganisation, done.Case.State, done.Case.Loop));
    }

    [Fact]
    public async Task A_Community_Does_Not_Send_What_Others_Have()
    {
        using var life = await Life.FiledAsync();

        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Redispatch("t1", "x"), Some.Staff));
    }

    [Fact]
    public async Task A_Reviewer_Moves_It_Among_The_Townships_Units_And_Not_Out_Of_A_Propertys_Hand()
    {
        using var life = await Life.FiledAsync(Some.Enforcement());
        await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);

        Assert.Equal("t1-urban", (await life.DoneAsync(new CaseAct.Redispatch("t1-urban", "属城管"), Some.Reviewer)).Case.HandlerOrganisation);
        Assert.Equal(Refusal.UnknownOrganisation, await life.RefusedAsync(new CaseAct.Redispatch("t2-fire", "x"), Some.Reviewer));
        using var property = await Life.FiledAsync();
        Assert.Equal(Refusal.NotOnDuty, await property.RefusedAsync(new CaseAct.Redispatch("t1-fire", "x"), Some.Reviewer));
    }

    [Fact]
    public async Task Correcting_Changes_The_Promise_And_Gives_Nobody_More_Time()
    {
        using var life = await Life.AcceptedAsync();
        life.Pass(TimeSpan.FromHours(1));

        var done = await life.DoneAsync(new CaseAct.Correct("EBikeCharging"), Some.Officer);

        Assert.Equal([CaseEventKind.Corrected], done.Events.Select(e => e.Kind));
        Assert.Equal((CaseKind.LawEnforcement, "EBikeCharging", Some.Now.AddHours(4), 2), (done.Case.Kind, done.Case.Subtype, done.Case.DueAt!.Value, done.Case.DeadlineVersion));
        Assert.Equal(CaseState.Accepted, done.Case.State);
        Assert.Equal(Refusal.Already, await life.RefusedAsync(new CaseAct.Correct("EBikeCharging"), Some.Reviewer));
        Assert.Equal(Refusal.UnknownSubtype, await life.RefusedAsync(new CaseAct.Correct("?"), Some.Commander));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Correct("Noise"), Some.Staff));
    }

    [Fact]
    public async Task A_Limit_That_Ran_Out_Before_Anybody_Knew_Of_It_Begins_Now_And_One_That_Was_Missed_Stays_Missed()
    {
        using var life = await Life.AcceptedAsync();
        life.Pass(TimeSpan.FromDays(1));
        Assert.Equal(life.Now.AddHours(2), (await life.DoneAsync(new CaseAct.Correct("Noise"), Some.Officer)).Case.DueAt);

        life.Pass(TimeSpan.FromHours(3));
        var late = (await life.DoneAsync(new CaseAct.Correct("EBikeCharging"), Some.Officer)).Case;
        Assert.Equal((Some.Now.AddDays(1).AddHours(4), false), (late.DueAt!.Value, late.IsOverdue(life.Now)));
        life.Pass(TimeSpan.FromHours(2));
        Assert.True((await life.DoneAsync(new CaseAct.Correct("Noise"), Some.Officer)).Case.IsOverdue(life.Now));
    }

    [Fact]
    public async Task A_Colleague_Takes_Over()
    {
        using var life = await Life.FiledAsync();
        Assert.Equal(Refusal.UnknownMember, await life.RefusedAsync(new CaseAct.HandOver("officer-2"), Some.Officer));

        var done = await life.DoneAsync(new CaseAct.HandOver("OFFICER-1B"), Some.Officer);

        Assert.Equal([CaseEventKind.Accepted, CaseEventKind.HandedOver], done.Events.Select(e => e.Kind));
        Assert.Equal((CaseState.Accepted, "officer-1b"), (done.Case.State, done.Case.HandlerMember));
        Assert.Equal(["Accept", "HandOver"], done.Case.History.TakeLast(2).Select(h => h.Act));
        Assert.Equal(Refusal.UnknownMember, await life.RefusedAsync(new CaseAct.HandOver("officer-1b"), Some.Officer));
        Assert.Equal([CaseEventKind.HandedOver], (await life.DoneAsync(new CaseAct.HandOver("officer-1"), Some.Officer)).Events.Select(e => e.Kind));
    }

    [Fact]
    public async Task Whoever_Takes_Part_May_Remark()
    {
        using var life = await Life.FiledAsync();

        var done = await life.DoneAsync(new CaseAct.Remark("去看过了"), Some.Staff);

        Assert.Equal((CaseEventKind.Remarked, "去看过了", Role.CommunityStaff), (done.Events[0].Kind, done.Events[0].Note!, done.Case.History[^1].Role));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Remark("x"), Some.Handler));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Remark("x"), life.Reporter));
        Assert.Equal(Refusal.ReasonMissing, await life.RefusedAsync(new CaseAct.Remark(" "), Some.Staff));
    }
}
