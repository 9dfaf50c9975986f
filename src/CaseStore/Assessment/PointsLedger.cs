using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Assessment;

/// <summary>
/// Points for a report that was one, and again when it is solved: once a case and reason, whatever happens to the case afterwards.
/// Nobody earns more than the caps on one day and in one month of the city; a line that a cap cut says how much was left of it, even
/// nothing, so that the same case does not earn it tomorrow.
/// </summary>
internal sealed class PointsLedger(TalkRules worth, AssessmentRules caps, TimeZoneInfo zone)
{
    /// <summary>Appends what the events of an act are worth, in the act's own transaction.</summary>
    public async ValueTask NoteAsync(WriteSession session, IEnumerable<CaseEvent> events, DateTimeOffset now)
    {
        foreach (var happened in events)
        {
            var (reason, points) = Worth(happened);
            if (points > 0 && !await HasAsync(session, happened.Case, reason))
            {
                session.Cases.Points.Add(new PointsEntry
                {
                    Person = happened.Case.Reporter,
                    CaseNumber = happened.Case.Number,
                    Reason = reason,
                    Points = Math.Min(points, await LeftAsync(session, happened.Case.Reporter, now)),
                    At = now,
                });
            }
        }
    }

    private (PointsReason Reason, int Points) Worth(CaseEvent happened) => happened switch
    {
        { Case.Kind: not (CaseKind.PropertyService or CaseKind.LawEnforcement) } => default,
        { Kind: CaseEventKind.Accepted or CaseEventKind.Resolved } => (PointsReason.ValidReport, worth.PointsForValidReport),
        { Kind: CaseEventKind.Closed, Case.Outcome: Outcome.Fixed } => (PointsReason.SolvedCase, worth.PointsForSolvedCase),
        _ => default,
    };

    /// <summary>What this person may still earn now.</summary>
    private async Task<int> LeftAsync(WriteSession session, Person person, DateTimeOffset now)
    {
        var month = Period.MonthOf(now, zone).From;
        var day = Period.Midnight(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), zone);
        var earned = await session.Queries.PointsSince(session.Cases, person.Id, month).ToListAsync();
        var unsaved = Unsaved(session).Where(p => p.Person == person).Sum(p => p.Points);
        var left = caps.PointsPerDay - earned.Where(p => p.At >= day).Sum(p => p.Points);
        return Math.Max(0, Math.Min(left, caps.PointsPerMonth - earned.Sum(p => p.Points)) - unsaved);
    }

    private static async Task<bool> HasAsync(WriteSession session, Case kase, PointsReason reason) =>
        Unsaved(session).Any(p => p.CaseNumber == kase.Number && p.Reason == reason)
        || await session.Queries.HasPoints(session.Cases, kase.Reporter.Id, kase.Number, reason);

    /// <summary>What this transaction has added and the database does not know yet: one look of the clock closes many cases.</summary>
    private static IReadOnlyList<PointsEntry> Unsaved(WriteSession session)
    {
        // Lines are added and never changed: there is nothing to compare, least of all every line of every history that was read.
        var tracker = session.Cases.ChangeTracker;
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. session.Cases.Points.Local.Where(p => p.Id == 0)];
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = true;
        }
    }
}
