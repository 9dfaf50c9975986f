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

    [Fact]
    public async Task What_A_New_City_File_Leaves_With_Nobody_Goes_To_The_Community_Once_However_Often_It_Starts()
    {
        using var life = await Life.AcceptedAsync();
        await life.FileAsync(Some.Report());
        await life.FileAsync(Some.Report(compound: "x2"));
        Assert.Empty(await life.StartAsync());
        life.ChangeCity(Without("p1"));
        life.Pass(TimeSpan.FromDays(1));

        var events = await life.StartAsync();

        Assert.Equal(
            [
                (CaseEventKind.NobodyOnDuty, "WP-20261123-0001", "p1"), (CaseEventKind.Dispatched, "WP-20261123-0001", null),
                (CaseEventKind.NobodyOnDuty, "WP-20261123-0002", "p1"), (CaseEventKind.Dispatched, "WP-20261123-0002", null),
            ],
            events.Select(e => (e.Kind, e.Case.Number, e.Note)));
        foreach (var number in new[] { "WP-20261123-0001", "WP-20261123-0002" })
        {
            life.TurnTo(number);
            var kase = await life.LookAsync();
            Assert.Equal(("c1", CaseState.Dispatched, Loop.Self), Where(kase));
            Assert.Equal((Some.Now.AddDays(3), true), (kase.DueAt!.Value, kase.AcknowledgeBy > life.Now));
        }

        Assert.Empty(await life.StartAsync());
        await life.DoneAsync(new CaseAct.Accept(), Some.Staff);
        Assert.Empty(await life.StartAsync());
    }

    [Fact]
    public async Task Who_Alone_Had_It_In_Hand_And_Is_Not_In_The_New_File_Leaves_It_To_The_Colleagues()
    {
        using var life = await Life.AcceptedAsync();
        life.ChangeCity(Some.CityFile with { Properties = [.. Some.CityFile.Properties.Select(p => p.Id == "p1" ? p with { InfoOfficers = ["officer-1b"] } : p)] });

        Assert.Equal([CaseEventKind.Dispatched], (await life.StartAsync()).Select(e => e.Kind));
        Assert.Equal(("p1", CaseState.Dispatched, Loop.Micro), Where(await life.LookAsync()));
        Assert.Null((await life.LookAsync()).HandlerMember);
        Assert.Empty(await life.StartAsync());
    }

    [Fact]
    public async Task It_Climbs_Over_Every_Empty_Desk_And_Stays_With_The_Command_Centre_Even_When_That_Is_Empty()
    {
        using var life = await Life.FiledAsync();
        life.ChangeCity(Without("p1", "c1", "t1"));
        Assert.Equal(["p1", "c1", "t1"], (await life.StartAsync()).Where(e => e.Kind == CaseEventKind.NobodyOnDuty).Select(e => e.Note));
        Assert.Equal(("command-centre", CaseState.Dispatched, Loop.Self), Where(await life.LookAsync()));

        await life.LeaveAsync("commander-1");
        Assert.Empty(await life.StartAsync());
    }

    /// <summary>What a desk was that the file has forgotten, the loop tells; a company that took over the compound takes over its cases.</summary>
    [Theory]
    [InlineData("micro", "c1", CaseState.Dispatched, Loop.Self)]
    [InlineData("taken over", "p2", CaseState.Dispatched, Loop.Micro)]
    [InlineData("unit", "t1", CaseState.UnderReview, Loop.Small)]
    [InlineData("department", "command-centre", CaseState.UnderReview, Loop.Big)]
    public async Task A_Forgotten_Desk_Leaves_Its_Cases_To_Whoever_Is_There(string which, string desk, CaseState state, Loop loop)
    {
        using var life = await Life.FiledAsync(which is "unit" or "department" ? Some.Enforcement() : Some.Report());
        var file = Some.CityFile;
        switch (which)
        {
            case "unit":
                await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);
                await life.DoneAsync(new CaseAct.Accept(), Some.Handler);
                life.ChangeCity(file with { Townships = [.. file.Townships.Select(t => t with { Units = [] })] });
                break;
            case "department":
                await life.DoneAsync(new CaseAct.Escalate("Fire", "镇里办不了"), Some.Reviewer);
                life.ChangeCity(file with { Departments = [.. file.Departments.Where(d => d.Id != "Fire")] });
                break;
            default:
                life.ChangeCity(file with
                {
                    Properties = [.. file.Properties.Where(p => p.Id != "p1")],
                    Compounds = [.. file.Compounds.Select(x => x.Property == "p1" ? x with { Property = which == "micro" ? null : "p2" } : x)],
                });
                break;
        }

        await life.StartAsync();

        Assert.Equal((desk, state, loop), Where(await life.LookAsync()));
        Assert.Empty(await life.StartAsync());
    }

    [Fact]
    public async Task When_Compound_And_Desks_Are_Forgotten_The_Command_Centre_Has_It()
    {
        using var life = await Life.AcceptedAsync();
        life.ChangeCity(Some.CityFile with
        {
            Properties = [.. Some.CityFile.Properties.Where(p => p.Id != "p1")],
            Compounds = [.. Some.CityFile.Compounds.Where(x => x.Property != "p1")],
        });

        Assert.Equal([CaseEventKind.NobodyOnDuty, CaseEventKind.Dispatched], (await life.StartAsync()).Select(e => e.Kind));

        Assert.Equal(("command-centre", CaseState.Dispatched, Loop.Self), Where(await life.LookAsync()));
        await life.DoneAsync(new CaseAct.Accept(), Some.Commander);
        Assert.Empty(await life.StartAsync());
    }

    [Fact]
    public async Task What_Is_Resolved_Stays_And_Comes_To_Somebody_When_It_Is_Not()
    {
        using var life = await Life.ResolvedAsync();
        life.ChangeCity(Some.CityFile with
        {
            Properties = [.. Some.CityFile.Properties.Where(p => p.Id != "p1")],
            Compounds = [.. Some.CityFile.Compounds.Select(x => x.Property == "p1" ? x with { Property = null } : x)],
        });
        Assert.Empty(await life.StartAsync());

        Assert.Equal("c1", (await life.DoneAsync(new CaseAct.NotFixed("没好"), life.Reporter)).Case.HandlerOrganisation);
    }

    /// <summary>The same city without anybody at these desks.</summary>
    private static City.CityFile Without(params string[] desks) => Some.CityFile with
    {
        Properties = [.. Some.CityFile.Properties.Select(p => desks.Contains(p.Id) ? p with { InfoOfficers = [] } : p)],
        Communities = [.. Some.CityFile.Communities.Select(c => desks.Contains(c.Id) ? c with { Staff = [] } : c)],
        Townships = [.. Some.CityFile.Townships.Select(t => desks.Contains(t.Id) ? t with { Reviewers = [] } : t)],
    };

    private static (string, CaseState, Loop) Where(Case kase) => (kase.HandlerOrganisation, kase.State, kase.Loop);
}
