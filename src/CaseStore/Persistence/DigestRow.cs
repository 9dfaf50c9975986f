namespace CaseStore.Persistence;

/// <summary>An organisation has had its digest of a day: written with it, so that it comes once whatever dies in between.</summary>
public sealed class DigestRow
{
    public required string Organisation { get; init; }

    /// <summary><c>yyyyMMdd</c> in the city's time.</summary>
    public required string Day { get; init; }

    public required DateTimeOffset At { get; init; }
}
