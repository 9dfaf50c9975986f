using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Assessment;

/// <summary>Several cases of one subtype at one spot of a compound.</summary>
/// <param name="Place">As the newest of them has it: a reporter's words, not to be shown as they are.</param>
/// <param name="Numbers">Oldest first.</param>
/// <param name="Open">Those of them on which somebody still works.</param>
/// <param name="Followers">Neighbours who joined instead of reporting again.</param>
public sealed record HotSpot(string CompoundId, string Subtype, string Place, IReadOnlyList<string> Numbers, int Open, int Followers);

/// <summary>Where the same thing comes again and again. What was withdrawn or refused does not count; what was merged does.</summary>
public static class HotSpots
{
    /// <summary>Most cases first. Reads the cases reported in the days before <paramref name="at"/>, by the index on that.</summary>
    public static async Task<IReadOnlyList<HotSpot>> FindAsync(
        CaseContext store, AssessmentRules rules, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var since = at.AddDays(-rules.HotSpotDays);
        var read = await store.Cases.AsNoTracking().Where(c => c.ReportedAt >= since && c.ReportedAt < at && c.Subtype != null && c.CompoundId != ""
            && c.State != CaseState.Withdrawn && c.State != CaseState.Rejected)
            .OrderBy(c => c.ReportedAt).ThenBy(c => c.Id)
            .Select(c => new { c.Number, c.CompoundId, Subtype = c.Subtype!, c.Place, c.State, Followers = c.Followers.Count })
            .ToListAsync(cancellation);
        return [.. read.GroupBy(c => (c.CompoundId, c.Subtype, Spot: SpotOf(c.Place)))
            .Where(g => g.Key.Spot.Length > 0 && g.Count() >= rules.HotSpotCases)
            .Select(g => new HotSpot(
                g.Key.CompoundId, g.Key.Subtype, g.Last().Place, [.. g.Select(c => c.Number)],
                g.Count(c => c.State is CaseState.Reported or CaseState.UnderReview or CaseState.Dispatched or CaseState.Accepted), g.Sum(c => c.Followers)))
            .OrderByDescending(s => s.Numbers.Count).ThenByDescending(s => s.Numbers[^1], StringComparer.Ordinal)];
    }

    /// <summary>Without spaces and punctuation, letters and digits of one width: "３号楼, 2单元" and "3号楼2单元" are one spot.</summary>
    internal static string SpotOf(string place) =>
        string.Concat(place.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
