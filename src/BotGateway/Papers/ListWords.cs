using System.Globalization;
using CaseStore.Assessment;
using Conversation.Phrases;

namespace BotGateway.Papers;

/// <summary>Figures and judgements as people read them.</summary>
internal sealed class ListWords(PhraseBook book)
{
    /// <summary>In place of a figure that there is none of.</summary>
    public const string Nothing = "—";

    private readonly string[] _lists = book.Text(Say.AssessmentLists).Split('|');
    private readonly string[] _measures = book.Text(Say.AssessmentMeasures).Split('|');

    public string List(Standing standing) => _lists[(int)standing];

    public string Reason(Judgement judgement) => judgement switch
    {
        Judgement.Reached reached => Compared(Say.AssessmentReached, reached.Measure, reached.Value, reached.List, reached.Limit),
        Judgement.Missed { Measure: Measure.Reopened } missed => Compared(Say.AssessmentAbove, missed.Measure, missed.Value, missed.List, missed.Limit),
        Judgement.Missed missed => Compared(Say.AssessmentBelow, missed.Measure, missed.Value, missed.List, missed.Limit),
        Judgement.TooFew few => book.Text(
            Say.AssessmentTooFew, ("measure", _measures[(int)few.Measure]), ("count", $"{few.Count}"), ("minimum", $"{few.Minimum}")),
        _ => throw new ArgumentOutOfRangeException(nameof(judgement), judgement, null),
    };

    public static string Share(double? share) => share is { } value ? (value * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%" : Nothing;

    public static string Grade(double? mean) => mean is { } value ? value.ToString("0.##", CultureInfo.InvariantCulture) : Nothing;

    /// <summary>The two largest units: 35分钟, 5小时10分钟, 2天3小时.</summary>
    public static string Span(TimeSpan? span) => span switch
    {
        null => Nothing,
        { TotalHours: < 1 } time => $"{time.Minutes}分钟",
        { TotalDays: < 1 } time => $"{time.Hours}小时" + (time.Minutes > 0 ? $"{time.Minutes}分钟" : ""),
        { } time => $"{time.Days}天" + (time.Hours > 0 ? $"{time.Hours}小时" : ""),
    };

    private string Compared(Phrase phrase, Measure measure, double value, Standing list, double limit)
    {
        string Shown(double v) => measure == Measure.Rating ? Grade(v) : Share(v);
        return book.Text(phrase, ("measure", _measures[(int)measure]), ("value", Shown(value)), ("list", List(list)), ("limit", Shown(limit)));
    }
}
