using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;

namespace Conversation.Officer;

/// <summary>The open question in words, as it is asked the first time and again; and what to do with an answer that is none.</summary>
internal sealed class StaffQuestions(CaseWords words)
{
    public const int MostNoteLength = 300;

    public static readonly Outcome[] Outcomes = [Outcome.Fixed, Outcome.Explained, Outcome.CannotFix, Outcome.LongTerm];

    private readonly PhraseBook _say = words.Book;

    public Turn Ask(StaffState state) => new(state, Of(state));

    public string Of(StaffState state)
    {
        var shortNumber = ("short", CaseWords.Short(state.Number ?? ""));
        var choices = ("choices", Choice.Lines(Labels(state)));
        return state.Step switch
        {
            StaffStep.Idle => _say.Text(Say.StaffNotUnderstood),
            StaffStep.ChoosingCase => _say.Text(Say.StaffWhichCase, choices),
            StaffStep.AskingProof => Proof(state),
            StaffStep.Confirming => _say.Text(
                Say.StaffConfirm, shortNumber, ("note", state.Note!), ("count", state.Photos.Count.ToString()), choices),
            StaffStep.AskingOutcome => _say.Text(Say.StaffAskOutcome, choices),
            StaffStep.AskingAnswer => _say.Text(Say.StaffRewrite),
            StaffStep.ConfirmingAnswer => _say.Text(Say.StaffConfirmAnswer, shortNumber, ("note", state.Note!), choices),
            StaffStep.AskingDeclineReason => _say.Text(Say.StaffAskDeclineReason, shortNumber),
            StaffStep.AskingUnit => _say.Text(Say.StaffAskUnit, shortNumber, choices),
            StaffStep.AskingReturnReason => _say.Text(Say.StaffAskReturnReason, shortNumber),
            StaffStep.AskingRejectReason => _say.Text(Say.StaffAskRejectReason, shortNumber),
            StaffStep.AskingQuestion => _say.Text(Say.StaffAskQuestion, shortNumber),
            StaffStep.AskingRemark => _say.Text(Say.StaffAskRemark, shortNumber),
            StaffStep.AskingColleague => _say.Text(Say.StaffAskColleague, shortNumber, choices),
            StaffStep.AskingDepartment => _say.Text(Say.StaffAskDepartment, shortNumber, choices),
            StaffStep.AskingEscalateReason => _say.Text(Say.StaffAskEscalateReason, shortNumber, Chosen(state)),
            StaffStep.AskingDesk => _say.Text(Say.StaffAskDesk, shortNumber, choices),
            StaffStep.AskingRedispatchReason => _say.Text(Say.StaffAskRedispatchReason, shortNumber, Chosen(state)),
            StaffStep.AskingType => _say.Text(Say.StaffAskType, shortNumber, choices),
            StaffStep.AskingTarget when state.Offered is { Count: > 0 } => _say.Text(Say.StaffAskTarget, shortNumber, choices),
            StaffStep.AskingTarget => _say.Text(Say.StaffAskTargetNumber, shortNumber),
            StaffStep.ConfirmingMerge => _say.Text(Say.StaffConfirmMerge, shortNumber, ("other", state.Note!), choices),
            StaffStep.AskingCalled => _say.Text(Say.StaffAskCalled, shortNumber, choices),
            StaffStep.AskingWhistleReason => _say.Text(Say.StaffAskWhistleReason, shortNumber, Chosen(state)),
            StaffStep.AskingMonths => _say.Text(Say.StaffAskMonths, shortNumber),
            StaffStep.AskingMilestones => _say.Text(Say.StaffAskMilestones, shortNumber, ("months", state.Months.ToString())),
            StaffStep.ConfirmingExtension => _say.Text(
                Say.StaffConfirmExtension, shortNumber, ("months", state.Months.ToString()), ("note", state.Note!), choices),
            StaffStep.AskingTried => Tried(state),
            StaffStep.ConfirmingRaise => _say.Text(
                Say.StaffConfirmRaise, shortNumber, ("note", state.Note!), ("count", state.Photos.Count.ToString()), choices),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state.Step, null),
        };
    }

    /// <summary>What a number, or a clear part of a label, chooses from.</summary>
    public IReadOnlyList<string> Labels(StaffState state) => state.Step switch
    {
        StaffStep.Confirming =>
        [
            _say.Text(Say.StaffLabelSubmit, ("outcome", OutcomeLabels[Array.IndexOf(Outcomes, state.Outcome)])),
            _say.Text(Say.StaffLabelOutcome),
            _say.Text(Say.StaffLabelMorePhotos),
        ],
        StaffStep.AskingOutcome => OutcomeLabels,
        StaffStep.ConfirmingAnswer or StaffStep.ConfirmingExtension or StaffStep.ConfirmingRaise => [_say.Text(Say.StaffLabelSend), _say.Text(Say.StaffLabelRewrite)],
        StaffStep.ConfirmingMerge => [_say.Text(Say.StaffLabelMerge), _say.Text(Say.StaffLabelNotMerge)],
        _ => [.. (state.Offered ?? []).Select(o => o.Label)],
    };

    /// <summary>Something that is no answer: the question once more, with an example; the second time it is let go.</summary>
    public Turn Miss(StaffState state) => state switch
    {
        { Missed: false } => new Turn(state with { Missed = true }, _say.Text(Say.StaffAskAgain, ("example", Example(state)), ("question", Of(state)))),
        { Step: StaffStep.AskingOutcome } => Ask(state.Go(StaffMove.Summarise)),
        _ => new Turn(state.Idle(), _say.Text(Say.StaffLetGo)),
    };

    /// <summary>Words that tell somebody something: not a number, a sign or a smile.</summary>
    public static bool SaysSomething(string text) => text.Length >= 2 && text.Any(char.IsLetter);

    public static string Shorten(string text, int most = MostNoteLength) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private string[] OutcomeLabels => _say.Text(Say.StaffOutcomes).Split('|');

    private (string, string) Chosen(StaffState state) => ("names", string.Join('、', (state.Chosen ?? []).Select(words.OrganisationName)));

    /// <summary>Photos and a sentence in either order: what is still missing.</summary>
    private string Proof(StaffState state) => state switch
    {
        { Photos.Count: 0, Note: null } => _say.Text(Say.StaffAskProof, ("short", CaseWords.Short(state.Number!))),
        { Photos.Count: 0 } => _say.Text(Say.StaffAskPhoto),
        _ => _say.Text(Say.StaffAskNote, ("count", state.Photos.Count.ToString())),
    };

    private string Tried(StaffState state) => state switch
    {
        { Photos.Count: 0, Note: null } => _say.Text(Say.StaffAskTried, ("short", CaseWords.Short(state.Number!))),
        { Photos.Count: 0 } => _say.Text(Say.StaffAskTriedPhoto),
        _ => _say.Text(Say.StaffAskTriedNote, ("count", state.Photos.Count.ToString())),
    };

    private string Example(StaffState state) => state.Step switch
    {
        StaffStep.AskingCalled => "1 3",
        StaffStep.AskingMonths => "3",
        StaffStep.AskingTarget when state.Offered is not { Count: > 0 } => "0007",
        StaffStep.AskingQuestion => _say.Text(Say.StaffExampleQuestion),
        StaffStep.AskingMilestones => _say.Text(Say.StaffExampleMilestones),
        StaffStep.AskingTried or StaffStep.ConfirmingRaise => _say.Text(Say.StaffExampleTried),
        _ when Labels(state).Count > 0 => "1",
        _ => _say.Text(Say.StaffExampleReason),
    };
}
