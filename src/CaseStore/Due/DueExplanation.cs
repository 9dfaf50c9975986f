using CaseStore.Cases;
using CaseStore.Catalogue;

namespace CaseStore.Due;

/// <summary>Why a case is due when it is: every day from the start of its clock to the end, what counted on it and what did not.</summary>
/// <param name="Total">What had to count; the last day's <see cref="DueDay.Sum"/>.</param>
/// <param name="Pauses">Waiting for the reporter that began in time, clipped to the clock's start, in order.</param>
/// <param name="UnpublishedYears">Years for which the calendar has no notice, so that only weekends were off; empty where they do not matter.</param>
public sealed record DueExplanation(
    DueRule Rule,
    DateTimeOffset Start,
    DateTimeOffset Due,
    TimeSpan Total,
    IReadOnlyList<DueDay> Days,
    IReadOnlyList<TimeStretch> Pauses,
    IReadOnlyList<int> UnpublishedYears)
{
    /// <summary>A limit of the catalogue, counted from a moment.</summary>
    public static DueExplanation Of(Limit limit, DateTimeOffset start, IEnumerable<TimeStretch> pauses, WorkingCalendar calendar)
    {
        var all = pauses.ToList();
        return Of(new DueRule.OfLimit(limit), start, DueTimes.Due(limit, start, all, calendar), all, limit.CountsWorkingTime, calendar);
    }

    /// <param name="due">The end, whatever it follows from.</param>
    /// <param name="working">Whether working time counts, or the clock's.</param>
    internal static DueExplanation Of(
        DueRule rule, DateTimeOffset start, DateTimeOffset due, IEnumerable<TimeStretch> pauses, bool working, WorkingCalendar calendar)
    {
        var waiting = DueTimes.InOrder(pauses, start).Where(p => p.From < due).ToList();
        var sum = TimeSpan.Zero;
        var days = new List<DueDay>();
        for (var date = calendar.DayOf(start); date <= calendar.DayOf(due); date = date.AddDays(1))
        {
            var (begins, ends) = (calendar.StartOf(date), calendar.StartOf(date.AddDays(1)));
            var whole = new TimeStretch(begins > start ? begins : start, ends < due ? ends : due);
            var counted = Outside(waiting, working ? calendar.SpansBetween(whole.From, whole.To) : whole.To > whole.From ? [whole] : []).ToList();
            sum += new TimeSpan(counted.Sum(s => (s.To - s.From).Ticks));
            days.Add(new DueDay(date, calendar.Describe(date), counted, [.. Within(waiting, whole)], sum));
        }

        int[] unpublished = working ? [.. days.Select(d => d.Date.Year).Distinct().Where(y => !calendar.IsPublished(y))] : [];
        return new DueExplanation(rule, start, due, sum, days, waiting, unpublished);
    }

    private static IEnumerable<TimeStretch> Within(IEnumerable<TimeStretch> pauses, TimeStretch day) => pauses
        .Select(p => new TimeStretch(p.From > day.From ? p.From : day.From, p.To < day.To ? p.To : day.To))
        .Where(p => p.To > p.From);

    /// <param name="pauses">In order, none within another.</param>
    private static IEnumerable<TimeStretch> Outside(IReadOnlyList<TimeStretch> pauses, IEnumerable<TimeStretch> spans)
    {
        foreach (var span in spans)
        {
            var from = span.From;
            foreach (var pause in Within(pauses, span))
            {
                if (pause.From > from)
                {
                    yield return new TimeStretch(from, pause.From);
                }

                from = pause.To;
            }

            if (span.To > from)
            {
                yield return new TimeStretch(from, span.To);
            }
        }
    }
}
