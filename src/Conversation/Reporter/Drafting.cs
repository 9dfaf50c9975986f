using CaseStore.Cases;
using CaseStore.Catalogue;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>What a report still lacks, and how it is asked for.</summary>
internal sealed class Drafting(CaseWords words, Understander understander)
{
    public const int MostPhotos = 9;
    public const string More = "*more";
    public const string Rest = "*rest";
    public const string None = "*none";
    private const int MostShown = 120;
    private const int ShortestName = 2;
    private const int OnOneScreen = 9;

    private readonly PhraseBook _say = words.Book;

    public static bool IsProblem(Draft draft) => draft.Kind is CaseKind.PropertyService or CaseKind.LawEnforcement;

    /// <summary>The next thing to ask; a complete draft is summed up.</summary>
    public ReporterMove Missing(Draft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Text))
        {
            return ReporterMove.AskText;
        }

        if (draft.Kind is null || (IsProblem(draft) && draft.Subtype is null))
        {
            return ReporterMove.AskSubtype;
        }

        if (draft.CompoundId is null)
        {
            return ReporterMove.AskCompound;
        }

        if (!IsProblem(draft))
        {
            return ReporterMove.Summarise;
        }

        if (draft.Place is not { Length: > 0 } place || (PlaceReader.IsVague(place) && !draft.PlaceIsFinal))
        {
            return ReporterMove.AskPlace;
        }

        return draft switch
        {
            { Same: not null, SameAsked: false } => ReporterMove.AskSame,
            { Photos.Count: 0, NoPhoto: false } => ReporterMove.AskPhoto,
            _ => OpenQuestion(draft) is null ? ReporterMove.Summarise : ReporterMove.AskDetail,
        };
    }

    /// <summary>The first question of the subtype that was neither answered nor passed over; none in danger.</summary>
    public SubtypeQuestion? OpenQuestion(Draft draft) => draft.Danger is not null || !IsProblem(draft) ? null
        : words.Catalogue.Find(draft.Subtype)?.Questions.FirstOrDefault(q => draft.Details?.Any(d => d.Subtype == draft.Subtype && d.Code == q.Code) != true);

    /// <summary>The problem in the person's words, and what was answered to the questions of its subtype.</summary>
    public static string Description(Draft draft) => SubtypeQuestion.Join(draft.Text!, Answered(draft));

    private static IEnumerable<string> Answered(Draft draft) => IsProblem(draft)
        ? (draft.Details ?? []).Where(d => d.Subtype == draft.Subtype && d.Said is not null).Select(d => SubtypeQuestion.Answered(d.Ask, d.Said!))
        : [];

    /// <summary>The state whose open question is whatever the draft lacks.</summary>
    public ReporterState Proceed(ReporterState state, Draft draft)
    {
        var move = Missing(draft);
        draft = move == ReporterMove.AskSubtype && draft.Offered is null ? draft with { Offered = FirstChoices(draft) } : draft;
        return state with
        {
            Step = ReporterMachine.After(state.Step, move),
            Draft = draft,
            About = null,
            Grade = null,
            Name = null,
            Phone = null,
        };
    }

    /// <summary>The open question, as it is asked the first time and again after an interruption.</summary>
    public string Question(ReporterState state)
    {
        var draft = state.Draft ?? new Draft();
        return state.Step switch
        {
            ReporterStep.AskingText when draft.ForPerson => _say.Text(Say.AskTextForPerson),
            ReporterStep.AskingText when draft.Kind is { } kind && !IsProblem(draft) => _say.Text(Say.AskTextFor, ("kind", CaseCatalogue.NameOf(kind))),
            ReporterStep.AskingText => _say.Text(draft.Photos.Count > 0 && draft.Kind is null ? Say.AskText : Say.AskTextAgain),
            ReporterStep.AskingSubtype => _say.Text(
                draft.Offered is { Count: <= 4 } ? Say.AskSubtypeLike : Say.AskSubtypeAll, ("choices", Choice.Lines(SubtypeLabels(draft)))),
            ReporterStep.AskingCompound => CompoundQuestion(draft),
            ReporterStep.AskingPlace => _say.Text(Say.AskPlace, ("compound", words.CompoundName(draft.CompoundId!))),
            ReporterStep.AskingPhoto => _say.Text(MayLackPhoto(draft) ? Say.AskPhotoOptional : Say.AskPhoto),
            ReporterStep.AskingDetail when OpenQuestion(draft) is { } question => question.Choices.Count == 0
                ? _say.Text(Say.AskDetail, ("ask", question.Ask))
                : _say.Text(Say.AskDetailChoices, ("ask", question.Ask), ("choices", Choice.Lines(question.Choices))),
            ReporterStep.AskingSame => _say.Text(Say.AskSame, ("choices", Choice.Lines(SameLabels(draft)))),
            ReporterStep.Confirming => Summary(draft),
            ReporterStep.ChoosingSlot => _say.Text(Say.AskSlot, ("choices", Choice.Lines(SlotLabels(draft)))),
            ReporterStep.AskingName => _say.Text(state.Name is null ? state.Phone is null ? Say.AskNameAndPhone : Say.AskName : Say.AskPhone),
            _ => "",
        };
    }

    public IReadOnlyList<string> ConfirmLabels() => [_say.Text(Say.LabelSubmit), _say.Text(Say.LabelEdit), _say.Text(Say.LabelCancel)];

    /// <summary>The only subtype whose name holds these words, 噪音 for 噪音扰民; null when none has them, or several.</summary>
    public Subtype? Named(string said) => said.Length >= ShortestName
        && words.Catalogue.Subtypes.Where(s => s.Name.Contains(said, StringComparison.Ordinal)).ToArray() is [var only] ? only : null;

    public bool MayLackPhoto(Draft draft) => words.Catalogue.Find(draft.Subtype)?.PhotoOptional == true;

    public List<string> SubtypeLabels(Draft draft) =>
        [.. (draft.Offered ?? FirstChoices(draft)).Select(code => code switch
        {
            More or Rest => _say.Text(Say.LabelMore),
            None => _say.Text(Say.LabelNone),
            _ => words.Catalogue.Find(code)!.Name,
        })];

    public List<string> AllOf(CaseKind kind, string? last)
    {
        var codes = words.Catalogue.Subtypes.Where(s => s.Kind == kind).Select(s => s.Code).ToList();
        if (last is not null)
        {
            codes.Add(last);
        }

        return codes;
    }

    /// <summary>The law-enforcement subtypes in screenfuls: the first one, or what is left.</summary>
    public List<string> LawEnforcement(bool first) =>
        first ? [.. AllOf(CaseKind.LawEnforcement, null).Take(OnOneScreen), Rest] : [.. AllOf(CaseKind.LawEnforcement, null).Skip(OnOneScreen)];

    /// <summary>The compounds to choose from: those near the position that was sent, else all when they fit on a screen, else none.</summary>
    public IReadOnlyList<string> OfferedCompounds(Draft draft) =>
        draft.OfferedCompounds ?? (words.City.Compounds.Count <= OnOneScreen ? [.. words.City.Compounds.Select(c => c.Id)] : []);

    public List<string> CompoundLabels(Draft draft) => [.. OfferedCompounds(draft).Select(words.CompoundName)];

    public IReadOnlyList<string> SameLabels(Draft draft) => [.. (draft.Same ?? []).Select(s => s.Label), _say.Text(Say.LabelNotSame)];

    public List<string> SlotLabels(Draft draft) => IsProblem(draft)
        ? [
            _say.Text(Say.LabelType), _say.Text(Say.LabelPlace), _say.Text(Say.LabelText), _say.Text(Say.LabelPhotos),
            .. words.Catalogue.Find(draft.Subtype) is { Questions.Count: > 0 } ? [_say.Text(Say.LabelDetails)] : Array.Empty<string>(),
        ]
        : [_say.Text(Say.LabelText), _say.Text(Say.LabelPlace)];

    private string CompoundQuestion(Draft draft)
    {
        if (draft.OfferedCompounds is null && (draft.Place is null || PlaceReader.IsVague(draft.Place)) && draft.Subtype is { } subtype)
        {
            return _say.Text(Say.AskPlaceAndCompound, ("subtype", words.Catalogue.Find(subtype)!.Name));
        }

        var labels = CompoundLabels(draft);
        return labels.Count == 0 ? _say.Text(Say.AskCompoundByName) : _say.Text(Say.AskCompound, ("choices", Choice.Lines(labels)));
    }

    private string Summary(Draft draft)
    {
        var choices = Choice.Lines(ConfirmLabels());
        var type = words.TypeOf(draft.Kind!.Value, draft.Subtype);
        return IsProblem(draft)
            ? _say.Text(
                Say.Summary,
                ("type", type),
                ("place", words.Place(draft.CompoundId!, draft.Place!)),
                ("text", string.Join("\n ", Answered(draft).Prepend(Shown(draft.Text!)))),
                ("photos", draft.Photos.Count == 0 ? _say.Text(Say.NoPhoto) : _say.Text(Say.PhotoCount, ("count", draft.Photos.Count.ToString()))),
                ("choices", choices))
            : _say.Text(Say.SummaryWithoutPlace, ("type", type), ("compound", words.CompoundName(draft.CompoundId!)), ("text", Shown(draft.Text!)), ("choices", choices));
    }

    private List<string> FirstChoices(Draft draft)
    {
        var likely = understander.Read(draft.Text ?? "").Candidates.Take(3).Select(c => c.Subtype).ToList();
        return likely.Count > 0 ? [.. likely, None] : AllOf(CaseKind.PropertyService, More);
    }

    private static string Shown(string text) => text.Length <= MostShown ? text : Shorten(text, MostShown) + "…";

    public static string Shorten(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end];
    }
}
