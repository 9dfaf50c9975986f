using CaseStore.Cases;
using CaseStore.Catalogue;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>Filling a report: what is still missing, how it is asked, and what an answer means.</summary>
internal sealed class Drafting(CaseWords words, Understander understander)
{
    public const int MostPhotos = 9;
    private const string More = "*more";
    private const string Rest = "*rest";
    private const string None = "*none";
    private const int MostPlaceLength = 60;
    private const int MostTextLength = 500;
    private const int MostShown = 120;
    private const int OnOneScreen = 9;

    private readonly PhraseBook _say = words.Book;

    public static bool IsProblem(Draft draft) => draft.Kind is CaseKind.PropertyService or CaseKind.LawEnforcement;

    /// <summary>The next thing to ask; a complete draft is summed up.</summary>
    public static ReporterMove Missing(Draft draft)
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

        if (IsProblem(draft) && (draft.Place is not { Length: > 0 } place || (PlaceReader.IsVague(place) && !draft.PlaceIsFinal)))
        {
            return ReporterMove.AskPlace;
        }

        return IsProblem(draft) && draft.Photos.Count == 0 && !draft.NoPhoto ? ReporterMove.AskPhoto : ReporterMove.Summarise;
    }

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
        };
    }

    /// <summary>The open question, as it is asked the first time and again after an interruption.</summary>
    public string Question(ReporterState state)
    {
        var draft = state.Draft ?? new Draft();
        return state.Step switch
        {
            ReporterStep.AskingText when draft.Kind is { } kind && !IsProblem(draft) => _say.Text(Say.AskTextFor, ("kind", CaseCatalogue.NameOf(kind))),
            ReporterStep.AskingText => _say.Text(draft.Photos.Count > 0 && draft.Kind is null ? Say.AskText : Say.AskTextAgain),
            ReporterStep.AskingSubtype => _say.Text(
                draft.Offered is { Count: <= 4 } ? Say.AskSubtypeLike : Say.AskSubtypeAll, ("choices", Choice.Lines(Labels(draft)))),
            ReporterStep.AskingCompound when (draft.Place is null || PlaceReader.IsVague(draft.Place)) && draft.Subtype is { } subtype =>
                _say.Text(Say.AskPlaceAndCompound, ("subtype", words.Catalogue.Find(subtype)!.Name)),
            ReporterStep.AskingCompound => _say.Text(Say.AskCompound, ("choices", Choice.Lines(CompoundLabels()))),
            ReporterStep.AskingPlace => _say.Text(Say.AskPlace, ("compound", words.CompoundName(draft.CompoundId!))),
            ReporterStep.AskingPhoto => _say.Text(MayLackPhoto(draft) ? Say.AskPhotoOptional : Say.AskPhoto),
            ReporterStep.Confirming => Summary(draft),
            ReporterStep.ChoosingSlot => _say.Text(Say.AskSlot, ("choices", Choice.Lines(SlotLabels(draft)))),
            _ => "",
        };
    }

    /// <summary>Takes from a text whatever the draft lacks. What is known already is not overwritten by a guess.</summary>
    public Draft Absorb(Draft draft, Understood read, string text)
    {
        var sure = read.Sure && read.Candidates.Count > 0 ? read.Candidates[0] : null;

        // In danger nobody is asked for a category.
        if (sure is null && read.Danger is { } danger && draft.Subtype is null)
        {
            var subtype = words.Catalogue.Find(danger.Subtype ?? CaseCatalogue.OtherCode)!;
            sure = new Candidate(subtype.Kind, subtype.Code, 1);
        }

        var kind = draft.Kind ?? read.Intent switch
        {
            Intent.Suggestion => CaseKind.Suggestion,
            Intent.Praise => CaseKind.Praise,
            Intent.Consultation => CaseKind.Consultation,
            _ => sure?.Kind,
        };
        var isProblem = kind is CaseKind.PropertyService or CaseKind.LawEnforcement;
        return draft with
        {
            Kind = kind,
            Subtype = draft.Subtype ?? (isProblem ? sure?.Subtype : null),
            CompoundId = draft.CompoundId ?? read.Compound?.Id,
            Place = draft.Place ?? read.Place,
            Text = Shorten(draft.Text is null ? ((isProblem || kind is null) && draft.Place is null ? read.Problem : PlainText.Of(text)) : $"{draft.Text};{PlainText.Of(text)}", MostTextLength),
            Danger = draft.Danger ?? read.Danger?.Code,
            Offered = null,
        };
    }

    /// <summary>Reads an answer to the open question. Null: it is none; the message means something else.</summary>
    public ReporterState? Answer(ReporterState state, string text)
    {
        var draft = state.Draft!;
        switch (state.Step)
        {
            case ReporterStep.AskingText when PlainText.WithoutMarks(PlainText.Of(text)) is not { Length: >= 2 } bare || bare.All(char.IsAsciiDigit):
                return null;
            case ReporterStep.AskingText:
                return Proceed(state, Absorb(draft, understander.Read(text), text));
            case ReporterStep.AskingSubtype:
                return AnswerSubtype(state, draft, text);
            case ReporterStep.AskingCompound:
                return AnswerCompound(state, draft, text);
            case ReporterStep.AskingPlace:
                var read = understander.Read(text);
                var said = read.Place is { } spot && (text.Length > MostPlaceLength || PlaceReader.IsCorrection(text)) ? spot : WithoutCompound(text, read);
                return Proceed(state, draft with
                {
                    CompoundId = read.Compound?.Id ?? draft.CompoundId,
                    Place = Narrow(draft.Place, said),
                    PlaceIsFinal = true,
                });
            case ReporterStep.AskingPhoto:
                return SaysNone(text) && MayLackPhoto(draft) ? Proceed(state, draft with { NoPhoto = true }) : null;
            case ReporterStep.ChoosingSlot:
                return AnswerSlot(state, draft, text);
            default:
                return null;
        }
    }

    /// <summary>"不对,是5号楼": a place or compound said while everything is filled corrects it.</summary>
    public ReporterState? Correct(ReporterState state, string text)
    {
        var read = understander.Read(text);
        if (read.Place is null && read.Compound is null)
        {
            return null;
        }

        var draft = state.Draft!;
        return Proceed(state, draft with { CompoundId = read.Compound?.Id ?? draft.CompoundId, Place = read.Place ?? draft.Place, PlaceIsFinal = true });
    }

    public static bool SaysNone(string text) =>
        PlainText.WithoutMarks(PlainText.Of(text)) is "没有" or "无" or "拍不到" or "没有照片" or "没照片" or "拍不了" or "没拍" or "不方便" or "没";

    public IReadOnlyList<string> ConfirmLabels() => [_say.Text(Say.LabelSubmit), _say.Text(Say.LabelEdit), _say.Text(Say.LabelCancel)];

    public static NewReport Report(Draft draft, Inbound inbound) => new(
        inbound.Channel, inbound.Sender, draft.Kind!.Value, draft.Subtype, draft.CompoundId!, draft.Place ?? "", draft.Text!,
        draft.Danger is not null, draft.Photos, draft.Danger);

    private bool MayLackPhoto(Draft draft) => draft.Danger is not null || words.Catalogue.Find(draft.Subtype)?.PhotoOptional == true;

    private string Summary(Draft draft)
    {
        var choices = Choice.Lines(ConfirmLabels());
        var type = words.TypeOf(draft.Kind!.Value, draft.Subtype);
        return IsProblem(draft)
            ? _say.Text(
                Say.Summary,
                ("type", type),
                ("place", words.Place(draft.CompoundId!, draft.Place!)),
                ("text", Shown(draft.Text!)),
                ("photos", draft.Photos.Count == 0 ? _say.Text(Say.NoPhoto) : _say.Text(Say.PhotoCount, ("count", draft.Photos.Count.ToString()))),
                ("choices", choices))
            : _say.Text(Say.SummaryWithoutPlace, ("type", type), ("compound", words.CompoundName(draft.CompoundId!)), ("text", Shown(draft.Text!)), ("choices", choices));
    }

    private List<string> FirstChoices(Draft draft)
    {
        var likely = understander.Read(draft.Text ?? "").Candidates.Take(3).Select(c => c.Subtype).ToList();
        return likely.Count > 0 ? [.. likely, None] : AllOf(CaseKind.PropertyService, More);
    }

    private List<string> AllOf(CaseKind kind, string? last)
    {
        var codes = words.Catalogue.Subtypes.Where(s => s.Kind == kind).Select(s => s.Code).ToList();
        if (last is not null)
        {
            codes.Add(last);
        }

        return codes;
    }

    private List<string> Labels(Draft draft) =>
        [.. (draft.Offered ?? FirstChoices(draft)).Select(code => code switch
        {
            More or Rest => _say.Text(Say.LabelMore),
            None => _say.Text(Say.LabelNone),
            _ => words.Catalogue.Find(code)!.Name,
        })];

    private ReporterState? AnswerSubtype(ReporterState state, Draft draft, string text)
    {
        if (Choice.Read(text, Labels(draft)) is { } chosen)
        {
            var code = draft.Offered![chosen];
            return code switch
            {
                None => Proceed(state, draft with { Offered = AllOf(CaseKind.PropertyService, More) }),
                More => Proceed(state, draft with { Offered = [.. AllOf(CaseKind.LawEnforcement, null).Take(OnOneScreen), Rest] }),
                Rest => Proceed(state, draft with { Offered = [.. AllOf(CaseKind.LawEnforcement, null).Skip(OnOneScreen)] }),
                _ => Proceed(state, draft with { Kind = words.Catalogue.Find(code)!.Kind, Subtype = code, Offered = null }),
            };
        }

        var read = understander.Read(text);
        return read.Sure
            ? Proceed(state, draft with { Kind = read.Candidates[0].Kind, Subtype = read.Candidates[0].Subtype, Offered = null })
            : null;
    }

    private List<string> CompoundLabels() => [.. words.City.Compounds.Take(9).Select(c => c.Name)];

    private ReporterState? AnswerCompound(ReporterState state, Draft draft, string text)
    {
        var read = understander.Read(text);
        var compound = read.Compound
            ?? (Choice.Read(text, CompoundLabels()) is { } chosen ? words.City.Compounds[chosen] : null)
            ?? (words.City.Compounds.Count == 1 ? words.City.Compounds[0] : null);
        if (compound is not null)
        {
            return Proceed(state, draft with { CompoundId = compound.Id, Place = read.Place is { } spot ? Narrow(draft.Place, spot) : draft.Place });
        }

        // A place without its compound: kept, and the compound asked by name.
        return read.Place is null ? null : Proceed(state, draft with { Place = Narrow(draft.Place, read.Place) });
    }

    private List<string> SlotLabels(Draft draft) => IsProblem(draft)
        ? [_say.Text(Say.LabelType), _say.Text(Say.LabelPlace), _say.Text(Say.LabelText), _say.Text(Say.LabelPhotos)]
        : [_say.Text(Say.LabelText), _say.Text(Say.LabelPlace)];

    private ReporterState? AnswerSlot(ReporterState state, Draft draft, string text)
    {
        var labels = SlotLabels(draft);
        if (Choice.Read(text, labels) is not { } chosen)
        {
            return Correct(state, text);
        }

        var label = labels[chosen];
        if (label == _say.Text(Say.LabelType))
        {
            return Proceed(state, draft with { Subtype = null, Offered = AllOf(CaseKind.PropertyService, More) });
        }

        if (label == _say.Text(Say.LabelText))
        {
            return Proceed(state, draft with { Text = null });
        }

        return label == _say.Text(Say.LabelPhotos)
            ? Proceed(state, draft with { Photos = [], NoPhoto = false })
            : Proceed(state, IsProblem(draft) ? draft with { Place = null, PlaceIsFinal = false } : draft with { CompoundId = null });
    }

    /// <summary>"楼道" and then "5号楼2单元": the corridor of that unit.</summary>
    private static string Narrow(string? before, string said) => Shorten(
        before is { } vague && PlaceReader.IsVague(vague) && !PlaceReader.IsVague(said) && !said.Contains(vague, StringComparison.Ordinal) ? said + vague : said,
        MostPlaceLength);

    private static string Shown(string text) => text.Length <= MostShown ? text : Shorten(text, MostShown) + "…";

    private static string WithoutCompound(string text, Understood read)
    {
        var plain = PlainText.WithoutMarks(PlainText.Of(text));
        IEnumerable<string> names = read.Compound is null ? [] : read.Compound.Aliases.Append(read.Compound.Name);
        foreach (var name in names.OrderByDescending(n => n.Length))
        {
            if (plain.StartsWith(name, StringComparison.Ordinal) && plain.Length > name.Length)
            {
                return plain[name.Length..].TrimStart(' ', ',', '，', '的');
            }
        }

        return plain;
    }

    private static string Shorten(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end];
    }
}
