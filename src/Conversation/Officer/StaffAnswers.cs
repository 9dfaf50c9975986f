using System.Text.RegularExpressions;
using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Officer;

/// <summary>A text as the answer to the open question.</summary>
internal sealed partial class StaffAnswers(CaseWords words, Offering offering, StaffQuestions questions, Proving proving)
{
    public const int MostCases = 6;
    private const int MostPlace = 16;
    private const string Months = "一二三四五六";

    private readonly PhraseBook _say = words.Book;

    public Turn Take(StaffState state, string text, Facts facts) => state.Step switch
    {
        StaffStep.AskingProof or StaffStep.AskingTried => proving.TakeWords(state, text),
        StaffStep.Confirming => Confirm(state, text),
        StaffStep.AskingOutcome => Choice.Read(text, questions.Labels(state)) is { } outcome
            ? questions.Ask(state.Go(StaffMove.Summarise) with { Outcome = StaffQuestions.Outcomes[outcome] })
            : questions.Miss(state),
        StaffStep.AskingAnswer => questions.Ask(state.Go(StaffMove.ConfirmAnswer) with { Note = StaffQuestions.Shorten(text) }),
        StaffStep.ConfirmingAnswer => SendOrRewrite(state, text, StaffMove.ConfirmAnswer, Proving.Submit),
        StaffStep.ConfirmingRaise => SendOrRewrite(state, text, StaffMove.ConfirmRaise, Proving.Submit),
        StaffStep.ConfirmingExtension => SendOrRewrite(
            state, text, StaffMove.ConfirmExtension, sent => Proving.Do(sent, new CaseAct.Extend(sent.Months, sent.Note!))),
        StaffStep.AskingDeclineReason => InWords(state, text, said => new CaseAct.Decline(said)),
        StaffStep.AskingReturnReason => InWords(state, text, said => new CaseAct.Return(said)),
        StaffStep.AskingRejectReason => InWords(state, text, said => new CaseAct.Reject(said)),
        StaffStep.AskingQuestion => InWords(state, text, said => new CaseAct.AskReporter(said)),
        StaffStep.AskingRemark => InWords(state, text, said => new CaseAct.Remark(said)),
        StaffStep.AskingEscalateReason => InWords(state, text, said => new CaseAct.Escalate(state.Chosen![0], said)),
        StaffStep.AskingRedispatchReason => InWords(state, text, said => new CaseAct.Redispatch(state.Chosen![0], said)),
        StaffStep.AskingWhistleReason => InWords(state, text, said => new CaseAct.Whistle(state.Chosen!, said)),
        StaffStep.AskingUnit => Pick(state, text, unit => Proving.Do(state, new CaseAct.Approve(unit.Id))),
        StaffStep.AskingColleague => Pick(state, text, colleague => Proving.Do(state, new CaseAct.HandOver(colleague.Id))),
        StaffStep.AskingDepartment => Pick(state, text, department => Reason(state, StaffMove.AskEscalateReason, [department.Id])),
        StaffStep.AskingDesk => Pick(state, text, desk => Reason(state, StaffMove.AskRedispatchReason, [desk.Id])),
        StaffStep.AskingType => PickType(state, text),
        StaffStep.AskingCalled => Choice.ReadSeveral(text, questions.Labels(state)) is { Count: > 0 } called
            ? Reason(state, StaffMove.AskWhistleReason, [.. called.Select(i => state.Offered![i].Id)])
            : questions.Miss(state),
        StaffStep.AskingTarget => PickTarget(state, text, facts),
        StaffStep.ConfirmingMerge => Choice.Read(text, questions.Labels(state)) switch
        {
            0 => Proving.Do(state, new CaseAct.Merge(state.Chosen![0])),
            1 => new Turn(state.Idle(), _say.Text(Say.StaffCancelled)),
            _ when Assent.IsYes(PlainText.WithoutMarks(text)) => Proving.Do(state, new CaseAct.Merge(state.Chosen![0])),
            _ => questions.Miss(state),
        },
        StaffStep.AskingMonths => ReadMonths(text) is { } months ? questions.Ask(state.Go(StaffMove.AskMilestones) with { Months = months }) : questions.Miss(state),
        StaffStep.AskingMilestones => StaffQuestions.SaysSomething(text)
            ? questions.Ask(state.Go(StaffMove.ConfirmExtension) with { Note = StaffQuestions.Shorten(text) })
            : questions.Miss(state),
        // A case is chosen before it comes here.
        StaffStep.ChoosingCase => questions.Miss(state),
        StaffStep.Idle => new Turn(state, _say.Text(SmallTalk.Is(text) && text.Any(char.IsLetter) ? Say.StaffSmallTalk : Say.StaffNotUnderstood)),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state.Step, null),
    };

    /// <summary>Whether "提交" sends something off now.</summary>
    public static bool AwaitsSubmit(StaffState state) =>
        state.Step is StaffStep.Confirming or StaffStep.ConfirmingAnswer or StaffStep.ConfirmingExtension or StaffStep.ConfirmingRaise;

    /// <summary>Which of the offered cases is meant: by its number, or by the number of the choice.</summary>
    public static string? ChosenCase(StaffState state, string text)
    {
        var offered = state.Offered ?? [];
        if (StaffCommands.NumberIn(text) is { } number)
        {
            return offered.Where(o => o.Id.EndsWith(number, StringComparison.OrdinalIgnoreCase)).ToArray() is [var only] ? only.Id : null;
        }

        return Choice.Read(text, [.. offered.Select(o => o.Label)]) is { } chosen ? offered[chosen].Id : null;
    }

    /// <summary>A case on one line of a choice; where two days gave the same short number, the day stands with it.</summary>
    public string Line(Case kase, bool withDay = false) => _say.Text(
        Say.StaffCaseLine,
        ("short", withDay ? kase.Number["WP-".Length..] : CaseWords.Short(kase.Number)), ("subject", words.Subject(kase)),
        ("place", Brief(words.Place(kase))), ("state", words.StateForStaff(kase)));

    public static string Brief(string place) => place.Length <= MostPlace ? place : StaffQuestions.Shorten(place, MostPlace) + "…";

    private Turn Confirm(StaffState state, string text) => Choice.Read(text, questions.Labels(state)) switch
    {
        0 => Proving.Submit(state),
        1 => questions.Ask(state.Go(StaffMove.AskOutcome)),
        2 => new Turn(state, _say.Text(Say.StaffMorePhotos)),
        _ when Assent.IsYes(PlainText.WithoutMarks(text)) => Proving.Submit(state),
        _ => questions.Ask(state.Go(StaffMove.Summarise) with { Note = StaffQuestions.Shorten(text) }),
    };

    private Turn SendOrRewrite(StaffState state, string text, StaffMove again, Func<StaffState, Turn> send) => Choice.Read(text, questions.Labels(state)) switch
    {
        0 => send(state),
        1 => questions.Ask(state.Go(StaffMove.Back) with { Note = null }),
        _ when Assent.IsYes(PlainText.WithoutMarks(text)) => send(state),
        _ => questions.Ask(state.Go(again) with { Note = StaffQuestions.Shorten(text) }),
    };

    private Turn InWords(StaffState state, string text, Func<string, CaseAct> act) =>
        StaffQuestions.SaysSomething(text) ? Proving.Do(state, act(StaffQuestions.Shorten(text))) : questions.Miss(state);

    private Turn Pick(StaffState state, string text, Func<StaffOption, Turn> then) =>
        Choice.Read(text, questions.Labels(state)) is { } chosen ? then(state.Offered![chosen]) : questions.Miss(state);

    private Turn Reason(StaffState state, StaffMove move, IReadOnlyList<string> chosen) => questions.Ask(state.Go(move) with { Chosen = chosen });

    private Turn PickType(StaffState state, string text)
    {
        if (Choice.Read(text, questions.Labels(state)) is { } chosen)
        {
            return state.Offered![chosen].Id == Offering.AllTypes
                ? questions.Ask(state with { Offered = offering.Types(null), Missed = false })
                : Proving.Do(state, new CaseAct.Correct(state.Offered[chosen].Id));
        }

        // A type that is not on the screen can still be called by its name.
        var all = offering.Types(null);
        return Choice.Read(text, [.. all.Select(o => o.Label)]) is { } named && text.Any(char.IsLetter)
            ? Proving.Do(state, new CaseAct.Correct(all[named].Id))
            : questions.Miss(state);
    }

    private Turn PickTarget(StaffState state, string text, Facts facts)
    {
        if (ChosenCase(state, text) is { } chosen)
        {
            return ConfirmMerge(state, state.Offered!.First(o => o.Id == chosen));
        }

        if (StaffCommands.NumberIn(text) is not { } number)
        {
            return questions.Miss(state);
        }

        if (facts.Others is not { } others)
        {
            return new Turn(state, null) { Lacks = new FactsNeeded.OtherCase(number) };
        }

        return others.Where(c => c.Number != state.Number).ToList() switch
        {
            [] when state.Missed => questions.Miss(state),
            [] => new Turn(state with { Missed = true }, _say.Text(Say.StaffNoSuchCase, ("number", number))),
            [var only] => ConfirmMerge(state, new StaffOption(only.Number, Line(only))),
            var several => questions.Ask(state with { Offered = [.. several.Take(MostCases).Select(c => new StaffOption(c.Number, Line(c, withDay: true)))] }),
        };
    }

    private Turn ConfirmMerge(StaffState state, StaffOption target) =>
        questions.Ask(state.Go(StaffMove.ConfirmMerge) with { Chosen = [target.Id], Note = target.Label });

    private static int? ReadMonths(string text)
    {
        var said = PlainText.WithoutMarks(text);
        return said == "半年" ? 6
            : MonthCount().Match(said) is { Success: true, Groups: var found }
                ? Months.IndexOf(found["count"].Value[0]) is var at and >= 0 ? at + 1 : found["count"].Value == "两" ? 2 : found["count"].Value[0] - '0'
                : null;
    }

    [GeneratedRegex("^(?<count>[1-6一二两三四五六])(?: ?个?月)?$")]
    private static partial Regex MonthCount();
}
