using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>The chat commands (contract.md), typed, tapped, or meant in natural words.</summary>
internal sealed class Obeying(CaseWords words, Talking talking, Drafting drafting, Registering registering, Following following, Rating rating, Claiming claiming)
{
    private readonly PhraseBook _say = words.Book;

    public Turn Obey(ReporterState state, Inbound inbound, Heard heard, Command command, string? number, Facts facts)
    {
        switch (command)
        {
            case Command.Help:
                return talking.Interrupt(state, _say.Text(Say.Help));
            case Command.Cancel:
                return Cancel(state, facts);
            case Command.Submit when state.Draft is { } whole && drafting.Missing(whole) is ReporterMove.Summarise or ReporterMove.AskDetail:
                return talking.Submit(state, inbound, facts);
            case Command.Submit when state.Draft is { } lacking:
                return talking.Ask(drafting.Proceed(state, lacking));
            case Command.Submit:
                return new Turn(state, _say.Text(Say.NothingToSubmit));
            case Command.Edit when state.Draft is { Text: not null, Kind: not null }:
                return Edit(state);
            case Command.Edit when state.Draft is not null:
                return talking.Ask(state);
            case Command.Edit:
                return new Turn(state, _say.Text(Say.NothingToSubmit));
            case Command.Continue:
                return state.Draft is null ? talking.NextWaiting(state, facts) ?? Undo(state) : talking.Ask(state);
            case Command.Undo when Claiming.IsOpen(state):
                return claiming.PutOff(state);
            case Command.Undo:
                return Undo(state);
            case Command.Suggest:
                return BeginKind(state, CaseKind.Suggestion);
            case Command.Praise:
                return BeginKind(state, CaseKind.Praise);
            case Command.Consult:
                return BeginKind(state, CaseKind.Consultation);
            case Command.Person:
                return AskForPerson(state, inbound, facts);
            case Command.Register:
                return facts.Me is { } me ? registering.Begin(state, me) : Talking.Lacking(state, new FactsNeeded.Myself());
            case Command.Claim:
                return claiming.Begin(state, number, facts);
            case Command.Finish when state.Draft is not null:
                return Obey(state, inbound, heard, Command.Submit, null, facts);
            case Command.Finish when state.Step == ReporterStep.ProvingClaim && number is null:
                return new Turn(state, claiming.Question(state));
            case Command.Finish:
                return claiming.Finish(state, number, facts);
            case Command.Points:
                return facts.Me is { } known ? talking.Interrupt(state, following.Points(known, registering)) : Talking.Lacking(state, new FactsNeeded.Myself());
            default:
                return facts.KnowsCases ? ObeyOnCases(state, heard, command, number, facts) : Talking.Lacking(state, new FactsNeeded.OwnCases());
        }
    }

