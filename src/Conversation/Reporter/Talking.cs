using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>How the talk goes on: the next question, back after an interruption, off to the store.</summary>
internal sealed class Talking(CaseWords words, Understander understander, Drafting drafting, Absorbing absorbing, Measure measure)
{
    private readonly PhraseBook _say = words.Book;

    /// <summary>The next question; what needs no confirming is filed.</summary>
    public Turn Onward(ReporterState state, Inbound inbound, Facts facts) =>
        state is { Step: ReporterStep.Confirming, Draft.ForPerson: true } ? Submit(state, inbound, facts) : Ask(state);

    public Turn Ask(ReporterState state, string? before = null) =>
        new(state, before is null ? drafting.Question(state) : $"{before}\n{drafting.Question(state)}");

    public static Turn Lacking(ReporterState state, FactsNeeded lacks) => new(state, null) { Lacks = lacks };

    /// <summary>The case that was to be joined takes nothing more: what was said becomes a report of its own, and nobody starts over.</summary>
    public Turn FileInstead(ReporterState state, string answer) =>
        Ask(drafting.Proceed(state, state.Draft! with { SameAsked = true, Same = null }), answer);

    /// <summary>Answers something in passing, then comes back to the open question.</summary>
    public Turn Interrupt(ReporterState state, string answer) => state.Draft is null
        ? new Turn(state, answer)
        : new Turn(state, _say.Text(Say.StillOpen, ("answer", answer), ("question", drafting.Question(state))));

    /// <summary>The end of something that came in between: back to the report that waited, if there is one.</summary>
    public Turn Aside(ReporterState state, string answer)
    {
        var back = Back(state);
        return back.Draft is null
            ? new Turn(back, answer)
            : new Turn(back, _say.Text(Say.StillOpen, ("answer", answer), ("question", drafting.Question(back))));
    }

    public ReporterState Back(ReporterState state) => state switch
    {
        { Step: ReporterStep.AskingName or ReporterStep.AskingReason or ReporterStep.AskingGrade, Draft: { } draft } => drafting.Proceed(state, draft),
        { Step: ReporterStep.AskingName } => Idle(state) with { Undo = state.Undo },
        _ => state,
    };

    public Turn Submit(ReporterState state, Inbound inbound, Facts facts)
    {
        var draft = state.Draft!;
        if (draft.Danger is null)
        {
            if (facts.Me is not { } me)
            {
                return Lacking(state, new FactsNeeded.Myself());
            }

            if (measure.IsFlood(me.RecentReports))
            {
                return measure.StopFlood(state, facts.Now);
            }
        }

        return new Turn(state, null, new DialogCommand.File(Report(draft, inbound)));
    }

    private NewReport Report(Draft draft, Inbound inbound) => new(
        inbound.Channel, inbound.Sender, draft.Kind!.Value, draft.Subtype, draft.CompoundId ?? "", draft.Place ?? "",
        draft.ForPerson ? _say.Text(Say.WantsPerson, ("text", draft.Text!)) : Drafting.Description(draft),
        draft.Danger is not null, draft.Photos, draft.Danger, draft.Latitude, draft.Longitude);

    public ReporterState Begun(ReporterState state, Heard heard, Facts facts) =>
        drafting.Proceed(state with { Undo = null }, Elsewhere(absorbing.Absorb(Pictures.Fresh(state, facts.Now), heard.Read, heard.Words), heard));

    /// <summary>What was known beforehand gives way to what is said now: another compound, and the spot of a poster with it.</summary>
    public static Draft Elsewhere(Draft draft, Heard heard) => heard.Read.Compound is { } said && said.Id != draft.CompoundId
        ? draft with { CompoundId = said.Id, Place = heard.Read.Place, PlaceIsFinal = false }
        : draft;

    /// <summary>What waits behind the thing just ended: the report that an emergency broke into, or the next problem of the same breath.</summary>
    public Turn? NextWaiting(ReporterState state, Facts facts)
    {
        if (state.Parked is { } parked)
        {
            // What was offered with it may no longer be true.
            var back = drafting.Proceed(state with { Parked = null }, parked with { Same = null });
            return new Turn(back, _say.Text(Say.BackToParked, ("question", drafting.Question(back))));
        }

        if (state.Rest is not { Count: > 0 } waiting)
        {
            return null;
        }

        var text = waiting[0];
        var begun = Begun(state with { Rest = waiting.Count == 1 ? null : [.. waiting.Skip(1)] }, new Heard(text, understander), facts);
        return new Turn(begun, _say.Text(Say.NextPart, ("text", Brief(text)), ("question", drafting.Question(begun))));
    }

    public static ReporterState Idle(ReporterState state) => new()
    {
        Step = ReporterMachine.After(state.Step, ReporterMove.Finish),
        CompoundId = state.Draft?.CompoundId ?? state.CompoundId,
        LastCase = state.LastCase,
        LastCaseAt = state.LastCaseAt,
        LastDanger = state.LastDanger,
        PhotoFor = state.PhotoFor,
        PhotoForAt = state.PhotoForAt,
        Parked = state.Parked,
        PosterSpot = state.PosterSpot,
        PosterAt = state.PosterAt,
        AnsweredCase = state.AnsweredCase,
        AnsweredAt = state.AnsweredAt,
        AbuseToldAt = state.AbuseToldAt,
        Wake = state.Wake,
        At = state.At,
    };

    public static string Brief(string text) => text.Length <= 24 ? text : Drafting.Shorten(text, 24) + "…";
}
