using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Assessment;

/// <param name="Name">Surname and a star; absent for somebody who never registered.</param>
/// <param name="ValidReports">Reports that were one.</param>
/// <param name="SolvedCases">Of them, fixed.</param>
public sealed record Praised(string PublicId, string? Name, int Points, int ValidReports, int SolvedCases);

/// <summary>Who earned how many points, for public praise (通报表彰): no phone, no openid, and of the name no more than the surname leaves this class.</summary>
public static class PraiseTable
{
    /// <summary>Most points first. Finds the people by the period's cases and their lines by the index on the person.</summary>
    public static async Task<IReadOnlyList<Praised>> OfAsync(CaseContext store, Period period, CancellationToken cancellation = default)
    {
        var touched = Assessor.TouchedIn(store, period);
        var people = store.Cases.Where(c => touched.Contains(c.Id)).Select(c => c.Reporter.Id);
        var earned = await store.Points.AsNoTracking()
            .Where(p => people.Contains(p.PersonId) && p.At >= period.From && p.At < period.To)
            .GroupBy(p => new { p.PersonId, p.Person.Name })
            .Select(g => new
            {
                g.Key.PersonId,
                g.Key.Name,
                Points = g.Sum(p => p.Points),
                Valid = g.Count(p => p.Reason == PointsReason.ValidReport),
                Solved = g.Count(p => p.Reason == PointsReason.SolvedCase),
            })
            .Where(e => e.Points > 0)
            .ToListAsync(cancellation);
        return [.. earned.OrderByDescending(e => e.Points).ThenBy(e => e.PersonId)
            .Select(e => new Praised(Person.PublicIdOf(e.PersonId), e.Name is { } name ? PersonName.Masked(name) : null, e.Points, e.Valid, e.Solved))];
    }
}
