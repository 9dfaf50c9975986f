using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Assessment;

/// <summary>Points for a report that was one, and again when it is solved: once a case and reason, whatever happens to the case afterwards.</summary>
internal sealed class PointsLedger(TalkRules rules)
{
    /// <summary>Appends what the events of an act are worth, in the act's own transaction.</summary>
    public async ValueTask NoteAsync(WriteSession session, IEnumerable<CaseEvent> events, DateTimeOffset now)
    {
        foreach (var happened in events)
        {
            var (reason, points) = Worth(happened);
            if (points > 0 && !await HasAsync(session, happened.Case, reason))
            {
                session.Cases.Points.Add(new PointsEntry { Person = happened.Case.Reporter, CaseNumber = happened.Case.Number, Reason = reason, Points = points, At = now });
            }
        }
    }

    private (PointsReason Reason, int Points) Worth(CaseEvent happened) => happened switch
    {
        { Case.Kind: not (CaseKind.PropertyService or CaseKind.LawEnforcement) } => default,
        { Kind: CaseEventKind.Accepted or CaseEventKind.Resolved } => (PointsReason.ValidReport, rules.PointsForValidReport),
        { Kind: CaseEventKind.Closed, Case.Outcome: Outcome.Fixed } => (PointsReason.SolvedCase, rules.PointsForSolvedCase),
        _ => default,
    };

    private static Task<bool> HasAsync(WriteSession session, Case kase, PointsReason reason) =>
        session.Cases.Points.AnyAsync(p => p.PersonId == kase.Reporter.Id && p.CaseNumber == kase.Number && p.Reason == reason);
}
