using System.Collections.Frozen;
using Stateless.Graph;
using Machine = Stateless.StateMachine<CaseStore.Cases.CaseState, CaseStore.Cases.CaseTrigger>;

namespace CaseStore.Cases;

/// <summary>Which act may follow which. Who may do it is <see cref="Duty"/>'s; what else it changes is the desk's.</summary>
internal static class Lifecycle
{
    // The machine is walked once: a case asks it at every act, and building one costs more than the act.
    private static readonly FrozenDictionary<(CaseState From, CaseTrigger Trigger), CaseState> Moves = Walk();

    public static bool Allows(Case kase, CaseTrigger trigger) => Moves.ContainsKey((kase.State, trigger));

    /// <summary>Where it leads from where the case is; null when it is not allowed there.</summary>
    public static CaseState? Next(Case kase, CaseTrigger trigger) => Moves.TryGetValue((kase.State, trigger), out var to) ? to : null;

    /// <summary>Moves the case; a trigger that is not allowed is our own mistake and throws.</summary>
    public static void Fire(Case kase, CaseTrigger trigger) =>
        kase.State = Next(kase, trigger) ?? throw new InvalidOperationException($"{trigger} cannot follow on {kase.State}.");

    /// <summary>The machine as a Mermaid diagram, for docs/lifecycle.md.</summary>
    public static string Diagram() =>
        MermaidGraph.Format(Configured(new Machine(CaseState.Reported)).GetInfo(), MermaidGraphDirection.LeftToRight).ReplaceLineEndings("\n")
            .Replace(" [Function]", "", StringComparison.Ordinal).Trim(); // the printer's word for an empty action

    private static FrozenDictionary<(CaseState, CaseTrigger), CaseState> Walk()
    {
        var moves = new Dictionary<(CaseState, CaseTrigger), CaseState>();
        foreach (var from in Enum.GetValues<CaseState>())
        {
            foreach (var trigger in Enum.GetValues<CaseTrigger>())
            {
                var machine = Configured(new Machine(from));
                if (machine.CanFire(trigger))
                {
                    machine.Fire(trigger);
                    moves.Add((from, trigger), machine.State);
                }
            }
        }

        return moves.ToFrozenDictionary();
    }

    private static Machine Configured(Machine machine)
    {
        machine.Configure(CaseState.Reported)
            .Permit(CaseTrigger.Dispatch, CaseState.Dispatched)
            .Permit(CaseTrigger.SendToReview, CaseState.UnderReview);
        InWork(machine.Configure(CaseState.UnderReview))
            .PermitReentry(CaseTrigger.SendToReview)
            .Permit(CaseTrigger.Redirect, CaseState.Dispatched)
            .Permit(CaseTrigger.Redispatch, CaseState.Dispatched)
            .Permit(CaseTrigger.Escalate, CaseState.Dispatched)
            .Permit(CaseTrigger.Approve, CaseState.Dispatched)
            .Permit(CaseTrigger.Return, CaseState.Dispatched)
            .Permit(CaseTrigger.Reject, CaseState.Rejected)
            .Permit(CaseTrigger.Withdraw, CaseState.Withdrawn);
        InWork(machine.Configure(CaseState.Dispatched))
            .Permit(CaseTrigger.SendToReview, CaseState.UnderReview)
            .PermitReentry(CaseTrigger.Redirect)
            .PermitReentry(CaseTrigger.Redispatch)
            .PermitReentry(CaseTrigger.Escalate)
            .InternalTransition(CaseTrigger.Claim, () => { })
            .InternalTransition(CaseTrigger.ClaimLapse, () => { })
            .Permit(CaseTrigger.Accept, CaseState.Accepted)
            .Permit(CaseTrigger.HandOver, CaseState.Accepted)
            .Permit(CaseTrigger.Resolve, CaseState.Resolved)
            .Permit(CaseTrigger.Decline, CaseState.UnderReview)
            .Permit(CaseTrigger.Raise, CaseState.UnderReview)
            .Permit(CaseTrigger.Withdraw, CaseState.Withdrawn);
        InWork(machine.Configure(CaseState.Accepted))
            .Permit(CaseTrigger.SendToReview, CaseState.UnderReview)
            .Permit(CaseTrigger.Redirect, CaseState.Dispatched)
            .Permit(CaseTrigger.Redispatch, CaseState.Dispatched)
            .Permit(CaseTrigger.Escalate, CaseState.Dispatched)
            .InternalTransition(CaseTrigger.Claim, () => { })
            .InternalTransition(CaseTrigger.ClaimLapse, () => { })
            .InternalTransition(CaseTrigger.HandOver, () => { })
            .Permit(CaseTrigger.Resolve, CaseState.Resolved)
            .Permit(CaseTrigger.Decline, CaseState.UnderReview)
            .Permit(CaseTrigger.Raise, CaseState.UnderReview);
        machine.Configure(CaseState.Resolved)
            .InternalTransition(CaseTrigger.Remark, () => { })
            .Permit(CaseTrigger.Close, CaseState.Closed)
            .Permit(CaseTrigger.Recall, CaseState.Accepted)
            .Permit(CaseTrigger.Reopen, CaseState.Dispatched);
        return machine;
    }

    private static Machine.StateConfiguration InWork(Machine.StateConfiguration state) => state
        .Permit(CaseTrigger.Merge, CaseState.Merged)
        .InternalTransition(CaseTrigger.Urge, () => { })
        .InternalTransition(CaseTrigger.Supplement, () => { })
        .InternalTransition(CaseTrigger.Follow, () => { })
        .InternalTransition(CaseTrigger.Locate, () => { })
        .InternalTransition(CaseTrigger.Extend, () => { })
        .InternalTransition(CaseTrigger.Ask, () => { })
        .InternalTransition(CaseTrigger.Whistle, () => { })
        .InternalTransition(CaseTrigger.ReportIn, () => { })
        .InternalTransition(CaseTrigger.Correct, () => { })
        .InternalTransition(CaseTrigger.Remark, () => { })
        .InternalTransition(CaseTrigger.Warn, () => { })
        .InternalTransition(CaseTrigger.Nudge, () => { })
        .InternalTransition(CaseTrigger.AskLapse, () => { });
}
