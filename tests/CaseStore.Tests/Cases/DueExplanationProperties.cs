using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.Due;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CaseStore.Tests.Cases;

/// <summary>Whatever the limit, the start and the waiting: the explanation adds up to the limit and ends where it is due.</summary>
[Properties(Arbitrary = [typeof(DueExplanationProperties), typeof(CalendarProperties)], MaxTest = 200)]
public sealed class DueExplanationProperties
{
    private static readonly WorkingCalendar Calendar = PublishedCalendarTests.Calendar;

    /// <param name="After">Minutes after the clock's start, also before it; and how long, so that they meet and overlap.</param>
    public sealed record Wait(int After, int Minutes);

    public static Arbitrary<Limit> Limits() =>
        (from unit in Gen.Elements(Enum.GetValues<LimitUnit>()) from amount in Gen.Choose(1, 30) select new Limit(amount, unit)).ToArbitrary();

    public static Arbitrary<Wait[]> Waits() =>
        (from after in Gen.OneOf(Gen.Choose(-600, 1500), Gen.Choose(0, 20_000)) from minutes in Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(1, 5 * 24 * 60)) select new Wait(after, minutes))
        .ListOf().Where(l => l.Count <= 4).Select(l => l.ToArray()).ToArbitrary();

    [Property]
    public bool It_Adds_Up_To_The_Limit_And_Ends_At_The_Due_Moment(Limit limit, DateTimeOffset start, Wait[] waits)
    {
        var pauses = Pauses(start, waits);
        var why = DueExplanation.Of(limit, start, pauses, Calendar);
        var ends = why.Days.Last(d => d.Counted.Count > 0).Counted[^1].To;
        return why.Days[^1].Sum == Whole(limit) && why.Total == Whole(limit)
            && why.Due == DueTimes.Due(limit, start, pauses, Calendar) && why.Days[^1].Date == Calendar.DayOf(why.Due)
            && (ends == why.Due || (limit.Unit == LimitUnit.WorkingDays && ends < why.Due && Worked(ends, why) == TimeSpan.Zero));
    }

    [Property]
    public bool Every_Day_Is_There_Once_With_Its_Own_Hours_And_The_Running_Sum(Limit limit, DateTimeOffset start, Wait[] waits)
    {
        var why = DueExplanation.Of(limit, start, Pauses(start, waits), Calendar);
        var sum = TimeSpan.Zero;
        foreach (var (day, i) in why.Days.Select((d, i) => (d, i)))
        {
            sum += day.Amount;
            if (day.Date != why.Days[0].Date.AddDays(i) || day.Sum != sum || day.Day != Calendar.Describe(day.Date)
                || day.Counted.Concat(day.Paused).Any(s => s.From < Calendar.StartOf(day.Date) || s.To > Calendar.StartOf(day.Date.AddDays(1)) || s.From >= s.To)
                || (limit.CountsWorkingTime && day.Counted.Any(s => !Calendar.IsWorkingTime(s.From) || !Calendar.IsWorkingTime(s.To))))
            {
                return false;
            }
        }

        var parts = why.Days.SelectMany(d => d.Counted.Concat(d.Paused)).OrderBy(s => s.From).ToList();
        return why.Days[0].Date == Calendar.DayOf(start) && parts.Zip(parts.Skip(1)).All(p => p.First.To <= p.Second.From);
    }

    [Property(MaxTest = 100)]
    public bool With_Waiting_It_Is_Due_When_The_Slow_Calendar_Says(CalendarProperties.Fixture f, DateTimeOffset start, PositiveInt hours, Wait[] waits)
    {
        var (amount, pauses) = (1 + (hours.Get % 30), Pauses(start, waits));
        return f.Slow.Add(start, amount * 60, m => pauses.Any(p => p.From <= m && m < p.To))
            == DueTimes.Due(new Limit(amount, LimitUnit.WorkingHours), start, pauses, f.Calendar);
    }

    [Property]
    public bool Without_Waiting_It_Is_The_Plain_Limit(Limit limit, DateTimeOffset start) =>
        DueTimes.Due(limit, start, [], Calendar) == DueTimes.Due(limit, start, Calendar);

    [Property]
    public bool Waiting_Longer_Is_Never_Due_Sooner(Limit limit, DateTimeOffset start, Wait[] waits, Wait more) =>
        DueTimes.Due(limit, start, Pauses(start, waits), Calendar) <= DueTimes.Due(limit, start, Pauses(start, [.. waits, more]), Calendar);

    [Property]
    public bool The_Order_In_Which_Waits_Are_Told_Says_Nothing(Limit limit, DateTimeOffset start, Wait[] waits) =>
        DueTimes.Due(limit, start, Pauses(start, waits), Calendar) == DueTimes.Due(limit, start, Pauses(start, [.. waits.Reverse()]), Calendar);

    /// <summary>Working time from here to the end in which nobody waited.</summary>
    private static TimeSpan Worked(DateTimeOffset from, DueExplanation why) =>
        Calendar.WorkingTimeBetween(from, why.Due)
        - new TimeSpan(why.Pauses.Sum(p => Calendar.WorkingTimeBetween(p.From > from ? p.From : from, p.To < why.Due ? p.To : why.Due).Ticks));

    private static List<TimeStretch> Pauses(DateTimeOffset start, Wait[] waits) =>
        [.. waits.Select(w => new TimeStretch(start.AddMinutes(w.After), start.AddMinutes(w.After + w.Minutes)))];

    private static TimeSpan Whole(Limit limit) => limit.Unit switch
    {
        LimitUnit.ClockMinutes => TimeSpan.FromMinutes(limit.Amount),
        LimitUnit.ClockHours or LimitUnit.WorkingHours => TimeSpan.FromHours(limit.Amount),
        LimitUnit.ClockDays => TimeSpan.FromDays(limit.Amount),
        _ => TimeSpan.FromHours(7 * limit.Amount),
    };
}
