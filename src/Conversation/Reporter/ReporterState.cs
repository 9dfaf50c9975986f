using System.Text.Json.Serialization;
using CaseStore.Cases;
using Conversation.Dialogs;

namespace Conversation.Reporter;

/// <summary>Which question is open.</summary>
public enum ReporterStep
{
    Idle,
    AskingText,
    AskingSubtype,
    AskingCompound,
    AskingPlace,
    AskingPhoto,

    /// <summary>"Is it this one?": a neighbour has reported something like it.</summary>
    AskingSame,

    /// <summary>What the subtype needs to know besides (<see cref="CaseStore.Catalogue.SubtypeQuestion"/>).</summary>
    AskingDetail,
    Confirming,
    ChoosingSlot,
    AskingGrade,
    AskingReason,

    /// <summary>Registering: name and phone.</summary>
    AskingName,

    /// <summary>Which case a volunteer wants to claim.</summary>
    ChoosingClaim,

    /// <summary>Which of the claimed ones is done.</summary>
    ChoosingClaimed,

    /// <summary>Photo and sentence that it is done.</summary>
    ProvingClaim,
}

/// <summary>A report that is not filed yet. Kept for some days (<see cref="CaseStore.Catalogue.TalkRules.DraftDays"/>).</summary>
/// <param name="Offered">The subtype codes of the open numbered choice, in its order.</param>
public sealed record Draft
{
    [JsonInclude]
    public CaseKind? Kind { get; internal set; }

    [JsonInclude]
    public string? Subtype { get; internal set; }

    [JsonInclude]
    public IReadOnlyList<string>? Offered { get; internal set; }

    [JsonInclude]
    public string? CompoundId { get; internal set; }

    [JsonInclude]
    public string? Place { get; internal set; }

    /// <summary>Asked for and answered: taken as it is, however vague.</summary>
    [JsonInclude]
    public bool PlaceIsFinal { get; internal set; }

    [JsonInclude]
    public string? Text { get; internal set; }

    [JsonInclude]
    public IReadOnlyList<string> Photos { get; internal set; } = [];

    /// <summary>The person said that no photo can be had, and the subtype allows it.</summary>
    [JsonInclude]
    public bool NoPhoto { get; internal set; }

    /// <summary>The code of the danger to life that was read from the text.</summary>
    [JsonInclude]
    public string? Danger { get; internal set; }

    /// <summary>The compounds of the open numbered choice, nearest first, when a position was sent.</summary>
    [JsonInclude]
    public IReadOnlyList<string>? OfferedCompounds { get; internal set; }

    /// <summary>The open cases offered as "is it this one?", as they were shown: what a number means does not change while it is thought over.</summary>
    [JsonInclude]
    public IReadOnlyList<SameCase>? Same { get; internal set; }

    /// <summary>Looked for already, or answered with "no": asked once.</summary>
    [JsonInclude]
    public bool SameAsked { get; internal set; }

    /// <summary>The subtypes' questions that were answered or passed over.</summary>
    [JsonInclude]
    public IReadOnlyList<Detail>? Details { get; internal set; }

    /// <summary>A person is wanted: goes to the community without a summary.</summary>
    [JsonInclude]
    public bool ForPerson { get; internal set; }

    /// <summary>Where the reporter stands, if a position was sent.</summary>
    [JsonInclude]
    public double? Latitude { get; internal set; }

    [JsonInclude]
    public double? Longitude { get; internal set; }

    /// <summary>Asked once, after a long silence, whether it goes on.</summary>
    [JsonInclude]
    public bool Nudged { get; internal set; }
}

/// <param name="Ask">As it was asked: the answer belongs to these words, whatever the catalogue says later.</param>
/// <param name="Said">Null: passed over.</param>
public sealed record Detail(string Subtype, string Code, string Ask, string? Said);

/// <param name="Own">The reporter's own: added to, not joined.</param>
public sealed record SameCase(string Number, string Label, bool Own);

