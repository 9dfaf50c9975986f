using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>
/// A handler has asked something: the next words or photo answer it, whatever they are about, unless they are clearly a report of
/// something else. People answer in pieces, so what follows within minutes goes the same way.
/// </summary>
internal static class Answering
{
    private static readonly TimeSpan InPieces = TimeSpan.FromMinutes(5);

    /// <summary>Null: no answer. Cases are looked up only for those who have filed one, and not for a greeting.</summary>
    public static Turn? Take(ReporterState state, Heard heard, Facts facts)
    {
        if (!MayBeAsked(state) || IsCourtesy(heard.Bare))
        {
            return null;
        }

        if (!facts.KnowsCases)
        {
            return Talking.Lacking(state, new FactsNeeded.OwnCases());
        }

        var asked = Asked(state, facts);
        return asked is null || IsAnotherMatter(asked, heard) || (asked.WaitingSince is null && IsFresh(heard))
            ? null
            : Answer(state, asked, new CaseAct.Supplement(heard.Plain, []), facts.Now);
    }

    /// <summary>The same for a picture.</summary>
    public static Turn? TakePhoto(ReporterState state, KeepPhoto keep, Facts facts)
    {
        if (!MayBeAsked(state))
        {
            return null;
        }

        if (!facts.KnowsCases)
        {
            return Talking.Lacking(state, new FactsNeeded.OwnCases());
        }

        return Asked(state, facts) is { } asked
            ? Answer(state, asked, new CaseAct.Supplement(null, [keep.Key]), facts.Now) with { Photo = keep }
            : null;
    }

    private static Turn Answer(ReporterState state, Case asked, CaseAct answer, DateTimeOffset now) =>
        new(state with { AnsweredCase = asked.Number, AnsweredAt = now }, null, new DialogCommand.Act(asked.Number, answer));

    private static bool MayBeAsked(ReporterState state) => state is { Step: ReporterStep.Idle, Draft: null, LastCase: not null };

    /// <summary>The newest open question, or the one just answered.</summary>
    private static Case? Asked(ReporterState state, Facts facts) =>
        facts.Cases.Where(c => c is { IsInWork: true, WaitingSince: not null }).MaxBy(c => c.WaitingSince)
        ?? (facts.Now - state.AnsweredAt <= InPieces ? facts.Cases.FirstOrDefault(c => c.Number == state.AnsweredCase && c.IsInWork) : null);

    private static bool IsAnotherMatter(Case asked, Heard heard) =>
        (heard.Read.Compound is { } compound && compound.Id != asked.CompoundId)
        || (heard.Read is { Intent: Intent.Report, Sure: true, Place: { } place, Candidates: [var best, ..] }
            && best.Subtype != asked.Subtype && !PlaceReader.IsVague(place));

    private static bool IsFresh(Heard heard) => heard.Read is { Intent: Intent.Suggestion or Intent.Praise or Intent.Consultation } or { Intent: Intent.Report, Sure: true };

    private static bool IsCourtesy(string bare) => bare is "" or "你好" or "您好" or "在吗" or "谢谢" or "谢谢您" or "多谢" or "辛苦了" or "收到" or "知道了" or "早上好" or "晚上好";
}
