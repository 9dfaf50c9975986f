using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>Words in the middle of a report that answer nothing: an addition, another problem, or not understood.</summary>
internal sealed class Adding(CaseWords words, Talking talking, Drafting drafting, Absorbing absorbing, Answers answers, Measure measure)
{
    private const int MostRest = 4;

    /// <summary>Enough to keep something apart; it is asked about again when its turn comes.</summary>
    private const double Likely = 0.6;

    private readonly PhraseBook _say = words.Book;

    public Turn Add(ReporterState state, Inbound inbound, Heard heard, Facts facts)
    {
        var read = heard.Read;
        if (measure.Answer(state, heard, facts.Now) is { } calm)
        {
            return calm with { Reply = _say.Text(Say.StillOpen, ("answer", calm.Reply!), ("question", drafting.Question(state))) };
        }

        switch (state.Step)
        {
            case ReporterStep.AskingPhoto when Answers.SaysNone(heard.Bare):
                return new Turn(state, _say.Text(Say.PhotoNeeded));
            case ReporterStep.AskingSubtype or ReporterStep.AskingCompound when state.Draft is { Text: not null } && IsPraiseOrSuggestion(state, heard):
                return Queue(state, heard);
            case ReporterStep.AskingPlace:
                return talking.Interrupt(state, _say.Text(Say.PlaceHint));
            case ReporterStep.AskingCompound when heard.Bare.Length >= 2 && !Assent.IsYes(heard.Bare):
                return new Turn(state, _say.Text(Say.CompoundUnknown, ("question", drafting.Question(state))));
            case ReporterStep.AskingSubtype or ReporterStep.AskingCompound or ReporterStep.ChoosingSlot or ReporterStep.AskingSame:
                return state.Step == ReporterStep.ChoosingSlot && answers.Correct(state, heard) is { } slot
                    ? talking.Onward(slot, inbound, facts)
                    : new Turn(state, _say.Text(Say.NotAChoice, ("question", drafting.Question(state))));
            case ReporterStep.AskingPhoto or ReporterStep.Confirming when IsAnother(state, heard):
                return Queue(state, heard);
            case ReporterStep.AskingPhoto or ReporterStep.AskingDetail or ReporterStep.Confirming when read.Intent == Intent.Consultation && Drafting.IsProblem(state.Draft!):
                return talking.Interrupt(state, _say.Text(Say.ConsultAfterwards));
            case ReporterStep.AskingDetail when drafting.OpenQuestion(state.Draft!) is { Choices.Count: > 0 } && read.Intent != Intent.Chat:
                return new Turn(state, _say.Text(Say.NotAChoice, ("question", drafting.Question(state))));
            case ReporterStep.Confirming when heard.Plain.Length <= 20 && answers.Correct(state, heard) is { } corrected:
                return talking.Onward(corrected, inbound, facts);
            case ReporterStep.AskingPhoto or ReporterStep.Confirming when read.Intent is not (Intent.Chat or Intent.Command):
                return talking.Onward(drafting.Proceed(state, absorbing.Absorb(state.Draft!, read, heard.Words)), inbound, facts);
            default:
                return read.Intent != Intent.Chat ? talking.Interrupt(state, _say.Text(Say.NotUnderstood))
                    : SmallTalk.Greets(heard.Plain) ? talking.Interrupt(state, _say.Text(Say.Greeting))
                    : new Turn(state, drafting.Question(state));
        }
    }

    public Turn Queue(ReporterState state, Heard heard)
    {
        var rest = state.Rest ?? [];
        if (rest.Count >= MostRest)
        {
            return talking.Interrupt(state, _say.Text(Say.QueueFull));
        }

        var queued = state with { Rest = [.. rest, heard.Plain] };
        return talking.Interrupt(queued, _say.Text(Say.Queued, ("text", Talking.Brief(heard.Plain))));
    }

    private static bool IsPraiseOrSuggestion(ReporterState state, Heard heard) => heard.Bare.Length >= 6
        && ((heard.Read.Intent == Intent.Praise && state.Draft?.Kind != CaseKind.Praise) || (heard.Read.Intent == Intent.Suggestion && state.Draft?.Kind != CaseKind.Suggestion));

    /// <summary>A clear report of something else in the middle of one: kept, and asked about when this one is filed.</summary>
    public static bool IsAnother(ReporterState state, Heard heard) =>
        heard.Bare.Length >= 6 && state.Draft is { Kind: not null } draft && heard.Read switch
        {
            { Intent: Intent.Suggestion or Intent.Praise } => IsPraiseOrSuggestion(state, heard),
            { Intent: Intent.Report, Candidates: [var best, ..] } => draft.Subtype is { } subtype && best.Subtype != subtype
                && (best.Confidence >= Likely || (IsElsewhere(draft, heard.Read) && !heard.IsCorrection)),
            _ => false,
        };

    private static bool IsElsewhere(Draft draft, Understood read) => draft.Place is { } here && read.Place is { } there
        && PlaceKey.Of(here).Building is { } building && PlaceKey.Of(there).Building is { } other && building != other;
}
