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
    public CaseKind? Kind { get; init; }

    public string? Subtype { get; init; }

    public IReadOnlyList<string>? Offered { get; init; }

    public string? CompoundId { get; init; }

    public string? Place { get; init; }

    /// <summary>Asked for and answered: taken as it is, however vague.</summary>
    public bool PlaceIsFinal { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<string> Photos { get; init; } = [];

    /// <summary>The person said that no photo can be had, and the subtype allows it.</summary>
    public bool NoPhoto { get; init; }

    /// <summary>The code of the danger to life that was read from the text.</summary>
    public string? Danger { get; init; }
}

/// <summary>Where the talk with a resident stands.</summary>
public sealed record ReporterState : DialogState
{
    /// <summary>Version of this shape.</summary>
    public int V { get; init; } = 1;

    public ReporterStep Step { get; init; }

    public Draft? Draft { get; init; }

    /// <summary>The case that the open grade or reason belongs to.</summary>
    public string? About { get; init; }

    /// <summary>The bad grade whose reason is asked; null when "not fixed" was said.</summary>
    public int? Grade { get; init; }

    /// <summary>The compound of the last report: what is known is not asked again.</summary>
    public string? CompoundId { get; init; }

    public DateTimeOffset? LastPhotoAt { get; init; }

    public DateTimeOffset At { get; init; }
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReporterState))]
internal sealed partial class ReporterJson : JsonSerializerContext;
