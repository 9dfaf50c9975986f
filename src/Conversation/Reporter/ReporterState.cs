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
    Confirming,
    ChoosingSlot,
    AskingGrade,
    AskingReason,
}

/// <summary>A report that is not filed yet. Kept for 24 hours.</summary>
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
}

/// <summary>
/// Where the talk with a resident stands. Never changed once made; the setters are there because the generated reader
/// is three times as fast with them as with <c>init</c>, and every message reads a state.
/// </summary>
public sealed record ReporterState : DialogState
{
    /// <summary>Version of this shape.</summary>
    [JsonInclude]
    public int V { get; internal set; } = 1;

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
    public DateTimeOffset? LastPhotoAt { get; internal set; }

    [JsonInclude]
    public DateTimeOffset At { get; internal set; }
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReporterState))]
internal sealed partial class ReporterJson : JsonSerializerContext;