    private Turn ObeyOnCases(ReporterState state, Heard heard, Command command, string? number, Facts facts) => command switch
    {
        Command.Progress => talking.Interrupt(state, following.Progress(facts, number, heard)),
        Command.MyReports => talking.Interrupt(state, following.List(facts, number)),
        Command.Withdraw => OneOf(
            state, number, "撤回", Say.NothingToWithdraw, new CaseAct.Withdraw(),
            [.. facts.Cases.Where(c => c.State is CaseState.Reported or CaseState.UnderReview or CaseState.Dispatched)]),
        Command.Urge => OneOf(state, number, "催办", Say.NothingToUrge, new CaseAct.Urge(), Urgeable(facts.Cases, number)),
        Command.Rate when state.Draft is not null => talking.Interrupt(state, _say.Text(Say.RateAfterwards)),
        Command.Rate => rating.Ask(state, number, facts.Cases) ?? talking.Interrupt(state, _say.Text(Say.NothingToRate)),
        Command.Again => Again(state, facts),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    /// <summary>What somebody works on. Whoever reported what was merged into another case urges that one by their own number, or when they have nothing else.</summary>
    private static IReadOnlyList<Case> Urgeable(IReadOnlyList<Case> cases, string? number)
    {
        IReadOnlyList<Case> inWork = [.. cases.Where(c => c.IsInWork)];
        return number is null && inWork.Count > 0 ? inWork : [.. inWork, .. cases.Where(c => c.State == CaseState.Merged)];
    }

    private Turn OneOf(ReporterState state, string? number, string command, Phrase nothing, CaseAct act, IReadOnlyList<Case> possible)
    {
        var chosen = number is null ? possible : [.. possible.Where(c => Following.Matches(c, number))];
        return chosen.Count switch
        {
            0 => talking.Interrupt(state, _say.Text(nothing)),
            1 => new Turn(state, null, new DialogCommand.Act(chosen[0].Number, act)),
            _ => talking.Interrupt(state, following.WhichCase(command, chosen)),
        };
    }

    public Turn Edit(ReporterState state)
    {
        var back = talking.Back(state);
        var choosing = back with { Step = ReporterMachine.After(back.Step, ReporterMove.ChooseSlot) };
        return new Turn(choosing, drafting.Question(choosing));
    }

    public Turn Cancel(ReporterState state, Facts facts)
    {
        switch (state)
        {
            case { Step: ReporterStep.AskingName }:
                return talking.Aside(state, _say.Text(Say.RegistrationPutOff));
            case { Step: ReporterStep.AskingGrade or ReporterStep.AskingReason }:
                return new Turn(Talking.Idle(state), _say.Text(Say.RatingPutOff));
            case var claim when Claiming.IsOpen(claim):
                return claiming.PutOff(state);
            case { Draft: { } draft }:
                // What was dropped can still be fetched back, until something else begins.
                var dropped = Talking.Idle(state) with { Rest = state.Rest };
                var next = talking.NextWaiting(dropped, facts);
                return next is null
                    ? new Turn(dropped with { Undo = [draft], Rest = null }, _say.Text(Say.Cancelled))
                    : next with { Reply = $"{_say.Text(Say.Cancelled)}\n{next.Reply}" };
            default:
                return new Turn(state, _say.Text(Say.NothingToCancel));
        }
    }

    private Turn Undo(ReporterState state)
    {
        if (state.Undo is not [.., var last])
        {
            return talking.Interrupt(state, _say.Text(state.Draft is null ? Say.NothingToUndo : Say.FirstStep));
        }

        var back = drafting.Proceed(state with { Undo = state.Undo.Count > 1 ? [.. state.Undo.SkipLast(1)] : null }, last);
        return talking.Ask(back, _say.Text(state.Draft is null ? Say.FoundAgain : Say.Undone));
    }

    private Turn BeginKind(ReporterState state, CaseKind kind) => state.Draft is not null
        ? talking.Ask(state)
        : talking.Ask(drafting.Proceed(state, new Draft { Kind = kind, CompoundId = state.CompoundId }));

    /// <summary>人工: whatever was being said goes along, without a summary to confirm.</summary>
    private Turn AskForPerson(ReporterState state, Inbound inbound, Facts facts)
    {
        var draft = state.Draft ?? new Draft { CompoundId = state.CompoundId };
        var text = draft is { Text: { } said, Place: { } place } && !said.Contains(place, StringComparison.Ordinal)
            ? $"{place}:{Drafting.Description(draft)}"
            : draft.Text is null ? null : Drafting.Description(draft);
        var asking = drafting.Proceed(state, draft with { Kind = CaseKind.Consultation, Subtype = null, ForPerson = true, Text = text, Same = null, Offered = null });

        // Somebody of a compound that is not in the list would be asked for it for ever.
        return asking is { Step: ReporterStep.AskingCompound } && state.Step == ReporterStep.AskingCompound
            ? talking.Submit(asking, inbound, facts)
            : talking.Onward(asking, inbound, facts);
    }

    private Turn Again(ReporterState state, Facts facts)
    {
        if (facts.Cases.FirstOrDefault(c => c.Kind is CaseKind.PropertyService or CaseKind.LawEnforcement) is not { } last)
        {
            return talking.Interrupt(state, _say.Text(Say.NothingLastTime));
        }

        if (last.IsInWork)
        {
            return talking.Interrupt(state, _say.Text(Say.LastStillOpen, ("number", last.Number), ("state", words.State(last.State)), ("due", words.Due(last))));
        }

        var draft = state.Draft ?? new Draft();
        return talking.Ask(drafting.Proceed(state, draft with
        {
            Kind = last.Kind,
            Subtype = last.Subtype,
            CompoundId = last.CompoundId.Length > 0 ? last.CompoundId : null,
            Place = last.Place.Length > 0 ? last.Place : null,
            PlaceIsFinal = true,
            Text = draft.Text ?? last.Description,
            Offered = null,
        }), _say.Text(Say.SameAsLastTime, ("subject", words.Subject(last)), ("place", words.Place(last))));
    }
}
