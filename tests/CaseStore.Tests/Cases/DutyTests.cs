using CaseStore.Cases;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

public sealed class DutyTests
{
    private static readonly CaseAct[] AllActs =
    [
        new CaseAct.Accept(), new CaseAct.Resolve(Outcome.Fixed, "好了", ["p"]), new CaseAct.Decline("不归我们"), new CaseAct.Approve("t1-fire"),
        new CaseAct.Return("归你们"), new CaseAct.Reject("不归我们"), new CaseAct.Withdraw(), new CaseAct.Urge(), new CaseAct.Rate(5, null),
        new CaseAct.NotFixed("没好"),
    ];

    [Fact]
    public async Task A_Stranger_Can_Do_Nothing_And_Every_Attempt_Is_In_The_History()
    {
        using var life = await Life.FiledAsync();
        Actor[] strangers =
        [
            Some.Stranger, new Actor("officer-2", Role.InfoOfficer), new Actor("staff-2", Role.CommunityStaff), new Actor("handler-2", Role.DepartmentHandler),
            Actor.Reporter("R999"), new Actor("officer-1", Role.Reporter), Actor.Clock, new Actor("officer-1", Role.System),
            life.Reporter with { Role = Role.InfoOfficer },
        ];
        foreach (var stranger in strangers)
        {
            foreach (var act in AllActs)
            {
                Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(act, stranger));
            }
        }

        var kase = await life.LookAsync();
        Assert.Equal((CaseState.Dispatched, 1), (kase.State, kase.Version));
        Assert.Equal(strangers.Length * AllActs.Length, kase.History.Count(h => h.Act == "Refused"));
        Assert.Equal("Accept", kase.History.First(h => h.Act == "Refused").Note);
        Assert.Equal("nobody", kase.History.First(h => h.Act == "Refused").By);
    }

    [Fact]
    public async Task The_Right_Person_At_The_Wrong_Desk_Is_Refused_Too()
    {
        using var life = await Life.FiledAsync(Some.Enforcement());
        await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);

        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Accept(), Some.Officer));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Accept(), Some.Reviewer));
        Assert.Equal(Refusal.NotOnDuty, await life.RefusedAsync(new CaseAct.Withdraw(), Some.Handler));
    }

    [Fact]
    public async Task Whoever_Had_The_Case_Before_Learns_That_It_Is_Too_Late()
    {
        using var life = await Life.FiledAsync(Some.Enforcement());
        await life.DoneAsync(new CaseAct.Approve("t1-fire"), Some.Reviewer);
        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(new CaseAct.Return("晚了"), Some.Reviewer));
        await life.DoneAsync(new CaseAct.Decline("不归我们"), Some.Handler);

        Assert.Equal(Refusal.NotNow, await life.RefusedAsync(new CaseAct.Accept(), Some.Handler));
        Assert.DoesNotContain((await life.LookAsync()).History, h => h.Act == "Refused");
    }

    [Fact]
    public async Task A_Userid_Is_The_Same_However_It_Is_Capitalised()
    {
        using var life = await Life.FiledAsync();

        await life.DoneAsync(new CaseAct.Accept(), new Actor("Officer-1", Role.InfoOfficer));
    }

    [Fact]
    public async Task The_History_Names_The_Capacity_In_Which_It_Was_Done()
    {
        using var life = await Life.FiledAsync();

        await life.DoneAsync(new CaseAct.Accept(), Some.Officer with { Role = Role.CommandCentre });

        Assert.Equal(Role.InfoOfficer, (await life.LookAsync()).History[^1].Role);
    }
}
