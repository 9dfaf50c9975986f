using CaseStore.Assessment;
using CaseStore.Persistence;

namespace CaseStore.Cases;

/// <summary>What the clock does to cases whose moment has come: one step a case and look, the next moment always later.</summary>
internal sealed class DueWork(CaseClock clock, Promises promises, DangerLadder ladder, PointsLedger points)
{
    public async ValueTask<IReadOnlyList<CaseEvent>> LookAsync(WriteSession session, int atMost, DateTimeOffset now)
    {
        var events = new List<CaseEvent>();
        foreach (var kase in await session.ClaimDueCasesAsync(atMost, now))
        {
            var told = Look(kase, now);
            await points.NoteAsync(session, told, now);
            events.AddRange(told);
        }

        return events;
    }

    public IReadOnlyList<CaseEvent> Look(Case kase, DateTimeOffset now)
    {
        // What the catalogue says may have changed since the moment was set.
        clock.Wind(kase);
        var hand = new CaseInHand(kase, Actor.Clock, now);
        if (kase.NextDueAt <= now)
        {
            Step(hand, kase.NextDue!.Value);
        }

        return hand.Done(clock).Events;
    }

    private void Step(CaseInHand hand, DueStep step)
    {
        var kase = hand.Case;
        switch (step)
        {
            case DueStep.Acknowledge:
                Lifecycle.Fire(kase, CaseTrigger.Nudge);
                hand.Note("NudgeAcknowledge");
                hand.Tell(CaseEventKind.Unacknowledged);
                break;

            case DueStep.Alarm:
                Lifecycle.Fire(kase, CaseTrigger.Nudge);
                var rung = ladder.Next(kase).Id;
                hand.Note("Alarm", rung);
                hand.Tell(CaseEventKind.Alarmed, rung);
                break;

            // A warning that comes after the limit (nobody looked for long) warns of nothing any more.
            case DueStep.Warning when !kase.IsOverdue(hand.Now):
                Lifecycle.Fire(kase, CaseTrigger.Warn);
                hand.Note("Warn");
                hand.Tell(CaseEventKind.Warned);
                break;
            case DueStep.Warning or DueStep.Overdue:
                Nudge(hand);
                break;
            case DueStep.ReportIn:
                RemindCalled(hand);
                break;
            case DueStep.AskLapse:
                Lifecycle.Fire(kase, CaseTrigger.AskLapse);
                hand.Note("AskLapse");
                hand.Tell(CaseEventKind.AskLapsed);
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
                throw new ArgumentOutOfRangeException(nameof(step), step, null);
        }
    }

    /// <summary>Every day the desk, the property and the community; once a promise those above, when it is not the first that is missed.</summary>
    private void Nudge(CaseInHand hand)
    {
        var kase = hand.Case;
        Lifecycle.Fire(kase, CaseTrigger.Nudge);
        kase.Nudges++;
        hand.Note("Nudge");
        hand.Tell(CaseEventKind.Overdue);
        if (CaseClock.IsForTownship(kase) && !kase.SincePromise().Has("CopyTownship"))
        {
            hand.Note("CopyTownship");
            hand.Tell(CaseEventKind.CopiedToTownship);
        }

        if (clock.IsForCommandCentre(kase, hand.Now) && !kase.SincePromise().Has("CopyCommandCentre"))
        {
            hand.Note("CopyCommandCentre");
            hand.Tell(CaseEventKind.CopiedToCommandCentre);
        }
    }

    private static void RemindCalled(CaseInHand hand)
    {
        Lifecycle.Fire(hand.Case, CaseTrigger.Nudge);
        foreach (var late in hand.Case.OpenCalls().Where(c => !c.LateTold && c.DueAt <= hand.Now))
        {
            late.LateTold = true;
            hand.Note("ReportInLate", late.Organisation);
            hand.Tell(CaseEventKind.ReportInLate, late.Organisation);
        }
    }
}
