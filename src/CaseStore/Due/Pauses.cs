using CaseStore.Cases;

namespace CaseStore.Due;

/// <summary>When somebody waited for the reporter, as the history tells it; there is no counter that could be wrong.</summary>
/// <param name="Ended">In order.</param>
/// <param name="Since">The beginning of a wait that goes on.</param>
public sealed record Pauses(IReadOnlyList<TimeStretch> Ended, DateTimeOffset? Since)
{
    /// <param name="history">In order.</param>
    public static Pauses Of(IEnumerable<HistoryEntry> history)
    {
        var ended = new List<TimeStretch>();
        DateTimeOffset? since = null;
        foreach (var line in history)
        {
            if (line.Act == nameof(CaseAct.AskReporter))
            {
                since ??= line.At;
            }
            else if (since is { } begin && Ends(line.Act))
            {
                ended.Add(new TimeStretch(begin, line.At));
                since = null;
            }
        }

        return new Pauses(ended, since);
    }

    /// <summary>All of them, as if the answer that is still waited for came <paramref name="now"/>.</summary>
    public IReadOnlyList<TimeStretch> Until(DateTimeOffset now) => Since is { } since ? [.. Ended, new TimeStretch(since, now)] : Ended;

    /// <summary>An answer or five days without one; or the case is done with, and nobody waits any more.</summary>
    private static bool Ends(string act) => act is "Answer" or "AskLapse" or "Resolve" or "Close" or "Withdraw" or "Reject" or "Merge" or "Reopen";
}
