using System.Diagnostics;
using CaseStore.Cases;

namespace BotGateway.Photos;

/// <summary>What is to become of a photo after an attempt. Pure: the same attempt at the same moment decides the same.</summary>
internal abstract record PhotoDecision
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
    ];

    /// <summary>How long the platform keeps a picture.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>When one way brought something unfit, the other is waited for only this many attempts: the sender should hear soon.</summary>
    private const int AttemptsBesideUnfit = 3;

    private PhotoDecision()
    {
    }

    /// <summary>For the log.</summary>
    public sealed override string ToString() => this switch
    {
        Keep => "kept",
        TryAgain later => $"tried again at {later.At:u}",
        Refuse => "refused, its sender is told",
        GiveUp => "given up",
        _ => throw new UnreachableException(),
    };

    public sealed record Keep(string Hash, MediaKind Kind) : PhotoDecision;

    public sealed record TryAgain(DateTimeOffset At) : PhotoDecision;

    public sealed record Refuse : PhotoDecision;

    public sealed record GiveUp : PhotoDecision;

    /// <param name="attempts">How many there were, this one included.</param>
    /// <param name="tried">What came of each way in this attempt; none of it a picture.</param>
    public static PhotoDecision AfterFailure(IReadOnlyCollection<Fetched> tried, int attempts, DateTimeOffset receivedAt, DateTimeOffset now)
    {
        var unfit = tried.Any(one => one is Fetched.Unfit);
        var hope = tried.Any(one => one is Fetched.NotNow) && !(unfit && attempts >= AttemptsBesideUnfit);
        if (hope && NextAttempt(attempts, receivedAt, now) is { } next)
            return new TryAgain(next);
        return unfit ? new Refuse() : new GiveUp();
    }

    /// <summary>After 10 s, then ever more rarely; once more at the very end of the platform's three days, and then null.</summary>
    public static DateTimeOffset? NextAttempt(int attempts, DateTimeOffset receivedAt, DateTimeOffset now)
    {
        var end = receivedAt + Patience;
        if (now >= end)
            return null;
        var next = now + Pauses[Math.Clamp(attempts - 1, 0, Pauses.Length - 1)];
        return next < end ? next : end;
    }
}
