using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>
/// Reads answers to the open question of a report. A choice (number, label) is told apart from free words, because a
/// command stands between the two: "3" answers, 取消 obeys, and only then "门口" is a place.
/// </summary>
internal sealed class Answers(CaseWords words, Drafting drafting, Absorbing absorbing)
{
    private readonly PhraseBook _say = words.Book;

    /// <summary>A number or label of the choices that were shown; null when it is none. Confirming and joining are the dialog's.</summary>
    public ReporterState? Choose(ReporterState state, Heard heard) => state switch
    {
        { Step: ReporterStep.AskingSubtype, Draft: { } draft } when Choice.Read(heard.Words, drafting.SubtypeLabels(draft)) is { } chosen =>
            ChooseSubtype(state, draft, chosen),
        { Step: ReporterStep.AskingCompound, Draft: { } draft } when Choice.Read(heard.Words, drafting.CompoundLabels(draft)) is { } chosen =>
            drafting.Proceed(state, draft with { CompoundId = drafting.OfferedCompounds(draft)[chosen], OfferedCompounds = null }),
        { Step: ReporterStep.ChoosingSlot, Draft: { } draft } when Choice.Read(heard.Words, drafting.SlotLabels(draft)) is { } chosen =>
            ChooseSlot(state, draft, drafting.SlotLabels(draft)[chosen]),
        _ => null,
    };

    /// <summary>Free words that answer the open question; null when they mean something else.</summary>
    public ReporterState? Fill(ReporterState state, Heard heard) => state switch
    {
        { Step: ReporterStep.AskingText, Draft: { } draft } => FillText(state, draft, heard),
        { Step: ReporterStep.AskingSubtype, Draft: { } draft } when drafting.Named(heard.Bare) is { } named =>
            drafting.Proceed(state, draft with { Kind = named.Kind, Subtype = named.Code, Offered = null }),
        { Step: ReporterStep.AskingSubtype, Draft: { } draft } when heard.Read is { Sure: true, Candidates: [var best, ..] } =>
            drafting.Proceed(state, draft with { Kind = best.Kind, Subtype = best.Subtype, Offered = null }),
        { Step: ReporterStep.AskingCompound, Draft: { } draft } => FillCompound(state, draft, heard),
        { Step: ReporterStep.AskingPlace, Draft: { } draft } => FillPlace(state, draft, heard),
        { Step: ReporterStep.AskingPhoto, Draft: { } draft } when SaysNone(heard.Bare) && drafting.MayLackPhoto(draft) =>
            drafting.Proceed(state, draft with { NoPhoto = true }),
        _ => null,
    };

    /// <summary>"不对,是5号楼": said while something else is asked, it corrects what it names.</summary>
    public ReporterState? Correct(ReporterState state, Heard heard)
    {
        var (read, draft) = (heard.Read, state.Draft!);
        if (read.Place is null && read.Compound is null)
        {
            return heard.IsCorrection && read is { Sure: true, Candidates: [var best, ..] }
                ? drafting.Proceed(state, draft with { Kind = best.Kind, Subtype = best.Subtype, Offered = null, Same = null, SameAsked = false })
                : null;
        }

        return drafting.Proceed(state, draft with
        {
            CompoundId = read.Compound?.Id ?? draft.CompoundId,
            Place = read.Place is { } said ? Absorbing.Cut(PlaceAmendment.Of(read.Compound is null ? draft.Place : null, said)) : draft.Place,
            PlaceIsFinal = draft.PlaceIsFinal || read.Place is not null,
            Same = null,
            SameAsked = false,
        });
    }

    public static bool SaysNone(string bare) => bare is "没有" or "无" or "拍不到" or "没有照片" or "没照片" or "拍不了" or "没拍" or "不方便" or "没" or "拍不出来";


    private ReporterState? FillText(ReporterState state, Draft draft, Heard heard)
    {
        // A greeting is no problem, and neither is a number out of the blue.
        if (heard.Bare.Length < 2 || heard.Bare.All(char.IsAsciiDigit) || (heard.Read.Intent == Intent.Chat && heard.Bare.Length <= 6))
        {
            return null;
        }

        // What a photo alone was taken for (the compound of last time) gives way to what is said with it.
        return drafting.Proceed(state, Talking.Elsewhere(absorbing.Absorb(draft, heard.Read, heard.Words), heard));
    }

    private ReporterState ChooseSubtype(ReporterState state, Draft draft, int chosen) => draft.Offered![chosen] switch
    {
        Drafting.None => drafting.Proceed(state, draft with { Offered = drafting.AllOf(CaseKind.PropertyService, Drafting.More) }),
        Drafting.More => drafting.Proceed(state, draft with { Offered = drafting.LawEnforcement(first: true) }),
        Drafting.Rest => drafting.Proceed(state, draft with { Offered = drafting.LawEnforcement(first: false) }),
        var code => drafting.Proceed(state, draft with { Kind = words.Catalogue.Find(code)!.Kind, Subtype = code, Offered = null }),
    };

    private ReporterState? FillCompound(ReporterState state, Draft draft, Heard heard)
    {
        var read = heard.Read;
        var compound = read.Compound ?? (words.City.Compounds.Count == 1 ? words.City.Compounds[0] : null);
        if (compound is not null)
        {
            return drafting.Proceed(state, draft with
            {
                CompoundId = compound.Id,
                OfferedCompounds = null,
                Place = read.Place is { } spot ? Absorbing.Narrow(draft.Place, spot) : draft.Place,
            });
        }

        // A place without its compound: kept, and the compound asked by name.
        return read.Place is { } place ? drafting.Proceed(state, draft with { Place = Absorbing.Narrow(draft.Place, place) }) : null;
    }

    private ReporterState? FillPlace(ReporterState state, Draft draft, Heard heard)
    {
        if (heard.Read.Place is null && !MayBePlace(heard))
        {
            return null;
        }

        return drafting.Proceed(state, draft with
        {
            CompoundId = heard.Read.Compound?.Id ?? draft.CompoundId,
            Place = Absorbing.Narrow(draft.Place, Absorbing.PlaceOf(heard)),
            PlaceIsFinal = true,
        });
    }

    private static bool MayBePlace(Heard heard) =>
        heard.Bare.Any(char.IsLetterOrDigit) && !(heard.Read.Intent == Intent.Chat && heard.Bare.Length <= 6) && !SaysUnknown(heard.Bare)
        && !Following.SaysNotFixed(heard.Words) && heard.Bare.Count(char.IsAsciiDigit) < 7;

    private static bool SaysUnknown(string bare) => bare is "不知道" or "不清楚" or "不晓得" or "说不清" or "不懂" or "忘了";

    private ReporterState ChooseSlot(ReporterState state, Draft draft, string label)
    {
        if (label == _say.Text(Say.LabelType))
        {
            return drafting.Proceed(state, draft with { Subtype = null, Offered = drafting.AllOf(CaseKind.PropertyService, Drafting.More), Same = null, SameAsked = false });
        }

        if (label == _say.Text(Say.LabelText))
        {
            return drafting.Proceed(state, draft with { Text = null });
        }

        if (label == _say.Text(Say.LabelDetails))
        {
            return drafting.Proceed(state, draft with { Details = null });
        }

        return label == _say.Text(Say.LabelPhotos)
            ? drafting.Proceed(state, draft with { Photos = [], NoPhoto = false })
            : drafting.Proceed(state, Drafting.IsProblem(draft)
                ? draft with { Place = null, PlaceIsFinal = false, Same = null, SameAsked = false }
                : draft with { CompoundId = null });
    }
}
