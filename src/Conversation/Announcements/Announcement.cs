namespace Conversation.Announcements;

/// <summary>A notification on its way to the outbox.</summary>
/// <param name="OnlyForDeadline">A nudge dies with the promise it belongs to: the case's DeadlineVersion.</param>
/// <param name="Urgent">Danger to life: overtakes everything.</param>
/// <param name="AtOnce">Somebody has just done something and waits for this: it needs no decent hour.</param>
public sealed record Announcement(Notification What, string CaseNumber, int? OnlyForDeadline = null, bool Urgent = false, bool AtOnce = false);
