using System.Text.Json;
using CaseStore.Cases;
using CaseStore.City;
using Conversation.Officer;
using Conversation.Phrases;

namespace Conversation.Announcements;

/// <summary>A case as a card, with the buttons that its state allows its reader. At most six; the rest is typed.</summary>
internal sealed class Cards(CaseWords words, CaseLinks links)
{
    private const int Main = 1;
    private const int Plain = 2;
    private const int Warning = 3;

    private readonly PhraseBook _say = words.Book;

    /// <summary>For whoever is responsible now.</summary>
    public OfficerCard ForHandler(Case kase, string? reason = null) => Card(kase, reason ?? WhyHere(kase), kase.State switch
    {
        CaseState.Dispatched or CaseState.Accepted when kase.Kind == CaseKind.Praise => [Button(kase, StaffVerb.Resolve, Say.ButtonHeard, Main)],
        CaseState.Dispatched when IsToBeAnswered(kase) =>
        [
            Button(kase, StaffVerb.Accept, Say.ButtonAccept, Main), Button(kase, StaffVerb.Resolve, Say.ButtonAnswer, Plain),
            Button(kase, StaffVerb.Decline, Say.ButtonDecline, Warning),
        ],
        CaseState.Accepted when IsToBeAnswered(kase) =>
            [Button(kase, StaffVerb.Resolve, Say.ButtonAnswer, Main), Button(kase, StaffVerb.Decline, Say.ButtonDecline, Warning)],
        CaseState.UnderReview =>
        [
            Button(kase, StaffVerb.Approve, Say.ButtonApprove, Main),
            Button(kase, StaffVerb.Return, IsWithoutProperty(kase) ? Say.ButtonReturnCommunity : Say.ButtonReturn, Plain),
            Button(kase, StaffVerb.Escalate, Say.ButtonEscalate, Plain),
            .. kase.MustPassOn ? Array.Empty<CardButton>() : [Button(kase, StaffVerb.Reject, Say.ButtonReject, Warning)],
        ],
        CaseState.Dispatched =>
        [
            Button(kase, StaffVerb.Accept, IsToBeClaimed(kase) ? Say.ButtonClaim : Say.ButtonAccept, Main),
            Button(kase, StaffVerb.Resolve, Say.ButtonResolve, Plain), Button(kase, StaffVerb.Decline, Say.ButtonDecline, Warning),
        ],
        CaseState.Accepted =>
        [
            Button(kase, StaffVerb.Resolve, Say.ButtonResolve, Main),
            .. kase.WaitingSince is null ? [Button(kase, StaffVerb.AskReporter, Say.ButtonAskReporter, Plain)] : Array.Empty<CardButton>(),
            Button(kase, StaffVerb.Decline, Say.ButtonDecline, Warning), .. Upward(kase),
        ],
        _ => [],
    });

    /// <summary>For the community worker of an overdue case: whoever handles it is urged, whoever handles it oneself gets it done.</summary>
    public OfficerCard ForCommunity(Case kase) => Card(kase, _say.Text(Say.CardOverdue, ("handler", words.Handler(kase))),
    [
        kase.HandlerOrganisation == words.City.FindCompound(kase.CompoundId)?.Community.Id
            ? Button(kase, StaffVerb.Resolve, IsToBeAnswered(kase) ? Say.ButtonAnswer : Say.ButtonResolve, Main)
            : Button(kase, StaffVerb.Urge, Say.ButtonUrge, Main),
        .. kase switch
        {
            { Kind: not (CaseKind.PropertyService or CaseKind.LawEnforcement) } => Array.Empty<CardButton>(),
            { Emergency: true } => [Button(kase, StaffVerb.Whistle, Say.ButtonWhistle, Plain)],
            _ => [Button(kase, StaffVerb.Extend, Say.ButtonExtend, Plain), Button(kase, StaffVerb.Whistle, Say.ButtonWhistle, Plain)],
        },
    ]);

    /// <summary>For an organisation that was called to the spot.</summary>
    public OfficerCard ForCalled(Case kase, string? reason) =>
        Card(kase, reason is null ? null : _say.Text(Say.CardCalled, ("reason", reason)), [Button(kase, StaffVerb.ReportIn, Say.ButtonReportIn, Main)]);

