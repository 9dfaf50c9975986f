using CaseStore.Catalogue;
using CaseStore.Due;

namespace CaseStore.Cases;

/// <summary>
/// What the clock has to do to a case, and when: told by the case's fields and history alone, here and nowhere else, after every change.
/// Waiting for the reporter is read from the history as well, so that it is never counted twice.
/// </summary>
internal sealed class CaseClock(CaseCatalogue catalogue, WorkingCalendar calendar)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Sets the moments that follow from the rest of the case.</summary>
    public void Wind(Case kase)
    {
        var pauses = Pauses.Of(kase.History);
        kase.WaitingSince = kase.IsInWork ? pauses.Since : null;
        kase.DueAt = DueAt(kase, pauses);
        kase.AcknowledgeBy = AcknowledgeBy(kase, pauses);
        (kase.NextDue, kase.NextDueAt) = (null, null);
        foreach (var (step, at) in Pending(kase, pauses))
        {
            // Of two at one moment the first told counts; the other follows at the next look.
            if (kase.NextDueAt is not { } first || at < first)
            {
                (kase.NextDue, kase.NextDueAt) = (step, at);
            }
        }
    }

    /// <summary>How far past its promise a case is, without the time in which the reporter was waited for.</summary>
    public static TimeSpan Overdue(Case kase, DateTimeOffset now) =>
        kase.DueAt is { } due && now > due ? now - due - Waited(Pauses.Of(kase.History), due, now) : TimeSpan.Zero;

    /// <summary>What is told as well when a promise is missed: a second one goes to the township, and in the end to the command centre.</summary>
    public bool IsForCommandCentre(Case kase, DateTimeOffset now) =>
        IsForTownship(kase) && Overdue(kase, now) >= TimeSpan.FromDays(catalogue.File.CommandCentreAfterDays);

    /// <summary>Whether the promise that counts now is not the first one.</summary>
    public static bool IsForTownship(Case kase) => kase.Extensions + kase.Reopened > 0;

    public DateTimeOffset ReportInBy(DateTimeOffset calledAt) => DueTimes.Due(catalogue.File.ReportInLimit, calledAt, calendar);

    private DateTimeOffset? DueAt(Case kase, Pauses pauses) => kase.UnpausedDueAt is { } due
        ? DueTimes.AfterPauses(due, kase.ClockStartedAt, pauses.Ended, Counting(kase))
        : kase.DueAt;

    private DateTimeOffset? AcknowledgeBy(Case kase, Pauses pauses)
    {
        if (!kase.IsInWork || kase.AcceptedAt is not null || kase.ClaimedBy is not null || kase.SinceDispatch().FirstOrDefault() is not { } dispatch)
        {
            return null;
        }

        // While a volunteer had it, nobody else was to accept it.
        var theirs = (kase.SinceDispatch().LastOrDefault(h => h.Act == "ClaimLapse") ?? dispatch).At;
        return DueTimes.Due(kase.Emergency ? catalogue.File.EmergencyAcknowledgeLimit : catalogue.File.AcknowledgeLimit, theirs, pauses.Ended, calendar);
    }

    private IEnumerable<(DueStep Step, DateTimeOffset At)> Pending(Case kase, Pauses pauses)
    {
        if (kase is { State: CaseState.Resolved, ResolvedAt: { } resolved })
        {
            return [(DueStep.RatingLapse, resolved.AddDays(catalogue.File.RatingLapsesAfterDays))];
        }

        if (!kase.IsInWork)
        {
            return [];
        }

        var pending = kase.WaitingSince is { } asked ? [(DueStep.AskLapse, asked.AddDays(catalogue.File.AskLapsesAfterDays))] : InWork(kase, pauses);

        // Whoever asks a question and does not take it in hand has not taken the danger away.
        return DangerLadder.NextAt(kase) is { } alarm ? pending.Prepend((DueStep.Alarm, alarm)) : pending;
    }

    private IEnumerable<(DueStep Step, DateTimeOffset At)> InWork(Case kase, Pauses pauses)
    {
        if (kase.AcknowledgeBy is { } acknowledge && !kase.SinceDispatch().Has("NudgeAcknowledge"))
        {
            yield return (DueStep.Acknowledge, acknowledge);
        }

        if (kase.DueAt is { } due)
        {
            var nudged = kase.SincePromise().LastOrDefault(h => h.Act == "Nudge")?.At;
            if (nudged is null && Warning(kase, pauses) is { } warning && warning < due && !kase.SincePromise().Has("Warn"))
            {
                yield return (DueStep.Warning, warning);
            }

            yield return (DueStep.Overdue, nudged is { } last ? NextNudge(due, last, pauses) : due);
        }

        if (kase.OpenCalls().Where(c => !c.LateTold).Min(c => (DateTimeOffset?)c.DueAt) is { } late)
        {
            yield return (DueStep.ReportIn, late);
        }
    }

    private DateTimeOffset? Warning(Case kase, Pauses pauses)
    {
        if (kase is not { UnpausedDueAt: { } due, DueCounts: { } unit })
        {
            return null;
        }

        var warning = DueTimes.Warning(new Limit(1, unit), kase.ClockStartedAt, due, catalogue.File.WarnAt, calendar);
        return DueTimes.AfterPauses(warning, kase.ClockStartedAt, pauses.Ended, Counting(kase));
    }

    /// <summary>The next whole day past the promise after the one that was nudged for, waiting not counted.</summary>
    private static DateTimeOffset NextNudge(DateTimeOffset due, DateTimeOffset last, Pauses pauses)
    {
        var days = Math.Floor((last - due - Waited(pauses, due, last)) / Day) + 1;
        return due.AddDays(days) + Waited(pauses, due, DateTimeOffset.MaxValue);
    }

    /// <summary>How long the reporter was waited for between two moments, by the clock.</summary>
    private static TimeSpan Waited(Pauses pauses, DateTimeOffset from, DateTimeOffset to)
    {
        var sum = TimeSpan.Zero;
        foreach (var pause in DueTimes.InOrder(pauses.Ended, from))
        {
            var end = pause.To < to ? pause.To : to;
            sum += end > pause.From ? end - pause.From : TimeSpan.Zero;
        }

        return sum;
    }

    /// <summary>Null: the promise counts the clock's time.</summary>
    private WorkingCalendar? Counting(Case kase) => kase.CountsWorkingTime ? calendar : null;
}
