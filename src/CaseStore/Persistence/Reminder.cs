namespace CaseStore.Persistence;

/// <summary>Somebody to be woken if they say nothing until then.</summary>
public sealed class Reminder
{
    /// <summary>The key under which the talk with this person is kept and locked.</summary>
    public required string Person { get; init; }

    public required DateTimeOffset DueAt { get; set; }
}