/// <summary>
/// Where the talk with a resident stands. Never changed once made; the setters are there because the generated reader
/// is three times as fast with them as with <c>init</c>, and every message reads a state.
/// </summary>
public sealed record ReporterState : DialogState
{
    /// <summary>2 since subtypes have questions; 1 is read as well, it lacks nothing that is needed.</summary>
    internal const int Version = 2;

    /// <summary>Version of this shape.</summary>
    [JsonInclude]
    public int V { get; internal set; } = Version;

    [JsonInclude]
    public ReporterStep Step { get; internal set; }

    [JsonInclude]
    public Draft? Draft { get; internal set; }

    /// <summary>The case that the open grade or reason belongs to.</summary>
    [JsonInclude]
    public string? About { get; internal set; }

    /// <summary>The bad grade whose reason is asked; null when "not fixed" was said.</summary>
    [JsonInclude]
    public int? Grade { get; internal set; }

    /// <summary>The compound of the last report: what is known is not asked again.</summary>
    [JsonInclude]
    public string? CompoundId { get; internal set; }

    /// <summary>The case filed last, and when: a picture that turns out broken is replaced there.</summary>
    [JsonInclude]
    public string? LastCase { get; internal set; }

    [JsonInclude]
    public DateTimeOffset? LastCaseAt { get; internal set; }

    /// <summary>The danger of the case filed last, if it was one: what is said next belongs to it.</summary>
    [JsonInclude]
    public string? LastDanger { get; internal set; }

    /// <summary>The case that waits for a picture in place of a broken one.</summary>
    [JsonInclude]
    public string? PhotoFor { get; internal set; }

    [JsonInclude]
    public DateTimeOffset? PhotoForAt { get; internal set; }

    [JsonInclude]
    public DateTimeOffset? LastPhotoAt { get; internal set; }

    /// <summary>What the draft was before the last steps, newest last: 上一步 goes back there.</summary>
    [JsonInclude]
    public IReadOnlyList<Draft>? Undo { get; internal set; }

    /// <summary>Further problems of the same message, in the person's words: each is asked about when the one before is filed.</summary>
    [JsonInclude]
    public IReadOnlyList<string>? Rest { get; internal set; }

    /// <summary>The report that an emergency broke into: it waits for 继续, or for the next thing to be filed.</summary>
    [JsonInclude]
    public Draft? Parked { get; internal set; }

    /// <summary>The spot whose poster was scanned, for a report begun soon after.</summary>
    [JsonInclude]
    public string? PosterSpot { get; internal set; }

    [JsonInclude]
    public DateTimeOffset? PosterAt { get; internal set; }

    /// <summary>The half of a registration that came first.</summary>
    [JsonInclude]
    public string? Name { get; internal set; }

    [JsonInclude]
    public string? Phone { get; internal set; }

    /// <summary>The case whose handler was answered last, and when: more may follow.</summary>
    [JsonInclude]
    public string? AnsweredCase { get; internal set; }

    [JsonInclude]
    public DateTimeOffset? AnsweredAt { get; internal set; }

    /// <summary>The cases of the open choice, as they were shown: those that can be claimed, or have been.</summary>
    [JsonInclude]
    public IReadOnlyList<SameCase>? OfferedCases { get; internal set; }

    /// <summary>What shows that the claimed case <see cref="About"/> is done.</summary>
    [JsonInclude]
    public IReadOnlyList<string>? ProofPhotos { get; internal set; }

    [JsonInclude]
    public string? ProofNote { get; internal set; }

    /// <summary>When the community was last told of this person's insults, advertising or flood.</summary>
    [JsonInclude]
    public DateTimeOffset? AbuseToldAt { get; internal set; }

    /// <summary>The moment asked for; it outlives its draft, because putting it off costs less than taking it back.</summary>
    [JsonInclude]
    public DateTimeOffset? Wake { get; internal set; }

    [JsonIgnore]
    public override DateTimeOffset? WakeAt => Wake;

    [JsonInclude]
    public DateTimeOffset At { get; internal set; }
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReporterState))]
internal sealed partial class ReporterJson : JsonSerializerContext;
