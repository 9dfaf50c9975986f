namespace CaseStore.Cases;

/// <summary>What the history says about now: the lines since something last happened. The lines themselves are the guard that nothing is done twice.</summary>
internal static class HistoryLines
{
    /// <summary>Since the desk got it that has it now.</summary>
    public static IEnumerable<HistoryEntry> SinceDispatch(this Case kase) => Since(kase, act => act is "Dispatch" or "SendToReview");

    /// <summary>Since the promise was made that counts now.</summary>
    public static IEnumerable<HistoryEntry> SincePromise(this Case kase) =>
        Since(kase, act => act is "Report" or "Reopen" or nameof(CaseAct.Extend) or nameof(CaseAct.Correct));

    public static bool Has(this IEnumerable<HistoryEntry> lines, string act) => lines.Any(h => h.Act == act);

    /// <summary>Calls that somebody is still to follow: what was resolved meanwhile needs nobody there any more.</summary>
    public static IEnumerable<WhistleCall> OpenCalls(this Case kase)
    {
        var resolved = kase.History.LastOrDefault(h => h.Act == nameof(CaseAct.Resolve))?.At;
        return kase.Calls.Where(c => c.ReportedInAt is null && !(c.CalledAt <= resolved));
    }

    private static IEnumerable<HistoryEntry> Since(Case kase, Func<string, bool> begins)
    {
        for (var i = kase.History.Count - 1; i >= 0; i--)
        {
            if (begins(kase.History[i].Act))
            {
                return kase.History.Skip(i);
            }
        }

        return kase.History;
    }
}
