using System.Collections.Frozen;
using Stateless;
using Stateless.Graph;

namespace Conversation.Officer;

public enum StaffMove
{
    AskCase,
    AskProof,
    Summarise,
    AskOutcome,
    AskAnswer,
    ConfirmAnswer,
    AskDeclineReason,
    AskUnit,
    AskReturnReason,
    AskRejectReason,
    AskQuestion,
    AskRemark,
    AskColleague,
    AskDepartment,
    AskEscalateReason,
    AskDesk,
    AskRedispatchReason,
    AskType,
    AskTarget,
    ConfirmMerge,
    AskCalled,
    AskWhistleReason,
    AskMonths,
    AskMilestones,
    ConfirmExtension,
    AskTried,
    ConfirmRaise,

    /// <summary>返回: the question before, where there is one.</summary>
    Back,
    Finish,
}

/// <summary>
/// Which question may follow which in the talk with staff. A new card may be pressed at any time: what was open is finished
/// first. The machine is asked once for every pair and the answers are kept.
/// </summary>
public static class StaffMachine
{
    private static readonly (StaffMove Move, StaffStep To)[] First =
    [
        (StaffMove.AskCase, StaffStep.ChoosingCase),
        (StaffMove.AskProof, StaffStep.AskingProof),
        (StaffMove.AskAnswer, StaffStep.AskingAnswer),
        (StaffMove.AskDeclineReason, StaffStep.AskingDeclineReason),
        (StaffMove.AskUnit, StaffStep.AskingUnit),
        (StaffMove.AskReturnReason, StaffStep.AskingReturnReason),
        (StaffMove.AskRejectReason, StaffStep.AskingRejectReason),
        (StaffMove.AskQuestion, StaffStep.AskingQuestion),
        (StaffMove.AskRemark, StaffStep.AskingRemark),
        (StaffMove.AskColleague, StaffStep.AskingColleague),
        (StaffMove.AskDepartment, StaffStep.AskingDepartment),
        (StaffMove.AskDesk, StaffStep.AskingDesk),
        (StaffMove.AskType, StaffStep.AskingType),
        (StaffMove.AskTarget, StaffStep.AskingTarget),
        (StaffMove.AskCalled, StaffStep.AskingCalled),
        (StaffMove.AskMonths, StaffStep.AskingMonths),
        (StaffMove.AskTried, StaffStep.AskingTried),
    ];

    private static readonly (StaffStep From, StaffMove Move, StaffStep To)[] Second =
    [
        (StaffStep.AskingProof, StaffMove.Summarise, StaffStep.Confirming),
        (StaffStep.Confirming, StaffMove.AskOutcome, StaffStep.AskingOutcome),
        (StaffStep.AskingOutcome, StaffMove.Summarise, StaffStep.Confirming),
        (StaffStep.AskingAnswer, StaffMove.ConfirmAnswer, StaffStep.ConfirmingAnswer),
        (StaffStep.AskingDepartment, StaffMove.AskEscalateReason, StaffStep.AskingEscalateReason),
        (StaffStep.AskingDesk, StaffMove.AskRedispatchReason, StaffStep.AskingRedispatchReason),
        (StaffStep.AskingTarget, StaffMove.ConfirmMerge, StaffStep.ConfirmingMerge),
        (StaffStep.AskingCalled, StaffMove.AskWhistleReason, StaffStep.AskingWhistleReason),
        (StaffStep.AskingMonths, StaffMove.AskMilestones, StaffStep.AskingMilestones),
        (StaffStep.AskingMilestones, StaffMove.ConfirmExtension, StaffStep.ConfirmingExtension),
        (StaffStep.AskingTried, StaffMove.ConfirmRaise, StaffStep.ConfirmingRaise),
        (StaffStep.Confirming, StaffMove.Back, StaffStep.AskingProof),
        (StaffStep.AskingOutcome, StaffMove.Back, StaffStep.Confirming),
        (StaffStep.ConfirmingAnswer, StaffMove.Back, StaffStep.AskingAnswer),
        (StaffStep.AskingEscalateReason, StaffMove.Back, StaffStep.AskingDepartment),
        (StaffStep.AskingRedispatchReason, StaffMove.Back, StaffStep.AskingDesk),
        (StaffStep.ConfirmingMerge, StaffMove.Back, StaffStep.AskingTarget),
        (StaffStep.AskingWhistleReason, StaffMove.Back, StaffStep.AskingCalled),
        (StaffStep.AskingMilestones, StaffMove.Back, StaffStep.AskingMonths),
        (StaffStep.ConfirmingExtension, StaffMove.Back, StaffStep.AskingMilestones),
        (StaffStep.ConfirmingRaise, StaffMove.Back, StaffStep.AskingTried),
    ];

    /// <summary>Summed up again, with other words or one photo more or fewer.</summary>
    private static readonly (StaffStep At, StaffMove Move)[] Again =
    [
        (StaffStep.Confirming, StaffMove.Summarise),
        (StaffStep.ConfirmingAnswer, StaffMove.ConfirmAnswer),
        (StaffStep.ConfirmingExtension, StaffMove.ConfirmExtension),
        (StaffStep.ConfirmingRaise, StaffMove.ConfirmRaise),
    ];

    // After the tables it is made from: static fields are filled in the order they stand.
    private static readonly FrozenDictionary<(StaffStep, StaffMove), StaffStep> Moves = Explore();

    public static StaffStep After(StaffStep step, StaffMove move) =>
        Moves.TryGetValue((step, move), out var next) ? next : throw new InvalidOperationException($"The dialog with staff cannot {move} while {step}");

    public static bool Allows(StaffStep step, StaffMove move) => Moves.ContainsKey((step, move));

    /// <summary>The diagram in docs/dialogs.md.</summary>
    public static string Diagram() => MermaidGraph.Format(Build(() => StaffStep.Idle, _ => { }).GetInfo(), MermaidGraphDirection.TopToBottom);

    private static StateMachine<StaffStep, StaffMove> Build(Func<StaffStep> get, Action<StaffStep> set)
    {
        var machine = new StateMachine<StaffStep, StaffMove>(get, set);
        machine.Configure(StaffStep.Idle).PermitReentry(StaffMove.Finish);
        foreach (var (move, to) in First)
        {
            machine.Configure(StaffStep.Idle).Permit(move, to);
        }

        foreach (var (from, move, to) in Second)
        {
            machine.Configure(from).Permit(move, to);
        }

        foreach (var (at, move) in Again)
        {
            machine.Configure(at).PermitReentry(move);
        }

        foreach (var step in Enum.GetValues<StaffStep>().Where(s => s != StaffStep.Idle))
        {
            machine.Configure(step).Permit(StaffMove.Finish, StaffStep.Idle);
        }

        return machine;
    }

    private static FrozenDictionary<(StaffStep, StaffMove), StaffStep> Explore()
    {
        var moves = new Dictionary<(StaffStep, StaffMove), StaffStep>();
        foreach (var step in Enum.GetValues<StaffStep>())
        {
            foreach (var move in Enum.GetValues<StaffMove>())
            {
                var at = step;
                var machine = Build(() => at, s => at = s);
                if (machine.CanFire(move))
                {
                    machine.Fire(move);
                    moves[(step, move)] = at;
                }
            }
        }

        return moves.ToFrozenDictionary();
    }
}
