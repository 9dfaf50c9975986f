using Stateless;
using Stateless.Graph;

namespace Conversation.Officer;

public enum StaffMove
{
    AskProof,
    Summarise,
    AskOutcome,
    AskAnswer,
    ConfirmAnswer,
    AskDeclineReason,
    AskUnit,
    AskReturnReason,
    AskRejectReason,
    Finish,
}

/// <summary>Which question may follow which in the talk with staff.</summary>
public static class StaffMachine
{
    public static StaffStep After(StaffStep step, StaffMove move)
    {
        var machine = Build(() => step, s => step = s);
        machine.Fire(move);
        return step;
    }

    public static bool Allows(StaffStep step, StaffMove move) => Build(() => step, _ => { }).CanFire(move);

    /// <summary>The diagram in docs/dialogs.md.</summary>
    public static string Diagram() => MermaidGraph.Format(Build(() => StaffStep.Idle, _ => { }).GetInfo(), MermaidGraphDirection.TopToBottom);

    private static StateMachine<StaffStep, StaffMove> Build(Func<StaffStep> get, Action<StaffStep> set)
    {
        var machine = new StateMachine<StaffStep, StaffMove>(get, set);
        foreach (var step in Enum.GetValues<StaffStep>())
        {
            // A new card may be pressed at any time; what was open before is let go.
            Reach(machine, step, StaffMove.AskProof, StaffStep.AskingProof);
            Reach(machine, step, StaffMove.AskAnswer, StaffStep.AskingAnswer);
            Reach(machine, step, StaffMove.AskDeclineReason, StaffStep.AskingDeclineReason);
            Reach(machine, step, StaffMove.AskUnit, StaffStep.AskingUnit);
            Reach(machine, step, StaffMove.AskReturnReason, StaffStep.AskingReturnReason);
            Reach(machine, step, StaffMove.AskRejectReason, StaffStep.AskingRejectReason);
            Reach(machine, step, StaffMove.Finish, StaffStep.Idle);
        }

        machine.Configure(StaffStep.AskingProof).Permit(StaffMove.Summarise, StaffStep.Confirming);
        machine.Configure(StaffStep.Confirming).PermitReentry(StaffMove.Summarise).Permit(StaffMove.AskOutcome, StaffStep.AskingOutcome);
        machine.Configure(StaffStep.AskingOutcome).Permit(StaffMove.Summarise, StaffStep.Confirming);
        machine.Configure(StaffStep.AskingAnswer).Permit(StaffMove.ConfirmAnswer, StaffStep.ConfirmingAnswer);
        machine.Configure(StaffStep.ConfirmingAnswer).PermitReentry(StaffMove.ConfirmAnswer);
        return machine;
    }

    private static void Reach(StateMachine<StaffStep, StaffMove> machine, StaffStep from, StaffMove move, StaffStep to)
    {
        if (from == to)
        {
            machine.Configure(from).PermitReentry(move);
        }
        else
        {
            machine.Configure(from).Permit(move, to);
        }
    }
}
