using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;

namespace Conversation.Officer;

/// <summary>Photos and a sentence that prove what was done, or tried; and what becomes of a picture that was none.</summary>
internal sealed class Proving(CaseWords words, StaffQuestions questions)
{
    private const int MostPhotos = 9;
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(20);

    private readonly PhraseBook _say = words.Book;

    /// <summary>A sentence; several make one note.</summary>
    public Turn TakeWords(StaffState state, string text) =>
        Prove(state with { Note = StaffQuestions.Shorten(state.Note is null ? text : $"{state.Note};{text}") });

    public Turn TakePhoto(StaffState state, string key, InboundContent.Photo photo, DateTimeOffset now)
    {
        if (state.Step is not (StaffStep.AskingProof or StaffStep.Confirming or StaffStep.AskingTried or StaffStep.ConfirmingRaise))
        {
            return new Turn(state, _say.Text(Say.StaffPhotoWithoutCase));
        }

        if (state.Photos.Count >= MostPhotos)
        {
            return new Turn(state, null);
        }

        var inBurst = state.LastPhotoAt is { } last && now - last <= Burst;
        var turn = Prove(state with { Photos = [.. state.Photos, key], LastPhotoAt = now });
        return turn with { Reply = inBurst ? null : turn.Reply, Photo = new KeepPhoto(key, photo.PicUrl, photo.MediaId) };
    }

    public Turn Drop(StaffState state, string key, Facts facts)
    {
        // Too late to take it out: the resident was already told of it. Unless another picture proves it, the case is in work again.
        if (facts.Cases.FirstOrDefault(c => c.State == CaseState.Resolved) is { } resolved)
        {
            return new Turn(state, null, new DialogCommand.Act(resolved.Number, new CaseAct.Recall()));
        }

        var left = state with { Photos = [.. state.Photos.Where(p => p != key)] };
        if (left.Step is StaffStep.Confirming or StaffStep.ConfirmingRaise && left.Photos.Count == 0)
        {
            left = left.Go(StaffMove.Back);
        }

        return new Turn(left, _say.Text(Say.StaffPhotoBroken));
    }

    /// <summary>When both are there, sums up.</summary>
    public Turn Prove(StaffState state) => questions.Ask(state switch
    {
        { Photos.Count: 0 } or { Note: null } => state,
        { Step: StaffStep.AskingTried or StaffStep.ConfirmingRaise } => state.Go(StaffMove.ConfirmRaise),
        _ => state.Go(StaffMove.Summarise),
    });

    public static Turn Submit(StaffState state) => Do(state, state.Step == StaffStep.ConfirmingRaise
        ? new CaseAct.Raise(state.Note!, state.Photos)
        : new CaseAct.Resolve(state.Outcome, state.Note!, state.Photos));

    public static Turn Do(StaffState state, CaseAct act) => new(state, null, new DialogCommand.Act(state.Number!, act));
}
