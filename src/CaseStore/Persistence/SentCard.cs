namespace CaseStore.Persistence;

/// <summary>An action card that was sent, and the one-time code with which it can still be changed (protocol.md 5.3).</summary>
public sealed class SentCard
{
    /// <summary>Unique per card sent; comes back with every click.</summary>
    public required string TaskId { get; init; }

    public required string CaseNumber { get; init; }

    /// <summary>Who got it, <c>|</c>-joined userids.</summary>
    public required string Users { get; init; }

    /// <summary>Good for one update within 72 h; from the send answer, later from the newest click. Null when used.</summary>
    public string? ResponseCode { get; set; }

    public required DateTimeOffset SentAt { get; init; }
}
