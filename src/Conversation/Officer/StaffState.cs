using System.Text.Json.Serialization;
using CaseStore.Cases;
using Conversation.Dialogs;

namespace Conversation.Officer;

/// <summary>Which question is open with a member of staff.</summary>
public enum StaffStep
{
    Idle,

    /// <summary>Waiting for photos and a sentence, in any order.</summary>
    AskingProof,
    Confirming,
    AskingOutcome,

    /// <summary>A question or suggestion is answered in words.</summary>
    AskingAnswer,
    ConfirmingAnswer,
    AskingDeclineReason,
    AskingUnit,
    AskingReturnReason,
    AskingRejectReason,
}

/// <summary>Where the talk with an officer, reviewer or community worker stands.</summary>
public sealed record StaffState : DialogState
{
    public int V { get; init; } = 1;

    public StaffStep Step { get; init; }

    /// <summary>The case the open question is about.</summary>
    public string? Number { get; init; }

    public IReadOnlyList<string> Photos { get; init; } = [];

    public string? Note { get; init; }

    public Outcome Outcome { get; init; }

    /// <summary>Ids of the units offered, in the order of the choice.</summary>
    public IReadOnlyList<string>? Units { get; init; }

    public DateTimeOffset? LastPhotoAt { get; init; }
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(StaffState))]
internal sealed partial class StaffJson : JsonSerializerContext;
