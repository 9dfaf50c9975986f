using CaseStore.Assessment;
using CaseStore.Cases;

namespace CaseStore.Catalogue;

/// <summary><c>config/catalogue.json</c>: what can be reported, who is responsible, by when, and the words people use for it.</summary>
public sealed record CatalogueFile
{
    public IReadOnlyList<Subtype> Subtypes { get; init; } = [];

    /// <summary>Dangers to life: what people write, and whom they must call before anything else.</summary>
    public IReadOnlyList<Danger> Dangers { get; init; } = [];

    /// <summary>The promise for suggestion, praise and consultation, which have no subtype.</summary>
    public required Limit AnswerLimit { get; init; }

    /// <summary>How long an emergency may wait.</summary>
    public required Limit EmergencyLimit { get; init; }

    /// <summary>The share of a limit after which whoever handles the case is warned (0–1).</summary>
    public double WarnAt { get; init; } = 0.8;

    /// <summary>Days after which an unrated case closes as satisfied by default.</summary>
    public int RatingLapsesAfterDays { get; init; } = 7;

    /// <summary>How long a case may lie at a desk before somebody there accepts it or passes it on.</summary>
    public Limit AcknowledgeLimit { get; init; } = new(4, LimitUnit.WorkingHours);

    /// <summary>The same for danger to life.</summary>
    public Limit EmergencyAcknowledgeLimit { get; init; } = new(15, LimitUnit.ClockMinutes);

    /// <summary>How soon whoever was called to the spot must be there.</summary>
    public Limit ReportInLimit { get; init; } = new(1, LimitUnit.ClockDays);

    /// <summary>Days after which a question to the reporter is no longer waited for.</summary>
    public int AskLapsesAfterDays { get; init; } = 5;

    /// <summary>Days by which a second promise is missed before the command centre is told.</summary>
    public int CommandCentreAfterDays { get; init; } = 7;

    /// <summary>How the talk with residents keeps its measure.</summary>
    public TalkRules Talk { get; init; } = new();

    /// <summary>By what people and companies are measured.</summary>
    public AssessmentRules Assessment { get; init; } = new();

    /// <summary>Days for which a reporter's page outlives its case.</summary>
    public int PageDaysAfterEnd { get; init; } = 90;
}

/// <param name="Department">The city department responsible; where the property company is, the department that supervises it. Absent: a reviewer decides.</param>
/// <param name="Words">What residents call it; the longer the word, the more it says.</param>
/// <param name="PhotoOptional">True where a photo cannot be expected (noise at night).</param>
/// <param name="Example">One sentence shown when the bot explains the choice.</param>
public sealed record Subtype(
    string Code, CaseKind Kind, string Name, string? Department, Limit Limit, IReadOnlyList<string> Words, bool PhotoOptional = false, string? Example = null)
{
    public const int MostQuestions = 2;

    public const int MostLimits = 2;

    /// <summary>Other limits for what was said to be otherwise ("正在建"): the first whose words were said goes before <see cref="Limit"/>.</summary>
    public IReadOnlyList<ConditionalLimit> Limits { get; init; } = [];

    /// <summary>The township units that answer for it by name, at most one of a township; elsewhere the unit of the department does.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>What whoever goes there must know and a photo does not show; answering is optional.</summary>
    public IReadOnlyList<SubtypeQuestion> Questions { get; init; } = [];
}

/// <param name="Ask">"从几点吵到几点?", to be answered in a word.</param>
/// <param name="Choices">Usual answers, offered with numbers; empty: any words.</param>
public sealed record SubtypeQuestion(string Code, string Ask, IReadOnlyList<string> Choices)
{
    internal const char Between = ';';

    /// <summary>How its answer begins.</summary>
    internal string Lead => LeadOf(Ask);

    /// <summary>An answer as it is read: <c>从几点吵到几点:半夜</c>.</summary>
    public static string Answered(string ask, string said) => LeadOf(ask) + said;

    /// <summary>A case's description: what was reported, and what was answered.</summary>
    public static string Join(string words, IEnumerable<string> answered) => string.Join(Between, answered.Prepend(words));

    private static string LeadOf(string ask) => ask.TrimEnd('?', '？') + ':';
}

/// <param name="When">Any of these, in an answer or else in the other words of the report.</param>
public sealed record ConditionalLimit(IReadOnlyList<string> When, Limit Limit);

/// <param name="Words">Any of these in a text means this danger; of "电梯+困" both parts must be there. When several dangers fit, the one that stands first in the catalogue counts.</param>
/// <param name="Unless">… except when one of these stands there too ("灭火器" is not a fire).</param>
/// <param name="Advice">What to do and whom to call, said before anything else.</param>
public sealed record Danger(string Code, string Name, string? Subtype, IReadOnlyList<string> Words, IReadOnlyList<string>? Unless, string Advice);

public enum LimitUnit
{
    /// <summary>Hours of the working calendar.</summary>
    WorkingHours,

    /// <summary>Minutes of the clock, for what cannot wait an hour.</summary>
    ClockMinutes,

    /// <summary>Hours of the clock; nights and holidays count.</summary>
    ClockHours,

    /// <summary>Days of the working calendar.</summary>
    WorkingDays,

    /// <summary>Days of the clock.</summary>
    ClockDays,
}

/// <param name="Source">Where the figure comes from; "未经本地确认" where no local rule was found.</param>
public sealed record Limit(int Amount, LimitUnit Unit, string? Source = null)
{
    public bool CountsWorkingTime => Unit is LimitUnit.WorkingHours or LimitUnit.WorkingDays;
}
