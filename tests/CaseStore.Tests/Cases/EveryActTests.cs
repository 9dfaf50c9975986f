using System.Reflection;
using CaseStore.Cases;
using CaseStore.People;

namespace CaseStore.Tests.Cases;

[Collection("the lifecycle page")]
public sealed class EveryActTests
{
    [Fact]
    public void Every_State_Every_Act_And_Every_Role_Is_Tried()
    {
        var acts = typeof(CaseAct).GetNestedTypes(BindingFlags.Public).Where(t => t.IsSubclassOf(typeof(CaseAct)));
        var kase = EveryAct.Situations[1].Make().Cases[0];

        Assert.Equal(Enum.GetValues<CaseState>().Order(), EveryAct.Situations.Select(s => s.Make().Cases[0].State).Distinct().Order());
        Assert.Equal(acts.Select(t => t.Name).Order(), EveryAct.Acts.Select(a => a(kase, Some.Officer).GetType().Name).Distinct().Order());
        Assert.Equal(Enum.GetValues<Role>().Order(), EveryAct.People.Select(p => p.Who.Role).Distinct().Order());
    }

    [Fact]
    public void Each_Is_Done_As_A_Whole_Or_Refused_Without_A_Trace_But_The_Attempt()
    {
        foreach (var (situation, make) in EveryAct.Situations)
        {
            foreach (var act in EveryAct.Acts)
            {
                foreach (var (_, who) in EveryAct.People)
                {
                    var before = make().Cases[0];
                    var (after, result) = EveryAct.Try(make, act, who);
                    if (result is ActResult.Done done)
                    {
                        Assert.NotEmpty(done.Events);
                        Assert.Equal(done.Case == after ? before.Version + 1 : before.Version, after.Version);
                        Assert.All(done.Events, e => Assert.Same(e.Kind == CaseEventKind.MergedHere ? e.Case : done.Case, e.Case));
                        continue;
                    }

                    var refused = Assert.IsType<ActResult.Refused>(result);
                    Assert.Equal((before.State, before.Version, before.NextDueAt, before.DueAt), (after.State, after.Version, after.NextDueAt, after.DueAt));
                    Assert.Equal(before.History.Count + (refused.Why == Refusal.NotOnDuty ? 1 : 0), after.History.Count);
                    Assert.True(refused.Why != Refusal.NoSuchCase, situation);
                }
            }
        }
    }

    /// <summary>The clock does nothing by an act, and nobody of elsewhere does anything at all.</summary>
    [Fact]
    public void Whom_It_Does_Not_Concern_Does_Nothing()
    {
        foreach (var (_, make) in EveryAct.Situations)
        {
            foreach (var act in EveryAct.Acts)
            {
                Assert.Equal(Refusal.NotOnDuty, Assert.IsType<ActResult.Refused>(EveryAct.Try(make, act, Actor.Clock).Result).Why);
                Assert.Equal(Refusal.NotOnDuty, Assert.IsType<ActResult.Refused>(EveryAct.Try(make, act, new Actor("staff-2", Role.CommunityStaff)).Result).Why);
            }
        }
    }

    [Fact]
    public void The_Page_Shows_The_Tables() => Assert.Equal(EveryAct.Tables(), LifecyclePage.Between("acts", EveryAct.Tables));
}
