using CaseStore.Cases;
using CaseStore.City;
using CaseStore.Tests.Configuration;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CaseStore.Tests.Cases;

/// <summary>What holds of working time in every year from 2025 to 2027, here and where clocks are changed twice a year.</summary>
[Properties(Arbitrary = [typeof(CalendarProperties)], MaxTest = 300)]
public sealed class CalendarProperties
{
    private static readonly CalendarFile Shipped = Read();

    /// <summary>Works through the nights in which clocks are changed, Sundays included.</summary>
    private static readonly CalendarFile Nights = Shipped with
    {
        Spans = [new WorkingSpan(new TimeOnly(0, 0), new TimeOnly(5, 0)), new WorkingSpan(new TimeOnly(22, 0), new TimeOnly(23, 59))],
        Weekend = [],
    };

    /// <summary>A span begins at a time of day that spring leaves out.</summary>
    private static readonly CalendarFile Gap = Shipped with
    {
        Spans = [new WorkingSpan(new TimeOnly(0, 30), new TimeOnly(2, 10)), new WorkingSpan(new TimeOnly(2, 30), new TimeOnly(5, 0))],
        Weekend = [],
    };

    private static readonly Fixture[] Fixtures =
    [
        new("Shanghai", Shipped, "Asia/Shanghai"),
        new("New York", Shipped, "America/New_York"),
        new("Berlin", Shipped, "Europe/Berlin"),
        new("Lord Howe", Shipped, "Australia/Lord_Howe"),
        new("nights in New York", Nights, "America/New_York"),
        new("nights in Berlin", Nights, "Europe/Berlin"),
    ];

    public static Arbitrary<Fixture> AnyCalendar() => Gen.Frequency((3, Gen.Constant(Fixtures[0])), (3, Gen.Elements(Fixtures))).ToArbitrary();

    /// <summary>Half of them near a holiday or a change of clocks.</summary>
    public static Arbitrary<DateTimeOffset> Moments() => Gen.OneOf(
        Gen.Choose(0, 3 * 365 * 24 * 60).Select(m => new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(m)),
        from day in Gen.Elements(
            "2025-01-26", "2025-02-08", "2025-03-09", "2025-03-30", "2025-09-28", "2025-10-11", "2025-10-26", "2025-11-02", "2025-12-31", "2026-01-04", "2026-02-14",
            "2026-02-28", "2026-03-08", "2026-03-29", "2026-04-05", "2026-05-09", "2026-09-20", "2026-10-04", "2026-10-10", "2026-10-25", "2026-11-01", "2026-12-31")
        from minutes in Gen.Choose(-3 * 24 * 60, 2 * 24 * 60)
        select new DateTimeOffset(DateTime.Parse(day), TimeSpan.Zero).AddMinutes(minutes)).ToArbitrary();

    public static Arbitrary<TimeSpan> Amounts() => Gen.Choose(1, 60 * 60).Select(m => TimeSpan.FromMinutes(m)).ToArbitrary();

    [Property]
    public bool What_Was_Added_Is_Measured_Again(Fixture f, DateTimeOffset start, TimeSpan amount) =>
        f.Calendar.WorkingTimeBetween(start, f.Calendar.AddWorkingTime(start, amount)) == amount;

    [Property]
    public bool The_End_Is_The_First_Moment_That_Measures_So(Fixture f, DateTimeOffset start, TimeSpan amount) =>
        f.Calendar.WorkingTimeBetween(start, f.Calendar.AddWorkingTime(start, amount).AddTicks(-1)) < amount;

    [Property]
    public bool The_End_Lies_In_Working_Time(Fixture f, DateTimeOffset start, TimeSpan amount)
    {
        var end = f.Calendar.AddWorkingTime(start, amount);
        return f.Calendar.IsWorkingTime(end) && f.Calendar.IsWorkingDay(f.Calendar.DayOf(end)) && f.Slow.Works(end.AddMinutes(-1));
    }

    [Property]
    public bool A_Later_Start_Never_Ends_Earlier_And_More_Never_Ends_Sooner(Fixture f, DateTimeOffset one, DateTimeOffset other, TimeSpan amount)
    {
        var (early, late) = one <= other ? (one, other) : (other, one);
        return f.Calendar.AddWorkingTime(early, amount) <= f.Calendar.AddWorkingTime(late, amount)
            && f.Calendar.AddWorkingTime(early, amount) < f.Calendar.AddWorkingTime(early, amount + TimeSpan.FromMinutes(1))
            && f.Calendar.AddWorkingTime(early, amount) <= f.Calendar.AddWorkingTime(early.AddMinutes(1), amount);
    }