    /// <summary>What a card becomes that is no longer anybody's turn.</summary>
    public OfficerCard Quiet(Case kase) => Card(kase, null, []);

    /// <summary>Words ask for words: no photo proves an answer.</summary>
    private static bool IsToBeAnswered(Case kase) => kase.Kind is CaseKind.Consultation or CaseKind.Suggestion;

    private bool IsWithoutProperty(Case kase) => words.City.FindCompound(kase.CompoundId)?.Property is null;

    /// <summary>In a compound without a property company somebody takes it in hand.</summary>
    private bool IsToBeClaimed(Case kase) => kase is { Loop: Loop.Self, ClaimedBy: null, CompoundId.Length: > 0 } && IsWithoutProperty(kase);

    /// <summary>The way up, once somebody has looked at it: a property asks the township, a unit the city.</summary>
    private CardButton[] Upward(Case kase) => words.City.FindOrganisation(kase.HandlerOrganisation)?.Kind switch
    {
        OrganisationKind.Property => [Button(kase, StaffVerb.Raise, Say.ButtonRaise, Plain)],
        OrganisationKind.Unit => [Button(kase, StaffVerb.Escalate, Say.ButtonEscalate, Plain)],
        _ => [],
    };

    /// <summary>The last reason for which it came to this desk: whoever gets it reads it first.</summary>
    private string? WhyHere(Case kase)
    {
        var reason = kase.History.LastOrDefault(h => h.Note is { Length: > 0 } && PhraseOf(h.Act) is not null);
        return reason is null || !kase.IsInWork ? null : _say.Text(PhraseOf(reason.Act)!, ("reason", WordsOf(reason)));
    }

    /// <summary>A rating is kept as "2 and why".</summary>
    private static string WordsOf(HistoryEntry reason) =>
        reason.Act == nameof(CaseAct.Rate) && reason.Note!.IndexOf(' ') is var grade and > 0 ? reason.Note[(grade + 1)..] : reason.Note!;

    private static Phrase? PhraseOf(string act) => act switch
    {
        nameof(CaseAct.Decline) or nameof(CaseAct.Return) => Say.CardReason,
        nameof(CaseAct.Raise) => Say.CardRaised,
        nameof(CaseAct.Escalate) => Say.CardEscalated,
        nameof(CaseAct.Redispatch) => Say.CardRedispatched,
        nameof(CaseAct.NotFixed) or nameof(CaseAct.Rate) => Say.CardReopened,
        _ => null,
    };

    private OfficerCard Card(Case kase, string? note, IReadOnlyList<CardButton> buttons) => new(
        kase.Number,
        _say.Text(kase.Emergency ? Say.CardUrgentTitle : Say.CardTitle, ("short", CaseWords.Short(kase.Number)), ("subject", words.Subject(kase))),
        note,
        kase.Description,
        [
            new CardField(_say.Text(Say.CardPlace), words.Place(kase)),
            new CardField(_say.Text(Say.CardDue), words.Due(kase)),
            new CardField(_say.Text(Say.CardState), words.StateForStaff(kase)),
            new CardField(_say.Text(Say.CardHandler), words.Handler(kase)),
            new CardField(_say.Text(Say.CardPhotos), _say.Text(Say.PhotoCount, ("count", kase.Photos.Count(p => p.Role == PhotoRole.Report).ToString()))),
            .. kase.Followers.Count == 0
                ? Array.Empty<CardField>()
                : [new CardField(_say.Text(Say.CardNeighbours), _say.Text(Say.CardFollowers, ("count", kase.Followers.Count.ToString())))],
        ],
        buttons,
        links.Page(kase),
        kase.Emergency);

    private CardButton Button(Case kase, StaffVerb verb, Phrase label, int style) => new($"{KeyOf(verb)}:{kase.Number}", _say.Text(label), style);

    private static string KeyOf(StaffVerb verb) => JsonNamingPolicy.CamelCase.ConvertName(verb.ToString());
}
