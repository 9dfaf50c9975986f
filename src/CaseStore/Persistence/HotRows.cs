namespace CaseStore.Persistence;

/// <summary>Where the talk with one person stands.</summary>
internal sealed class ConversationRow
{
    /// <summary><c>channel:id</c>.</summary>
    public required string Person { get; init; }

    public string? State { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The person's last message, tap … : <see cref="LastHeard"/>.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    public DateTimeOffset? TouchedAt { get; init; }

    /// <summary>The platform's own moment (whole seconds) of what this person last did: follow, write, tap, leave.</summary>
    public DateTimeOffset? DidAt { get; init; }

    /// <summary>Something in the outbox waits to be told when they next write (<see cref="OutboxState.Waiting"/>).</summary>
    public bool News { get; init; }
}

/// <summary>An answered message: its redelivery gets the same reply.</summary>
internal sealed class InboxRow
{
    public required string Key { get; init; }

    public string? Reply { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>The last case number given out on a day.</summary>
internal sealed class NumberRow
{
    /// <summary><c>yyyyMMdd</c> in the city's time.</summary>
    public required string Day { get; init; }

    public required int Last { get; init; }

    public static string DayKey(DateOnly day) => day.ToString("yyyyMMdd");
}
