namespace CaseStore.Persistence;

/// <summary>What is known when a message arrives: whether it was answered before, and where the talk with this person stands.</summary>
/// <param name="Seen">True when this very message was answered before; then only <paramref name="Reply"/> counts.</param>
/// <param name="Reply">The reply that was kept; null or empty means "nothing to say".</param>
/// <param name="State">The conversation's state as JSON; null for a stranger.</param>
/// <param name="News">Something waits to be told to this person first thing.</param>
/// <param name="DidAt">The platform's own moment of what this person last did.</param>
public readonly record struct TurnStart(bool Seen, string? Reply, string? State, bool News = false, DateTimeOffset? DidAt = null);
