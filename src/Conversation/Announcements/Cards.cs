using CaseStore.Cases;
using Conversation.Phrases;

namespace Conversation.Announcements;

/// <summary>A case as a card, with the buttons that its state allows its reader.</summary>
internal sealed class Cards(CaseWords words, CaseLinks links)
{
    private readonly PhraseBook _say = words.Book;

    /// <summary>For whoever is responsible now.</summary>
    public OfficerCard ForHandler(Case kase, string? reason = null) => Card(kase, reason, kase.State switch
    {
        CaseState.Dispatched or CaseState.Accepted when kase.Kind == CaseKind.Praise => [Button(kase, "resolve", Say.ButtonHeard, 1)],
        CaseState.Dispatched when IsToBeAnswered(kase) =>
            [Button(kase, "accept", Say.ButtonAccept, 1), Button(kase, "resolve", Say.ButtonAnswer, 2), Button(kase, "decline", Say.ButtonDecline, 3)],
        CaseState.Accepted when IsToBeAnswered(kase) => [Button(kase, "resolve", Say.ButtonAnswer, 1), Button(kase, "decline", Say.ButtonDecline, 3)],
        CaseState.UnderReview => [Button(kase, "approve", Say.ButtonApprove, 1), Button(kase, "return", words.City.FindCompound(kase.CompoundId)?.Property is null ? Say.ButtonReturnCommunity : Say.ButtonReturn, 2), Button(kase, "reject", Say.ButtonReject, 3)],
        CaseState.Dispatched => [Button(kase, "accept", Say.ButtonAccept, 1), Button(kase, "resolve", Say.ButtonResolve, 2), Button(kase, "decline", Say.ButtonDecline, 3)],
        CaseState.Accepted => [Button(kase, "resolve", Say.ButtonResolve, 1), Button(kase, "decline", Say.ButtonDecline, 3)],
        _ => [],
    });

    /// <summary>For the community worker of an overdue case.</summary>
    public OfficerCard ForCommunity(Case kase) =>
        Card(kase, _say.Text(Say.CardOverdue, ("handler", words.Handler(kase))), [Button(kase, "urge", Say.ButtonUrge, 1)]);

    /// <summary>What a card becomes that is no longer anybody's turn.</summary>
    public OfficerCard Quiet(Case kase) => Card(kase, null, []);

    /// <summary>Words ask for words: no photo proves an answer.</summary>
    private static bool IsToBeAnswered(Case kase) => kase.Kind is CaseKind.Consultation or CaseKind.Suggestion;

    private OfficerCard Card(Case kase, string? note, IReadOnlyList<CardButton> buttons) => new(
        kase.Number,
        _say.Text(kase.Emergency ? Say.CardUrgentTitle : Say.CardTitle, ("short", CaseWords.Short(kase.Number)), ("subject", words.Subject(kase))),
        note,
        kase.Description,
        [
            new CardField(_say.Text(Say.CardPlace), words.Place(kase)),
            new CardField(_say.Text(Say.CardDue), words.Due(kase)),
            new CardField(_say.Text(Say.CardState), words.StateForStaff(kase.State)),
            new CardField(_say.Text(Say.CardHandler), words.Handler(kase)),
            new CardField(_say.Text(Say.CardPhotos), _say.Text(Say.PhotoCount, ("count", kase.Photos.Count(p => p.Role == PhotoRole.Report).ToString()))),
            .. kase.Followers.Count == 0
                ? Array.Empty<CardField>()
                : [new CardField(_say.Text(Say.CardNeighbours), _say.Text(Say.CardFollowers, ("count", kase.Followers.Count.ToString())))],
        ],
        buttons,
        links.Page(kase),
        kase.Emergency);

    private CardButton Button(Case kase, string act, Phrase label, int style) => new($"{act}:{kase.Number}", _say.Text(label), style);
}
