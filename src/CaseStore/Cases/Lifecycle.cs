using Stateless;
using Stateless.Graph;
using Machine = Stateless.StateMachine<CaseStore.Cases.CaseState, CaseStore.Cases.CaseTrigger>;

namespace CaseStore.Cases;

/// <summary>Which act may follow which. Who may do it is <see cref="Duty"/>'s; what else it changes is the desk's.</summary>
internal static class Lifecycle
{
    public static bool Allows(Case kase, CaseTrigger trigger) => Of(kase).CanFire(trigger);

    /// <summary>Moves the case; a trigger that is not allowed is our own mistake and throws.</summary>
    public static void Fire(Case kase, CaseTrigger trigger) => Of(kase).Fire(trigger);

    /// <summary>The machine as a Mermaid diagram, for docs/lifecycle.md.</summary>
    public static string Diagram() =>
        MermaidGraph.Format(Configured(new Machine(CaseState.Reported)).GetInfo(), MermaidGraphDirection.LeftToRight).ReplaceLineEndings("\n")
            .Replace(" [Function]", "", StringComparison.Ordinal).Trim(); // the printer's word for an empty action

    private static Machine Of(Case kase) => Configured(new Machine(() => kase.State, state => kase.State = state));

    private static Machine Configured(Machine machine)
    {
        machine.Configure(CaseState.Reported)
            .Permit(CaseTrigger.Dispatch, CaseState.Dispatched)
            .Permit(CaseTrigger.SendToReview, CaseState.UnderReview);
        InWork(machine.Configure(CaseState.UnderReview))
            .Permit(CaseTrigger.Redirect, CaseState.Dispatched)
            .Permit(CaseTrigger.Approve, CaseState.Dispatched)
            .Permit(CaseTrigger.Return, CaseState.Dispatched)
            .Permit(CaseTrigger.Reject, CaseState.Rejected)
            .Permit(CaseTrigger.Withdraw, CaseState.Withdrawn);
        InWork(machine.Configure(CaseState.Dispatched))
            .PermitReentry(CaseTrigger.Redirect)
            .Permit(CaseTrigger.Accept, CaseState.Accepted)
            .Permit(CaseTrigger.Resolve, CaseState.Resolved)
            .Permit(CaseTrigger.Decline, CaseState.UnderReview)
            .Permit(CaseTrigger.Withdraw, CaseState.Withdrawn);
        InWork(machine.Configure(CaseState.Accepted))
            .Permit(CaseTrigger.Redirect, CaseState.Dispatched)
            .Permit(CaseTrigger.Resolve, CaseState.Resolved)
            .Permit(CaseTrigger.Decline, CaseState.UnderReview);
        machine.Configure(CaseState.Resolved)
            .Permit(CaseTrigger.Close, CaseState.Closed)
            .Permit(CaseTrigger.Recall, CaseState.Accepted)
            .Permit(CaseTrigger.Reopen, CaseState.Dispatched);
        return machine;
    }

    private static Machine.StateConfiguration InWork(Machine.StateConfiguration state) => state
        .InternalTransition(CaseTrigger.Urge, () => { })
        .InternalTransition(CaseTrigger.Supplement, () => { })
        .InternalTransition(CaseTrigger.Follow, () => { })
        .InternalTransition(CaseTrigger.Locate, () => { })
        .InternalTransition(CaseTrigger.Warn, () => { })
        .InternalTransition(CaseTrigger.Nudge, () => { });
}
