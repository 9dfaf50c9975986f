using CaseStore.Cases;
using Conversation.Dialogs;
using Conversation.Phrases;
using Conversation.Understanding;

namespace Conversation.Reporter;

/// <summary>The last word: a grade, or "not fixed", with its reason when it is a bad one.</summary>
internal sealed class Rating(CaseWords words, Following following)
{
    private readonly PhraseBook _say = words.Book;

    /// <summary>Asks for the grade of the newest resolved case, or of the one named; null when none waits or a report is being written.</summary>
    public Turn? Ask(ReporterState state, string? number, IReadOnlyList<Case> cases)
    {
        var resolved = cases.FirstOrDefault(c => c.State == CaseState.Resolved && (number is null || Following.Matches(c, number)));
        if (resolved is null || state.Draft is not null)
        {
            return null;
        }

        var asking = state with { Step = ReporterMachine.After(state.Step, ReporterMove.AskGrade), About = resolved.Number };
        return new Turn(asking, following.AskGrade(resolved));
    }

    /// <summary>A grade out of the blue, while a resolved case waits for one.</summary>
    public Turn Take(ReporterState state, Case resolved, string text) =>
        Grade(state with { About = resolved.Number }, text) ?? new Turn(state, following.AskGrade(resolved));

    /// <summary>The same in the middle of a report: words only, and the report waits. Null when it was a bare number.</summary>
    public Turn? TakeInPassing(ReporterState state, Case resolved, string text) =>
        PlainText.WithoutMarks(PlainText.Of(text)).All(char.IsAsciiDigit) ? null : Grade(state with { About = resolved.Number }, text);

    /// <summary>The answer to the open question; null when the text is neither a grade nor a verdict.</summary>
    public Turn? Answer(ReporterState state, string text)
    {
        if (state.Step != ReporterStep.AskingReason)
        {
            return Grade(state, text);
        }

        var reason = PlainText.Of(text);
        if (!IsReason(PlainText.WithoutMarks(reason)))
        {
            return new Turn(state, _say.Text(Say.AskReason));
        }

        CaseAct act = state.Grade is { } grade ? new CaseAct.Rate(grade, reason) : new CaseAct.NotFixed(reason);
        return new Turn(state, null, new DialogCommand.Act(state.About!, act));
    }

    /// <summary>Something that whoever does it again can use: not a number, a smile or a greeting.</summary>
    private static bool IsReason(string bare) =>
        bare.Length >= 2 && bare.Any(char.IsLetter) && !Assent.IsYes(bare) && bare is not ("你好" or "您好" or "在吗" or "谢谢" or "没有" or "不知道");

    private Turn? Grade(ReporterState state, string text)
    {
        if (following.SaysStillNotFixed(text))
        {
            var plain = PlainText.WithoutMarks(PlainText.Of(text));
            return plain.Length >= 6
                ? new Turn(state, null, new DialogCommand.Act(state.About!, new CaseAct.NotFixed(Following.ReasonOf(plain))))
                : AskReason(state, null);
        }

        return following.ReadVerdict(text) switch
        {
            null => null,
            ( <= 2 and var bad, var why) when why is null || !IsReason(PlainText.WithoutMarks(why)) => AskReason(state, bad),
            var (grade, why) => new Turn(state, null, new DialogCommand.Act(state.About!, new CaseAct.Rate(grade, why))),
        };
    }

    private Turn AskReason(ReporterState state, int? grade) => new(
        state with { Step = ReporterMachine.After(state.Step, ReporterMove.AskReason), Grade = grade },
        _say.Text(Say.AskReason));
}