    [Property]
    public bool Two_Parts_End_Where_The_Whole_Does(Fixture f, DateTimeOffset start, TimeSpan one, TimeSpan other) =>
        f.Calendar.AddWorkingTime(f.Calendar.AddWorkingTime(start, one), other) == f.Calendar.AddWorkingTime(start, one + other);

    [Property]
    public bool Measured_In_Two_Parts_It_Is_The_Same(Fixture f, DateTimeOffset one, DateTimeOffset two, DateTimeOffset three)
    {
        DateTimeOffset[] order = [.. new[] { one, two, three }.Order()];
        return f.Calendar.WorkingTimeBetween(order[0], order[1]) + f.Calendar.WorkingTimeBetween(order[1], order[2])
            == f.Calendar.WorkingTimeBetween(order[0], order[2]);
    }

    [Property(MaxTest = 150)]
    public bool Minute_By_Minute_It_Ends_At_The_Same_Moment(Fixture f, DateTimeOffset start, TimeSpan amount) =>
        f.Slow.Add(start, (int)amount.TotalMinutes) == f.Calendar.AddWorkingTime(start, amount);

    [Property(MaxTest = 100)]
    public bool A_Span_That_Begins_At_A_Time_Left_Out_In_Spring_Begins_When_The_Clocks_Are_Changed(PositiveInt hour, TimeSpan amount)
    {
        var f = new Fixture("gap", Gap, "America/New_York");
        var start = new DateTimeOffset(2026, 3, 7, 0, 0, 0, TimeSpan.FromHours(-5)).AddHours(hour.Get % 48);
        return f.Slow.Add(start, (int)amount.TotalMinutes) == f.Calendar.AddWorkingTime(start, amount);
    }

    [Property]
    public bool Day_By_Day_Working_Days_End_On_The_Same_Day_In_Working_Time(Fixture f, DateTimeOffset start, PositiveInt count)
    {
        var days = 1 + (count.Get % 60);
        var end = f.Calendar.AddWorkingDays(start, days);
        return f.Calendar.DayOf(end) == f.Slow.AddDays(f.Calendar.DayOf(start), days) && f.Calendar.IsWorkingTime(end);
    }

    /// <summary>In office hours: half past two at night is half past two no more once spring has left it out.</summary>
    [Property]
    public bool Working_Days_In_Two_Parts_End_Where_The_Whole_Does(PositiveInt city, DateTimeOffset start, PositiveInt one, PositiveInt other)
    {
        var (calendar, first, second) = (Fixtures[city.Get % 4].Calendar, 1 + (one.Get % 30), 1 + (other.Get % 30));
        return calendar.AddWorkingDays(calendar.AddWorkingDays(start, first), second) == calendar.AddWorkingDays(start, first + second);
    }

    [Property]
    public bool Working_Days_Are_As_Many_Days_Of_Work(DateTimeOffset start, PositiveInt count)
    {
        var (calendar, days) = (Fixtures[0].Calendar, 1 + (count.Get % 60));
        return calendar.WorkingTimeBetween(start, calendar.AddWorkingDays(start, days)) == days * calendar.DayLength;
    }

    [Fact]
    public void Every_Day_Of_Three_Years_Is_Worked_Or_Not_As_The_Slow_Calendar_Says()
    {
        foreach (var day in Enumerable.Range(0, 3 * 365).Select(new DateOnly(2025, 1, 1).AddDays))
        {
            Assert.Equal(Fixtures[0].Slow.Works(day), Fixtures[0].Calendar.IsWorkingDay(day));
        }
    }

    private static CalendarFile Read()
    {
        var faults = new List<ConfigurationFault>();
        var file = CalendarReader.Read(ConfigurationNode.Open(Repository.ConfigDirectory, "calendar.cn.json", faults)!);
        Assert.Empty(faults);
        return file;
    }

    public sealed class Fixture(string name, CalendarFile file, string zone)
    {
        public WorkingCalendar Calendar { get; } = new(file, TimeZoneInfo.FindSystemTimeZoneById(zone));

        internal SlowCalendar Slow { get; } = new(file, TimeZoneInfo.FindSystemTimeZoneById(zone));

        public override string ToString() => name;
    }
}
