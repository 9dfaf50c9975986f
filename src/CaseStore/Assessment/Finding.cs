namespace CaseStore.Assessment;

/// <summary>Something in a case's history that a figure counts, with the organisation that was responsible when it happened.</summary>
internal abstract record Finding(DateTimeOffset At, string Organisation)
{
    /// <summary>Somebody reported it; nobody is responsible yet.</summary>
    public sealed record Filed(DateTimeOffset At) : Finding(At, "");

    /// <summary>It became this organisation's.</summary>
    public sealed record Received(DateTimeOffset At, string Organisation) : Finding(At, Organisation);

    /// <summary>Accepted after it was dispatched; the time in which it waited for the reporter is taken off.</summary>
    public sealed record Responded(DateTimeOffset At, string Organisation, TimeSpan After) : Finding(At, Organisation);

    /// <summary>Resolved while its promise had not run out.</summary>
    public sealed record Kept(DateTimeOffset At, string Organisation) : Finding(At, Organisation);

    /// <summary>The promise ran out before it was resolved.</summary>
    public sealed record Broken(DateTimeOffset At, string Organisation) : Finding(At, Organisation);

    public sealed record Nudged(DateTimeOffset At, string Organisation) : Finding(At, Organisation);

    /// <summary>A grade by the reporter.</summary>
    public sealed record Rated(DateTimeOffset At, string Organisation, int Grade) : Finding(At, Organisation);

    public sealed record Reopened(DateTimeOffset At, string Organisation) : Finding(At, Organisation);

    /// <param name="Fixed">Whether the last outcome was that it is fixed; no other outcome is.</param>
    /// <param name="ByDefault">Nobody rated it within the limit.</param>
    public sealed record Closed(DateTimeOffset At, string Organisation, bool Fixed, bool ByDefault) : Finding(At, Organisation);
}
