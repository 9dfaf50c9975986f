using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;

namespace Conversation.Officer;

/// <summary>The beginning of an act: its first question, or the act itself when everything has been said.</summary>
internal sealed class Acting(CaseWords words, Offering offering, StaffQuestions questions, StaffAnswers answers, Proving proving)
{
    private const int MostShown = 200;

    private readonly PhraseBook _say = words.Book;

    /// <param name="more">What was said with it: the answer to the first question.</param>
    public Turn Begin(StaffState state, Inbound inbound, StaffVerb verb, string? more, Case kase, Facts facts)
    {
        verb = verb == StaffVerb.Decline && kase.State == CaseState.UnderReview ? StaffVerb.Return : verb;
        var standing = new Standing(words.City, kase, inbound.Sender);
        if (verb == StaffVerb.Extend && standing.IsTooEarlyToExtend(facts.Now))
        {
            return new Turn(state, _say.Text(Say.StaffNotOverdue, ("short", CaseWords.Short(kase.Number)), ("due", words.Due(kase))));
        }

        if (verb == StaffVerb.AskReporter && standing.HasAskedAlready)
        {
            return new Turn(state, _say.Text(Say.StaffAskedAlready, ("short", CaseWords.Short(kase.Number))));
        }

        if (!standing.May(verb, facts.Now))
        {
            // The desk says no, and the history keeps it.
            return Do(state, kase, Empty(verb));
        }

        return verb switch
        {
            StaffVerb.Accept => Do(state, kase, new CaseAct.Accept()),
            StaffVerb.Urge => Do(state, kase, new CaseAct.Urge()),
            StaffVerb.ReportIn => Do(state, kase, new CaseAct.ReportIn(more)),
            StaffVerb.Resolve => Resolve(state, kase, more),
            StaffVerb.Decline => InWords(state, kase, StaffMove.AskDeclineReason, more),
            StaffVerb.Return => InWords(state, kase, StaffMove.AskReturnReason, more),
            StaffVerb.Reject => InWords(state, kase, StaffMove.AskRejectReason, more),
            StaffVerb.AskReporter => InWords(state, kase, StaffMove.AskQuestion, more),
            StaffVerb.Remark => InWords(state, kase, StaffMove.AskRemark, more),
            StaffVerb.Approve => FromList(state, kase, StaffMove.AskUnit, offering.Units(kase), more, facts),
            StaffVerb.Escalate => FromList(state, kase, StaffMove.AskDepartment, offering.Departments(kase), more, facts),
            StaffVerb.Redispatch => FromList(state, kase, StaffMove.AskDesk, offering.Desks(kase, inbound.Sender), more, facts),
            StaffVerb.Whistle => FromList(state, kase, StaffMove.AskCalled, offering.Callable(kase), more, facts),
            StaffVerb.HandOver => FromList(state, kase, StaffMove.AskColleague, offering.Colleagues(kase, inbound.Sender), more, facts),
            StaffVerb.Correct => FromList(
                state, kase, StaffMove.AskType, more is null ? offering.LikelyTypes(kase) : offering.Types(kase.Subtype), more, facts),
            StaffVerb.Merge => Merge(state, kase, more, facts),
            StaffVerb.Extend => Started(state.Begin(StaffMove.AskMonths, kase.Number), more, facts),
            StaffVerb.Raise => Raise(state, kase, more),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
        };
    }

    private Turn Resolve(StaffState state, Case kase, string? more)
    {
        switch (kase.Kind)
        {
            case CaseKind.Praise:
                return Do(state, kase, new CaseAct.Resolve(Outcome.Explained, _say.Text(Say.PraiseNote), []));
            case CaseKind.Consultation or CaseKind.Suggestion:
                var answering = state.Begin(StaffMove.AskAnswer, kase.Number) with { Outcome = Outcome.Explained };
                return more is not null && StaffQuestions.SaysSomething(more)
                    ? questions.Ask(answering.Go(StaffMove.ConfirmAnswer) with { Note = StaffQuestions.Shorten(more) })
                    : new Turn(answering, _say.Text(Say.StaffAskAnswer, ("short", CaseWords.Short(kase.Number)), ("words", Shown(kase.Description))));
            default:
                var proof = state.Begin(StaffMove.AskProof, kase.Number);
                return more is null ? questions.Ask(proof) : proving.TakeWords(proof, more);
        }
    }

