using Conversation.Dialogs;
using Conversation.Phrases;

namespace Conversation.Reporter;

/// <summary>Photos and videos: counted into the draft, added to a case that waits for one, answered once for a burst.</summary>
internal sealed class Pictures(CaseWords words, Drafting drafting)
{
    /// <summary>Photos sent in one go arrive within seconds: only the first is answered.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(20);

    private readonly PhraseBook _say = words.Book;

    public Turn Take(ReporterState state, KeepPhoto keep, Facts facts, string? forCase)
    {
        if (state.Step is ReporterStep.AskingReason)
        {
            return new Turn(state, _say.Text(Say.PhotoNotNow));
        }

        var inBurst = state.LastPhotoAt is { } last && facts.Now - last <= Burst;
        if (state.Draft is null && forCase is not null)
        {
            return new Turn(
                state with { LastPhotoAt = facts.Now, PhotoFor = null, PhotoForAt = null },
                null, new DialogCommand.Act(forCase, new CaseStore.Cases.CaseAct.Supplement(null, [keep.Key])), keep, Quietly: inBurst);
        }

        var draft = state.Draft ?? Fresh(state, facts.Now);
        if (draft.Photos.Count >= Drafting.MostPhotos)
        {
            return new Turn(state with { LastPhotoAt = facts.Now }, inBurst && draft.Photos.Count > Drafting.MostPhotos ? null : _say.Text(Say.TooManyPhotos));
        }

        var after = With(state, draft with { Photos = [.. draft.Photos, keep.Key] });
        after = after with { LastPhotoAt = facts.Now };
        return new Turn(after, inBurst ? null : drafting.Question(after), Photo: keep);
    }

    /// <summary>A picture that came to nothing is taken out again, or asked for once more.</summary>
    public Turn Drop(ReporterState state, string key, Facts facts)
    {
        var kept = state.Parked is { } parked && parked.Photos.Contains(key) ? state with { Parked = Without(parked, key) } : state;
        return kept.Draft switch
        {
            { } draft when draft.Photos.Contains(key) => new Turn(With(kept, Without(draft, key)), _say.Text(Say.PhotoBroken)),
            { } => new Turn(kept, _say.Text(Say.PhotoBroken)),
            null => new Turn(kept with { PhotoFor = facts.Cases.Count > 0 ? facts.Cases[0].Number : kept.LastCase, PhotoForAt = facts.Now }, _say.Text(Say.PhotoBroken)),
        };
    }

    private static Draft Without(Draft draft, string key) => draft with { Photos = [.. draft.Photos.Where(p => p != key)] };

    /// <summary>A draft with what is known beforehand: the compound of last time, the spot of the poster just scanned.</summary>
    public static Draft Fresh(ReporterState state, DateTimeOffset now) => new()
    {
        CompoundId = state.CompoundId,
        Place = Arrivals.SpotOfPoster(state, now),
        PlaceIsFinal = Arrivals.SpotOfPoster(state, now) is not null,
    };

    /// <summary>A choice that is on the screen stays open; a name half given is finished first.</summary>
    private ReporterState With(ReporterState state, Draft draft) =>
        state.Step is ReporterStep.ChoosingSlot or ReporterStep.AskingName ? state with { Draft = draft } : drafting.Proceed(state, draft);
}
