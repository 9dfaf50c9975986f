using CaseStore.Cases;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

/// <summary>Somebody left, or was never there: no case is with nobody.</summary>
public sealed class AbsenceTests
{
    [Theory]
    [InlineData("x-empty", "p3")]
    [InlineData("x-nobody", "c3")]
    public async Task Whoever_Is_Passed_Over_Is_Told(string compound, string nobody)
    {
        using var life = new Life();

        var done = await life.FileAsync(Some.Report(compound: compound));

        Assert.Equal([CaseEventKind.Filed, CaseEventKind.NobodyOnDuty, CaseEventKind.Dispatched], done.Events.Select(e => e.Kind));
        Assert.Equal(nobody, done.Events[1].Note);
        Assert.Equal(("NobodyOnDuty", nobody), (done.Case.History[^2].Act, done.Case.History[^2].Note));
    }

    [Fact]
    public async Task As_Long_As_A_Colleague_Is_There_Only_What_The_One_Had_In_Hand_Moves()
    {
        using var life = await Life.AcceptedAsync();
        await life.FileAsync(Some.Report());

        var events = await life.LeaveAsync("officer-1");

        Assert.Equal([(CaseEventKind.Dispatched, "WP-20261123-0001")], events.Select(e => (e.Kind, e.Case.Number)));
        life.TurnTo("WP-20261123-0001");
        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Dispatched, "p1", Some.Now.AddDays(3)), (kase.State, kase.HandlerOrganisation, kase.DueAt!.Value));
        Assert.Null(kase.HandlerMember);
        Assert.Empty(await life.LeaveAsync("officer-1"));
        Assert.Equal(Refusal.UnknownMember, await life.RefusedAsync(new CaseAct.HandOver("officer-1"), new Actor("officer-1b", Role.InfoOfficer)));
    }

    [Fact]
    public async Task The_Last_One_Leaves_And_It_Climbs_Until_Somebody_Is_There()
    {
        using var life = await Life.AcceptedAsync();
        await life.LeaveAsync("officer-1b");
        Assert.Equal([CaseEventKind.NobodyOnDuty, CaseEventKind.Dispatched], (await life.LeaveAsync("Officer-1")).Select(e => e.Kind));
        Assert.Equal(("c1", CaseState.Dispatched, Loop.Self), Where(await life.LookAsync()));

        await life.DoneAsync(new CaseAct.Accept(), Some.Staff);
        Assert.Equal(["c1"], (await life.LeaveAsync("staff-1")).Where(e => e.Kind == CaseEventKind.NobodyOnDuty).Select(e => e.Note));
        Assert.Equal(("t1", CaseState.Dispatched, Loop.Self), Where(await life.LookAsync()));
        Assert.Equal(["c1", "t1"], (await life.LeaveAsync("reviewer-1")).Where(e => e.Kind == CaseEventKind.NobodyOnDuty).Select(e => e.Note).Order());
        Assert.Equal(("command-centre", CaseState.Dispatched, Loop.Self), Where(await life.LookAsync()));
        Assert.Empty(await life.LeaveAsync("commander-1"));
        Assert.Equal("command-centre", (await life.LookAsync()).HandlerOrganisation);

        var next = await life.FileAsync(Some.Report());
        Assert.Equal(["p1", "c1", "t1"], next.Events.Where(e => e.Kind == CaseEventKind.NobodyOnDuty).Select(e => e.Note));
        Assert.Equal("command-centre", next.Case.HandlerOrganisation);
    }

    [Fact]
    public async Task A_Unit_Without_Anybody_Gives_It_To_The_Reviewer_And_A_Department_To_The_Command_Centre()
    {
        using var life = await Life.FiledAsync(Some.Enforcement());
        await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);
        await life.LeaveAsync("handler-1");
        Assert.Equal(("t1", CaseState.UnderReview, Loop.Small), Where(await life.LookAsync()));
        Assert.Equal(Refusal.UnknownUnit, await life.RefusedAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer));

        await life.DoneAsync(new CaseAct.Escalate("Fire", "镇里办不了"), Some.Reviewer);
        await life.LeaveAsync("fire-1");
        Assert.Equal(("command-centre", CaseState.UnderReview, Loop.Big), Where(await life.LookAsync()));
    }

    [Fact]
    public async Task Whoever_Acts_Is_There_Again()
    {
        using var life = await Life.FiledAsync();
        await life.LeaveAsync("officer-1b");
        await life.LeaveAsync("staff-1");

        await life.DoneAsync(new CaseAct.Remark("我在"), new Actor("Staff-1", Role.CommunityStaff));

        Assert.Equal(["officer-1b"], await life.Store.RunAsync(s => s.InvalidMembersAsync()));
    }

    [Fact]
    public async Task What_Turns_Out_Not_To_Be_Resolved_After_The_Officer_Left_Goes_On_To_Somebody()
    {
        using var life = await Life.FiledAsync(Some.Report(compound: "x-none"));
        var volunteer = await life.Store.RunAsync(async s =>
        {
            var person = await Residents.OfAsync(s, Channel.WeChat, "openid-3", life.Now);
            (person.Verified, person.Role, person.CompoundId) = (true, ReporterRole.Volunteer, "x-none");
            return Actor.Reporter(person.PublicId);
        });
        await life.DoneAsync(new CaseAct.Claim(), volunteer);
        await life.DoneAsync(await life.ResolveAsync(), volunteer);
        Assert.Empty(await life.LeaveAsync("staff-1"));
        await life.Store.RefusePhotoAsync("result-1");

        var recalled = await life.DoneAsync(new CaseAct.Recall(), volunteer);

        Assert.Equal([CaseEventKind.Recalled, CaseEventKind.NobodyOnDuty, CaseEventKind.Dispatched], recalled.Events.Select(e => e.Kind));
        Assert.Equal("t1", recalled.Case.HandlerOrganisation);
    }

    private static (string, CaseState, Loop) Where(Case kase) => (kase.HandlerOrganisation, kase.State, kase.Loop);
}
