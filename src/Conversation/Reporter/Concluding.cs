using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>What is said once the store has done, or refused, what a message asked of it.</summary>
internal sealed class Concluding(CaseWords words, Understander understander, Talking talking, Registering registering, Emergencies emergencies)
{
    private readonly PhraseBook _say = words.Book;

    public Turn Conclude(Turn turn, Facts facts, ActResult result)
    {
        var state = (ReporterState)turn.State;
        switch (result)
        {
            case ActResult.Registered { Outcome: var outcome }:
                var compound = outcome is CaseStore.People.Registration.Matched matched ? matched.CompoundId : null;
                return talking.Aside(state with { CompoundId = state.CompoundId ?? compound }, registering.Outcome(outcome)) with { Command = null };
            // Our own event: whatever was being said goes on.
            case ActResult.Done { Case: var released, Events: var told } when turn.Command is DialogCommand.Act { What: CaseAct.Recall } && told.Any(e => e.Kind == CaseEventKind.ClaimLapsed):
                return talking.Interrupt(state, _say.Text(Say.ClaimRecalledAndLapsed, ("number", released.Number)));
            case ActResult.Done { Case: var recalled } when turn.Command is DialogCommand.Act { What: CaseAct.Recall }:
                return talking.Interrupt(state, _say.Text(Say.ClaimRecalled, ("number", recalled.Number), ("short", CaseWords.Short(recalled.Number))));
            case ActResult.Refused { Case: { } enough } when turn.Command is DialogCommand.Act { What: CaseAct.Recall }:
                return talking.Interrupt(state, _say.Text(Say.ClaimPhotoSpared, ("number", enough.Number)));
            case ActResult.Refused { Case: null }:
                return turn with { State = Talking.Idle(state), Reply = _say.Text(Say.NoCases), Command = null };
            case ActResult.Done { Case: var claimed } when turn.Command is DialogCommand.Act { What: CaseAct.Claim }:
                return Ended(turn, state, _say.Text(Say.ClaimedByYou, ("number", claimed.Number), ("due", words.Due(claimed)), ("handler", words.Handler(claimed))));
            case ActResult.Done { Case: var done } when turn.Command is DialogCommand.Act { What: CaseAct.Resolve }:
                return Ended(turn, state, _say.Text(Say.ClaimDone, ("number", done.Number)));
            case ActResult.Refused { Case: { } gone } when turn.Command is DialogCommand.Act { What: CaseAct.Claim }:
                return Ended(turn, state, _say.Text(Say.ClaimRefused, ("number", gone.Number)));
            case ActResult.Refused { Why: Refusal.ProofMissing, Case: { } unproved } when turn.Command is DialogCommand.Act { What: CaseAct.Resolve }:
                return Ended(turn, state, _say.Text(Say.ClaimProofMissing, ("number", unproved.Number)));
            case ActResult.Refused { Case: { } over } when turn.Command is DialogCommand.Act { What: CaseAct.Resolve }:
                return Ended(turn, state, _say.Text(Say.NotPossible, ("number", over.Number), ("state", words.State(over.State))));
            case ActResult.Refused { Why: Refusal.Already, Case: { } mine }:
                return Next(turn, Talking.Idle(state), _say.Text(Say.FollowedAlready, ("number", mine.Number)), facts);
            case ActResult.Refused { Case: { } late } when IsJoining(state, turn.Command):
                return talking.FileInstead(state, _say.Text(Say.NotPossible, ("number", late.Number), ("state", words.State(late.State))));
            default:
                break;
        }

        var (kase, reply) = result switch
        {
            ActResult.Done { Events: var events } answered when events.Any(e => e.Kind == CaseEventKind.Answered) =>
                (answered.Case, _say.Text(Say.AnsweredForYou, ("number", answered.Case.Number), ("handler", words.Handler(answered.Case)))),
            // Who waited for it already has added to it by joining.
            ActResult.Done { Events: var events } joined when turn.Command is DialogCommand.Act { What: CaseAct.Follow } && events.Any(e => e.Kind == CaseEventKind.Supplemented) =>
                (joined.Case, Supplemented(joined.Case)),
            ActResult.Done done => (done.Case, Done(turn.Command!, done.Case, state)),
            ActResult.Refused { Why: Refusal.TooSoon, Case: { } late } => (late, _say.Text(Say.UrgedTooSoon, ("number", late.Number))),
            ActResult.Refused { Case: { } other } => (other, _say.Text(Say.NotPossible, ("number", other.Number), ("state", words.State(other.State)))),
            _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
        };

        // Filing, joining and rating end what was being said; urging, withdrawing and adding happen in passing.
        return turn.Command switch
        {
            DialogCommand.File file => Next(
                turn,
                Talking.Idle(state) with { CompoundId = file.Report.CompoundId is { Length: > 0 } where ? where : state.CompoundId, LastCase = kase.Number, LastCaseAt = facts.Now, LastDanger = file.Report.Danger },
                reply, facts),
            DialogCommand.Act when IsJoining(state, turn.Command) => Next(turn, Talking.Idle(state), reply, facts),
            DialogCommand.Act { What: CaseAct.Rate or CaseAct.NotFixed } when state.Draft is null => turn with { State = Talking.Idle(state), Reply = reply, Command = null },
            _ => turn with { State = talking.Back(state), Reply = turn.Quietly ? null : talking.Aside(state, reply).Reply, Command = null },
        };
    }

