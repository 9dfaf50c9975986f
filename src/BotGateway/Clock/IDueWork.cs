namespace BotGateway.Clock;

/// <summary>
/// Work that waits for a moment: deadlines, outbox, photos. A background loop runs it as time passes, and the simulator's
/// clock runs it moment by moment when it is moved ahead, so that both do the same in the same order.
/// </summary>
internal interface IDueWork
{
    /// <summary>For the log.</summary>
    string Name => GetType().Name;

    /// <summary>The moment of the next thing to do, if anything waits at all; may lie in the past.</summary>
    Task<DateTimeOffset?> NextAsync(CancellationToken cancellation);

    /// <summary>Does what is due at the clock's now; returns how many things were done (0: nothing was due).</summary>
    Task<int> RunDueAsync(CancellationToken cancellation);

    /// <summary>Completes when there may be something new before <see cref="NextAsync"/>'s last answer (a bell, not truth).</summary>
    Task WaitForBellAsync(CancellationToken cancellation);
}
