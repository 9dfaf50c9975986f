using System.Collections.Frozen;
using Stateless;
using Stateless.Graph;

namespace Conversation.Reporter;

/// <summary>What moves the talk from one question to the next.</summary>
public enum ReporterMove
{
    AskText,
    AskSubtype,
    AskCompound,
    AskPlace,
    AskPhoto,
    AskSame,
    AskDetail,
    Summarise,
    ChooseSlot,
    AskGrade,
    AskReason,
    AskName,
    AskClaim,
    AskClaimed,
    AskClaimProof,
    Finish,
}

/// <summary>
/// Which question may follow which. The machine is asked once for every pair and the answers are kept,
/// since a message must not pay for building it.
/// </summary>
public static class ReporterMachine
{
    private static readonly (ReporterMove Move, ReporterStep Target)[] Questions =
    [
        (ReporterMove.AskText, ReporterStep.AskingText),
        (ReporterMove.AskSubtype, ReporterStep.AskingSubtype),
        (ReporterMove.AskCompound, ReporterStep.AskingCompound),
        (ReporterMove.AskPlace, ReporterStep.AskingPlace),
        (ReporterMove.AskPhoto, ReporterStep.AskingPhoto),
        (ReporterMove.AskSame, ReporterStep.AskingSame),
        (ReporterMove.AskDetail, ReporterStep.AskingDetail),
        (ReporterMove.Summarise, ReporterStep.Confirming),
    ];

    private static readonly ReporterStep[] Drafting =
    [
        ReporterStep.AskingText, ReporterStep.AskingSubtype, ReporterStep.AskingCompound, ReporterStep.AskingPlace,
        ReporterStep.AskingPhoto, ReporterStep.AskingSame, ReporterStep.AskingDetail, ReporterStep.Confirming, ReporterStep.ChoosingSlot,
    ];

    // After the tables it is made from: static fields are filled in the order they stand.
    private static readonly FrozenDictionary<(ReporterStep, ReporterMove), ReporterStep> Moves = Explore();

    /// <summary>The step after <paramref name="move"/>. An illegal move is our own mistake and throws.</summary>
    public static ReporterStep After(ReporterStep step, ReporterMove move) =>
        Moves.TryGetValue((step, move), out var next)
            ? next
            : throw new InvalidOperationException($"The reporter's dialog cannot {move} while {step}");

    public static bool Allows(ReporterStep step, ReporterMove move) => Moves.ContainsKey((step, move));

    /// <summary>The diagram in docs/dialogs.md.</summary>
    public static string Diagram() => MermaidGraph.Format(Build(() => ReporterStep.Idle, _ => { }).GetInfo(), MermaidGraphDirection.TopToBottom);

    private static StateMachine<ReporterStep, ReporterMove> Build(Func<ReporterStep> get, Action<ReporterStep> set)
    {
        var machine = new StateMachine<ReporterStep, ReporterMove>(get, set);
        machine.Configure(ReporterStep.Idle).PermitReentry(ReporterMove.Finish);
        foreach (var step in Enum.GetValues<ReporterStep>())
        {
            var configured = machine.Configure(step);
            foreach (var (move, target) in Questions)
            {
                if (step == target)
                {
                    configured.PermitReentry(move);
                }
                else
                {
                    configured.Permit(move, target);
                }
            }

            if (step != ReporterStep.Idle)
            {
                configured.Permit(ReporterMove.Finish, ReporterStep.Idle);
            }
        }

        // Changing one's mind needs something to change.
        foreach (var step in Drafting)
        {
            var configured = machine.Configure(step);
            if (step == ReporterStep.ChoosingSlot)
            {
                configured.PermitReentry(ReporterMove.ChooseSlot);
            }
            else
            {
                configured.Permit(ReporterMove.ChooseSlot, ReporterStep.ChoosingSlot);
            }
        }

        // Who somebody is can be said at any time; the report they were in the middle of waits.
        foreach (var step in Enum.GetValues<ReporterStep>())
        {
            var configured = machine.Configure(step);
            if (step == ReporterStep.AskingName)
            {
                configured.PermitReentry(ReporterMove.AskName);
            }
            else
            {
                configured.Permit(ReporterMove.AskName, ReporterStep.AskingName);
            }
        }

        // Claiming and its proof begin when nothing else is open.
        machine.Configure(ReporterStep.Idle)
            .Permit(ReporterMove.AskClaim, ReporterStep.ChoosingClaim)
            .Permit(ReporterMove.AskClaimed, ReporterStep.ChoosingClaimed)
            .Permit(ReporterMove.AskClaimProof, ReporterStep.ProvingClaim);

        // A rating is asked about only when nothing is being written. A reason belongs to a rating, which may also be said in
        // the middle of a report: the report waits.
        machine.Configure(ReporterStep.Idle).Permit(ReporterMove.AskGrade, ReporterStep.AskingGrade);
        machine.Configure(ReporterStep.AskingGrade).PermitReentry(ReporterMove.AskGrade);
        machine.Configure(ReporterStep.AskingReason).PermitReentry(ReporterMove.AskReason).Permit(ReporterMove.AskGrade, ReporterStep.AskingGrade);
        foreach (var step in Drafting.Append(ReporterStep.Idle).Append(ReporterStep.AskingGrade))
        {
            machine.Configure(step).Permit(ReporterMove.AskReason, ReporterStep.AskingReason);
        }

        return machine;
    }

    private static FrozenDictionary<(ReporterStep, ReporterMove), ReporterStep> Explore()
    {
        var moves = new Dictionary<(ReporterStep, ReporterMove), ReporterStep>();
        foreach (var step in Enum.GetValues<ReporterStep>())
        {
            foreach (var move in Enum.GetValues<ReporterMove>())
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
