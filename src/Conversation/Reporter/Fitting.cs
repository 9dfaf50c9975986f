using Conversation.Phrases;

namespace Conversation.Reporter;

/// <summary>
/// A talk may have begun under another configuration: a compound or subtype that is gone from it is asked for anew, and what was
/// said stays.
/// </summary>
internal sealed class Fitting(CaseWords words, Drafting drafting)
{
    public ReporterState Fit(ReporterState state)
    {
        if (IsFit(state.Draft) && IsFit(state.Parked) && (state.Undo is null || state.Undo.All(IsFit)) && Knows(state.CompoundId)
            && (state.Step != ReporterStep.AskingDetail || drafting.OpenQuestion(state.Draft!) is not null))
        {
            return state;
        }

        var fit = state with
        {
            CompoundId = Knows(state.CompoundId) ? state.CompoundId : null,
            Parked = state.Parked is { } parked ? Fit(parked) : null,
            Undo = state.Undo is { } undo ? [.. undo.Select(Fit)] : null,
        };
        return state.Draft is not { } draft ? fit
            : state.Step is ReporterStep.AskingName or ReporterStep.AskingGrade or ReporterStep.AskingReason ? fit with { Draft = Fit(draft) }
            : drafting.Proceed(fit, Fit(draft));
    }

    private bool IsFit(Draft? draft) => draft is null
        || (Knows(draft.CompoundId) && HasSubtype(draft.Subtype) && draft.Offered?.All(IsOffered) != false && draft.OfferedCompounds?.All(Knows) != false);

    private Draft Fit(Draft draft) => IsFit(draft) ? draft : draft with
    {
        CompoundId = Knows(draft.CompoundId) ? draft.CompoundId : null,
        Subtype = HasSubtype(draft.Subtype) ? draft.Subtype : null,
        Offered = null,
        OfferedCompounds = null,
        Same = null,
        SameAsked = false,
    };

    private bool Knows(string? compound) => compound is null || words.City.FindCompound(compound) is not null;

    private bool HasSubtype(string? code) => code is null || words.Catalogue.Find(code) is not null;

    private bool IsOffered(string code) => code is Drafting.More or Drafting.Rest or Drafting.None || HasSubtype(code);
}