    private static Turn Ended(Turn turn, ReporterState state, string reply) => turn with { State = Talking.Idle(state), Reply = reply, Command = null };

    /// <summary>Whether the draft itself is what goes to the case; something added to another in passing leaves it alone.</summary>
    private static bool IsJoining(ReporterState state, DialogCommand? command) =>
        state is { Step: ReporterStep.AskingSame, Draft: { } draft } && command is DialogCommand.Act { What: var act }
        && (act is CaseAct.Follow || (act is CaseAct.Supplement added && added.Words == draft.Text));

    /// <summary>After a case is filed or joined: what waits behind it. Behind an emergency it goes on waiting.</summary>
    private Turn Next(Turn turn, ReporterState idle, string reply, Facts facts)
    {
        var waiting = idle with { Rest = ((ReporterState)turn.State).Rest };
        if (turn.Command is DialogCommand.File { Report.Emergency: true })
        {
            return turn with
            {
                State = waiting,
                Reply = waiting is { Parked: null, Rest: null } ? reply : _say.Text(Say.RestWaits, ("answer", reply)),
                Command = null,
            };
        }

        return talking.NextWaiting(waiting, facts) is { } next
            ? turn with { State = next.State, Reply = $"{reply}\n{next.Reply}", Command = null }
            : turn with { State = waiting, Reply = reply, Command = null };
    }

    private string Done(DialogCommand command, Case kase, ReporterState state) => command switch
    {
        DialogCommand.File { Report.Danger: { } danger } => emergencies.Filed(kase, danger),
        DialogCommand.File when state.Draft is { ForPerson: true } => _say.Text(
            Say.PersonAsked, ("number", kase.Number), ("handler", words.Handler(kase)), ("due", words.Due(kase))),
        DialogCommand.File => _say.Text(
            kase.State == CaseState.UnderReview ? Say.FiledForReview : Say.Filed,
            ("number", kase.Number), ("handler", words.Handler(kase)), ("due", words.Due(kase))),
        DialogCommand.Act { What: CaseAct.Follow } => _say.Text(
            Say.Followed, ("number", kase.Number), ("handler", words.Handler(kase)), ("due", words.Due(kase))),
        DialogCommand.Act { What: CaseAct.Locate } => emergencies.Located(kase),
        DialogCommand.Act { What: CaseAct.Withdraw } => _say.Text(Say.Withdrawn, ("number", kase.Number)),
        DialogCommand.Act { What: CaseAct.Urge } => _say.Text(Say.Urged, ("number", kase.Number), ("handler", words.Handler(kase))),
        DialogCommand.Act { What: CaseAct.Supplement { Words: { } said } } when kase.Emergency && understander.Read(said).Danger is { } again
            && emergencies.GravestOf(state.LastDanger, again.Code) != state.LastDanger =>
            emergencies.Added(kase, again.Code),
        DialogCommand.Act { What: CaseAct.Supplement } => Supplemented(kase),
        _ when kase.State == CaseState.Closed => _say.Text(Say.Thanks, ("number", kase.Number)),
        _ when words.Handler(kase) == words.Community(kase) => _say.Text(
            Say.ReopenedToCommunity, ("number", kase.Number), ("community", words.Community(kase)), ("due", words.Due(kase))),
        _ => _say.Text(
            Say.ReopenedForYou,
            ("number", kase.Number), ("handler", words.Handler(kase)), ("community", words.Community(kase)), ("due", words.Due(kase))),
    };

    private string Supplemented(Case kase) => _say.Text(
        kase.Emergency ? Say.UrgentPassedOn : Say.Supplemented, ("number", kase.Number), ("handler", words.Handler(kase)));
}
