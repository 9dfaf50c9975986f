namespace CaseStore.Persistence;

/// <summary>What a turn means for the platform's reply window (protocol.md 2.2).</summary>
public enum Heard
{
    /// <summary>Nothing a person did towards the account, e.g. our own event or an unfollow.</summary>
    Nothing,

    /// <summary>A message: opens the window of 48 hours.</summary>
    Message,

    /// <summary>A menu tap, a follow, a scan, an opened session: opens a window of a minute.</summary>
    Touch,
}

/// <summary>When somebody last wrote and last touched the account.</summary>
/// <param name="MessageAt">Their last message.</param>
/// <param name="TouchAt">Their last tap, follow, scan or opened session.</param>
public readonly record struct LastHeard(DateTimeOffset? MessageAt, DateTimeOffset? TouchAt);
