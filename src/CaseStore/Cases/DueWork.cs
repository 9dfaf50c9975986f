using CaseStore.Assessment;
using CaseStore.Persistence;

namespace CaseStore.Cases;

/// <summary>What the clock does to cases whose moment has come: one step a case and look, the next moment always later.</summary>
internal sealed class DueWork(Promises promises, PointsLedger points)
{
    public async ValueTask<IReadOnlyList<CaseEvent>> LookAsync(WriteSession session, int atMost, DateTimeOffset now)
    {
        var events = new List<CaseEvent>();
        foreach (var kase in await session.ClaimDueCasesAsync(atMost, now))
        {
            var hand = new CaseInHand(kase, Actor.Clock, now);
            Step(hand);
            await points.NoteAsync(session, hand.Events, now);
            events.AddRange(hand.Done().Events);
        }

        return events;
    }

    private void Step(CaseInHand hand)
    {
        var kase = hand.Case;
        switch (kase.NextDue)
        {
            // A warning that comes after the limit (nobody looked for long) warns of nothing any more.
            case DueStep.Warning when kase.DueAt is { } due && hand.Now < due:
                Lifecycle.Fire(kase, CaseTrigger.Warn);
                hand.Note("Warn");
                hand.Tell(CaseEventKind.Warned);
                Promises.Next(kase, DueStep.Overdue, due);
                break;
            case DueStep.Warning or DueStep.Overdue when kase.DueAt is { } due:
                Lifecycle.Fire(kase, CaseTrigger.Nudge);
                kase.Nudges++;
                hand.Note("Nudge");
                hand.Tell(CaseEventKind.Overdue);
                Promises.Next(kase, DueStep.Overdue, DueTimes.NextNudge(due, hand.Now));
                break;
            case DueStep.RatingLapse:
                Lifecycle.Fire(kase, CaseTrigger.Close);
                kase.Grade = 4;
                kase.GradedByDefault = true;
                kase.GradeComment = null;
                hand.Note("Close");
                promises.End(kase, hand.Now);
                hand.Tell(CaseEventKind.Closed);
                break;
            default:
                throw new InvalidOperationException($"Case {kase.Number} is due for nothing.");
        }
    }
}
