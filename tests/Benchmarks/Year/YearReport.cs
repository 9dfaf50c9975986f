using Benchmarks.Figures;
using CaseStore.Cases;
using CaseStore.People;

namespace Benchmarks.Year;

/// <summary>What became of a year's cases, how late they were, and what it cost everybody in messages.</summary>
/// <param name="Looks">How often a case was looked at and found whole.</param>
/// <param name="Processor">What it would take on one quiet core.</param>
internal sealed record YearReport(
    YearPlan Plan, IReadOnlyList<Case> Cases, int Points, Mail Mail, IReadOnlyDictionary<string, int> Refused, int Acts, int Looks, TimeSpan Took, TimeSpan Processor)
{
    /// <summary>An officer who gets more than this a day reads none of them.</summary>
    public const int MostADay = 30;

    private static readonly Role[] Roles = [Role.InfoOfficer, Role.CommunityStaff, Role.TownshipReviewer, Role.DepartmentHandler, Role.CommandCentre];

    public Volume Volume => Mail.VolumeOf(null);

    /// <summary>All but how long it took: the same plan prints the same.</summary>
    public IEnumerable<string> Lines() => [$"seed {Plan.Seed}: {Plan.Cases:N0} cases in {Plan.Days} days", .. Funnel(), .. Lateness(), .. Messages(), $"{Acts:N0} acts and looks of the clock, {Points:N0} points, {Looks:N0} times a case was looked at and whole"];

    public IReadOnlyList<Figure> Figures() =>
    [
        new($"messages an officer and day, mean of {Volume.Heads}", $"{Volume.Mean:F1}", $"< {MostADay}", Volume.Mean < MostADay),
        new($"the officer with most ({Volume.Worst}), mean", $"{Volume.WorstMean:F1}"),
        new($"{Plan.Cases:N0} cases, {Plan.Days} days", $"{Took.TotalSeconds:F0} s, {Processor.TotalSeconds:F0} s of processor"),
    ];

    private IEnumerable<string> Funnel()
    {
        yield return "funnel";
        yield return Share("reported", _ => true);
        yield return Share("  reviewed", c => Has(c, "SendToReview"));
        yield return Share("  dispatched", c => Has(c, "Dispatch"));
        yield return Share("  accepted", c => Has(c, "Accept"));
        yield return Share("  resolved", c => Has(c, "Resolve"));
        yield return Share("  closed, rated", c => c.State == CaseState.Closed && !c.GradedByDefault);
        yield return Share("  closed, by default", c => c.State == CaseState.Closed && c.GradedByDefault);
        yield return Share("  withdrawn", c => c.State == CaseState.Withdrawn);
        yield return Share("  rejected", c => c.State == CaseState.Rejected);
        yield return Share("  merged", c => c.State == CaseState.Merged);
        yield return Share("  open at the end", c => c.IsOpen);
        var graded = Cases.Where(c => c is { Grade: not null, GradedByDefault: false }).ToList();
        yield return $"  mean of {graded.Count:N0} grades {graded.Select(c => (double)c.Grade!.Value).DefaultIfEmpty().Average():F2}";
    }

    private IEnumerable<string> Lateness()
    {
        yield return "lateness";
        yield return Share("  never late", c => c.Nudges == 0);
        foreach (var loop in Enum.GetValues<Loop>())
        {
            var of = Cases.Where(c => c.Loop == loop).ToList();
            yield return $"  {"late in the loop " + loop,-28}{of.Count(c => c.Nudges > 0),7:N0} of {of.Count:N0}";
        }

        yield return Share("  nobody acknowledged in time", c => Has(c, "NudgeAcknowledge"));
        yield return Share("  extended", c => c.Extensions > 0);
        yield return Share("  reopened", c => c.Reopened > 0);
        yield return Share("  called to the spot", c => Has(c, "Whistle"));
        yield return Share("  waited for the reporter", c => Has(c, "AskReporter"));
        yield return Share("  copied to the township", c => Has(c, "CopyTownship"));
        yield return Share("  copied to the command centre", c => Has(c, "CopyCommandCentre"));
        yield return Share("  found a desk empty", c => Has(c, "NobodyOnDuty"));
    }

    private IEnumerable<string> Messages()
    {
        yield return "messages";
        foreach (var (kind, count) in Mail.Kinds)
        {
            yield return $"  {kind,-28}{count,7:N0}";
        }

        yield return $"  {"to residents, a case",-28}{Mail.ToResidents / (double)Cases.Count,7:F1}";
        foreach (var role in Roles)
        {
            var of = Mail.VolumeOf(role);
            yield return $"  {role,-28}{of.Mean,7:F1} a head and day ({of.Heads} people), busiest day of one {of.Busiest}, most in the mean {of.WorstMean:F1} ({of.Worst})";
        }

        if (Refused.Count > 0)
        {
            yield return $"refused: {string.Join(", ", Refused.Select(r => $"{r.Key} {r.Value}"))}";
        }
    }

    private string Share(string what, Func<Case, bool> which)
    {
        var count = Cases.Count(which);
        return $"{what,-30}{count,7:N0}  {(double)count / Cases.Count,6:P1}";
    }

    public static bool Has(Case kase, string act) => kase.History.Any(h => h.Act == act);
}
