using CaseStore.Cases;

namespace Benchmarks.Year;

/// <summary>Something that must always hold did not: with all that is needed to see it again.</summary>
internal sealed class YearBroken(YearPlan plan, DateTimeOffset now, string what, Case? kase) : Exception(
    $"{plan}, at {now:yyyy-MM-dd HH:mm:ss}, {kase?.Number ?? "no case"}: {what}\n{History(kase)}")
{
    private static string History(Case? kase) => kase is null
        ? ""
        : string.Join('\n', kase.History.Select(h => $"  {h.At.ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm:ss} {h.Act} by {h.By} ({h.Role}) {h.Note}"));
}
