using System.Text.Json.Serialization;
using CaseStore.Cases;
using Conversation.Dialogs;

namespace Conversation.Officer;

/// <summary>Which question is open with a member of staff.</summary>
public enum StaffStep
{
    Idle,

    /// <summary>Several cases fit what was said.</summary>
    ChoosingCase,

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

    /// <summary>What the reporter is to be asked.</summary>
    AskingQuestion,
    AskingRemark,
    AskingColleague,

    /// <summary>Escalating: which department of the city, then why.</summary>
    AskingDepartment,
    AskingEscalateReason,

    /// <summary>Redispatching: which desk, then why.</summary>
    AskingDesk,
    AskingRedispatchReason,
    AskingType,

    /// <summary>Merging: into which case.</summary>
    AskingTarget,
    ConfirmingMerge,

    /// <summary>Whistling: who is to come, then why.</summary>
    AskingCalled,
    AskingWhistleReason,
    AskingMonths,
    AskingMilestones,
    ConfirmingExtension,

    /// <summary>Raising: what was tried, in words and photos.</summary>
    AskingTried,
    ConfirmingRaise,
}

/// <param name="Id">What the choice stands for: an organisation, a colleague, a subtype, a case.</param>
public sealed record StaffOption(string Id, string Label);

/// <summary>Where the talk with an officer, reviewer, community worker or commander stands.</summary>
public sealed record StaffState : DialogState
{
    public const int Shape = 2;

    public int V { get; init; } = Shape;

    public StaffStep Step { get; init; }

    /// <summary>The case the open question is about.</summary>
    public string? Number { get; init; }

    /// <summary>What is to be done once the case is chosen, and what was already said for it.</summary>
    public StaffVerb Verb { get; init; }

    public string? More { get; init; }

    public IReadOnlyList<string> Photos { get; init; } = [];

    /// <summary>Words collected so far: the note of a repair, an answer, milestones, what was tried.</summary>
    public string? Note { get; init; }

    public Outcome Outcome { get; init; }

    /// <summary>What was offered, in the order of the choice: a number means what was on the screen.</summary>
    public IReadOnlyList<StaffOption>? Offered { get; init; }

    /// <summary>What was chosen of it, while the reason is asked.</summary>
    public IReadOnlyList<string>? Chosen { get; init; }

    public int Months { get; init; }

    /// <summary>The open question was answered with something else once already.</summary>
    public bool Missed { get; init; }

    /// <summary>Which page of the list was shown last.</summary>
    public int Page { get; init; }

    public DateTimeOffset? LastPhotoAt { get; init; }

    internal StaffState Idle() => new() { Step = StaffMachine.After(Step, StaffMove.Finish), Page = Page };

    /// <summary>A new matter: what was open before is let go.</summary>
    internal StaffState Begin(StaffMove move, string? number)
    {
        var idle = Idle();
        return idle with { Step = StaffMachine.After(idle.Step, move), Number = number };
    }

    internal StaffState Go(StaffMove move) => this with { Step = StaffMachine.After(Step, move), Missed = false };
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(StaffState))]
internal sealed partial class StaffJson : JsonSerializerContext;