    private Turn Raise(StaffState state, Case kase, string? more)
    {
        var trying = state.Begin(StaffMove.AskTried, kase.Number);
        return more is null ? questions.Ask(trying) : proving.TakeWords(trying, more);
    }

    private Turn InWords(StaffState state, Case kase, StaffMove move, string? more)
    {
        var asking = state.Begin(move, kase.Number);
        return more is not null && StaffQuestions.SaysSomething(more) ? answers.Take(asking, more, Facts.None(default))! : questions.Ask(asking);
    }

    private Turn FromList(StaffState state, Case kase, StaffMove move, IReadOnlyList<StaffOption> offered, string? more, Facts facts) =>
        offered.Count == 0
            ? new Turn(state, _say.Text(move == StaffMove.AskColleague ? Say.StaffNoColleague : Say.StaffNobodyToChoose, ("short", CaseWords.Short(kase.Number))))
            : Started(state.Begin(move, kase.Number) with { Offered = offered }, more, facts);

    private Turn Merge(StaffState state, Case kase, string? more, Facts facts)
    {
        if (more is null && facts.Nearby is null && kase.Subtype is { } subtype)
        {
            return new Turn(state, null) { Lacks = new FactsNeeded.Nearby(kase.CompoundId, subtype) };
        }

        var others = (facts.Nearby ?? []).Where(c => c.Number != kase.Number).Take(StaffAnswers.MostCases).Select(c => new StaffOption(c.Number, answers.Line(c))).ToList();
        return Started(state.Begin(StaffMove.AskTarget, kase.Number) with { Offered = others.Count == 0 ? null : others }, more, facts);
    }

    private Turn Started(StaffState asking, string? more, Facts facts) => more is null ? questions.Ask(asking) : answers.Take(asking, more, facts);

    private static Turn Do(StaffState state, Case kase, CaseAct act) => new(state, null, new DialogCommand.Act(kase.Number, act));

    /// <summary>The act without anything in it: refused whoever asks, for the right reason.</summary>
    private static CaseAct Empty(StaffVerb verb) => verb switch
    {
        StaffVerb.Accept => new CaseAct.Accept(),
        StaffVerb.Resolve => new CaseAct.Resolve(Outcome.Fixed, "", []),
        StaffVerb.Decline => new CaseAct.Decline(""),
        StaffVerb.Approve => new CaseAct.Approve(""),
        StaffVerb.Return => new CaseAct.Return(""),
        StaffVerb.Reject => new CaseAct.Reject(""),
        StaffVerb.Escalate => new CaseAct.Escalate(null, ""),
        StaffVerb.Redispatch => new CaseAct.Redispatch("", ""),
        StaffVerb.Correct => new CaseAct.Correct(""),
        StaffVerb.Merge => new CaseAct.Merge(""),
        StaffVerb.Whistle => new CaseAct.Whistle([], ""),
        StaffVerb.ReportIn => new CaseAct.ReportIn(null),
        StaffVerb.Extend => new CaseAct.Extend(0, ""),
        StaffVerb.Raise => new CaseAct.Raise("", []),
        StaffVerb.Urge => new CaseAct.Urge(),
        StaffVerb.AskReporter => new CaseAct.AskReporter(""),
        StaffVerb.Remark => new CaseAct.Remark(""),
        StaffVerb.HandOver => new CaseAct.HandOver(""),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
    };

    private static string Shown(string text) => text.Length <= MostShown ? text : StaffQuestions.Shorten(text, MostShown) + "…";
}
