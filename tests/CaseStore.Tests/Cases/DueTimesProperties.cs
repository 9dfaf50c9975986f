using CaseStore.Cases;
using CaseStore.Catalogue;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CaseStore.Tests.Cases;

[Properties(Arbitrary = [typeof(DueTimesProperties)], MaxTest = 300)]
public sealed class DueTimesProperties
{
    private static readonly WorkingCalendar[] Calendars =
    [
        Some.Calendar,
        new(Some.CalendarFile, TimeZoneInfo.Utc),
        new(Some.CalendarFile, TimeZoneInfo.FindSystemTimeZoneById("America/New_York")),
    ];

    public static Arbitrary<DateTimeOffset> Moments() =>
        Gen.Choose(0, 3 * 366 * 24 * 60).Select(m => new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(m)).ToArbitrary();

    public static Arbitrary<Limit> Limits() =>
        (from amount in Gen.Choose(1, 60) from unit in Gen.Elements(Enum.GetValues<LimitUnit>()) select new Limit(amount, unit)).ToArbitrary();

    public static Arbitrary<WorkingCalendar> AnyCalendar() => Gen.Elements(Calendars).ToArbitrary();

    [Property]
    public bool A_Later_Start_Is_Never_Due_Earlier(DateTimeOffset one, DateTimeOffset other, Limit limit, WorkingCalendar calendar)
    {
        var (early, late) = one <= other ? (one, other) : (other, one);
        return DueTimes.Due(limit, early, calendar) <= DueTimes.Due(limit, late, calendar);
    }

    [Property]
    public bool Neighbouring_Minutes_Keep_Their_Order(DateTimeOffset start, Limit limit, WorkingCalendar calendar) =>
        DueTimes.Due(limit, start, calendar) <= DueTimes.Due(limit, start.AddMinutes(1), calendar);

    [Property]
    public bool A_Longer_Limit_Is_Due_Later(DateTimeOffset start, Limit limit, WorkingCalendar calendar) =>
        DueTimes.Due(limit, start, calendar) < DueTimes.Due(limit with { Amount = limit.Amount + 1 }, start, calendar);

    [Property]
    public bool Every_Limit_Is_Due_After_It_Began(DateTimeOffset start, Limit limit, WorkingCalendar calendar) =>
        DueTimes.Due(limit, start, calendar) > start;

    [Property]
    public bool Working_Limits_End_In_Working_Time(DateTimeOffset start, Limit limit, WorkingCalendar calendar) =>
        !Works(limit) || calendar.IsWorkingTime(DueTimes.Due(limit, start, calendar));

    [Property]
    public bool The_Offset_In_Which_A_Moment_Is_Written_Says_Nothing(DateTimeOffset start, int offset, Limit limit, WorkingCalendar calendar) =>
        DueTimes.Due(limit, start, calendar) == DueTimes.Due(limit, start.ToOffset(TimeSpan.FromMinutes(offset % 840)), calendar);

    [Property]
    public bool Working_Hours_Measure_What_They_Promise(DateTimeOffset start, PositiveInt hours, WorkingCalendar calendar)
    {
        var amount = TimeSpan.FromHours(hours.Get % 200);
        return calendar.WorkingTimeBetween(start, calendar.AddWorkingTime(start, amount)) == amount;
    }

    [Property]
    public bool The_Warning_Comes_Before_The_Limit_And_In_Working_Time(DateTimeOffset start, Limit limit, WorkingCalendar calendar)
    {
        var due = DueTimes.Due(limit, start, calendar);
        var warning = DueTimes.Warning(limit, start, due, 0.8, calendar);
        return warning > start && warning < due && (!Works(limit) || calendar.IsWorkingTime(warning));
    }

    [Property]
    public bool The_Next_Nudge_Is_The_First_Of_The_Daily_Ones_After_Now(DateTimeOffset due, DateTimeOffset now)
    {
        var next = DueTimes.NextNudge(due, now);
        return next > now && next > due && (next - due).Ticks % TimeSpan.TicksPerDay == 0
            && (next - due == TimeSpan.FromDays(1) || next.AddDays(-1) <= now);
    }

    private static bool Works(Limit limit) => limit.Unit is LimitUnit.WorkingHours or LimitUnit.WorkingDays;
}
