using System.Globalization;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.Tests.Configuration;
using static CaseStore.Tests.Cases.WorkingCalendarTests;

namespace CaseStore.Tests.Cases;

/// <summary>
/// Known answers by the shipped calendar, counted by hand from the State Council's notices 国办发明电〔2024〕12号 (2025) and
/// 国办发明电〔2025〕7号 (2026). Working time is 9:00–12:00 and 13:30–17:30, seven hours a day.
/// </summary>
public sealed class PublishedCalendarTests
{
    internal static WorkingCalendar Calendar { get; } = Assert.IsType<CityConfiguration.Loaded>(CityConfiguration.Load(Repository.ConfigDirectory)).Calendar;

    [Theory]
    // Spring Festival 2025: 26 January (Sunday) and 8 February (Saturday) are worked, 28 January to 4 February are off.
    [InlineData(1, LimitUnit.WorkingDays, "2025-01-24 10:00", "2025-01-26 10:00")]
    [InlineData(3, LimitUnit.WorkingDays, "2025-01-26 16:00", "2025-02-06 16:00")]
    [InlineData(5, LimitUnit.WorkingDays, "2025-01-28 10:00", "2025-02-10 17:30")]
    [InlineData(8, LimitUnit.WorkingHours, "2025-01-27 16:30", "2025-02-05 17:30")]
    // National Day 2025 with mid-autumn: 28 September (Sunday) and 11 October (Saturday) are worked, 1 to 8 October are off.
    [InlineData(2, LimitUnit.WorkingDays, "2025-09-27 09:00", "2025-09-29 17:30")]
    [InlineData(4, LimitUnit.WorkingDays, "2025-09-30 11:00", "2025-10-13 11:00")]
    [InlineData(3, LimitUnit.WorkingDays, "2025-09-30 11:00", "2025-10-11 11:00")]
    // Labour Day 2025: 27 April (Sunday) is worked, 1 to 5 May are off.
    [InlineData(5, LimitUnit.WorkingDays, "2025-04-25 14:00", "2025-05-06 14:00")]
    [InlineData(4, LimitUnit.WorkingDays, "2025-04-25 14:00", "2025-04-30 14:00")]
    // New Year 2026: 4 January (Sunday) is worked, 1 to 3 January are off.
    [InlineData(1, LimitUnit.WorkingDays, "2025-12-31 15:00", "2026-01-04 15:00")]
    // Spring Festival 2026: 14 and 28 February (Saturdays) are worked, 15 to 23 February are off.
    [InlineData(1, LimitUnit.WorkingDays, "2026-02-13 15:00", "2026-02-14 15:00")]
    [InlineData(2, LimitUnit.WorkingDays, "2026-02-13 15:00", "2026-02-24 15:00")]
    [InlineData(6, LimitUnit.WorkingDays, "2026-02-13 15:00", "2026-02-28 15:00")]
    [InlineData(7, LimitUnit.WorkingDays, "2026-02-13 15:00", "2026-03-02 15:00")]
    [InlineData(4, LimitUnit.WorkingHours, "2026-02-14 16:00", "2026-02-24 11:30")]
    // 20 September 2026 (Sunday) is worked for National Day; mid-autumn is 25 to 27 September.
    [InlineData(1, LimitUnit.WorkingDays, "2026-09-19 08:00", "2026-09-20 17:30")]
    [InlineData(5, LimitUnit.WorkingDays, "2026-09-18 10:00", "2026-09-24 10:00")]
    [InlineData(6, LimitUnit.WorkingDays, "2026-09-18 10:00", "2026-09-28 10:00")]
    // National Day 2026: 1 to 7 October are off, 10 October (Saturday) is worked.
    [InlineData(3, LimitUnit.WorkingDays, "2026-09-29 15:00", "2026-10-09 15:00")]
    [InlineData(4, LimitUnit.WorkingDays, "2026-09-29 15:00", "2026-10-10 15:00")]
    [InlineData(5, LimitUnit.WorkingDays, "2026-09-29 15:00", "2026-10-12 15:00")]
    [InlineData(7, LimitUnit.WorkingHours, "2026-09-30 12:00", "2026-10-08 12:00")]
    [InlineData(3, LimitUnit.ClockDays, "2026-09-30 12:00", "2026-10-03 12:00")]
    public void Limits_Around_Holidays_End_As_Counted_By_Hand(int amount, LimitUnit unit, string from, string due) =>
        Assert.Equal(At(due), DueTimes.Due(new Limit(amount, unit), At(from), Calendar));

    [Theory]
    [InlineData(2025, 1, 28, "春节", DayKind.Holiday)]
    [InlineData(2025, 1, 26, null, DayKind.MakeUpDay)]
    [InlineData(2025, 10, 6, "国庆节、中秋节", DayKind.Holiday)]
    [InlineData(2026, 1, 4, null, DayKind.MakeUpDay)]
    [InlineData(2026, 2, 21, "春节", DayKind.Holiday)]
    [InlineData(2026, 6, 21, "端午节", DayKind.Holiday)]
    [InlineData(2026, 9, 20, null, DayKind.MakeUpDay)]
    [InlineData(2026, 11, 21, null, DayKind.Weekend)]
    [InlineData(2026, 11, 24, null, DayKind.Workday)]
    public void A_Day_Is_Named(int year, int month, int day, string? holiday, DayKind kind) =>
        Assert.Equal(new CalendarDay(kind, holiday), Calendar.Describe(new DateOnly(year, month, day)));

    /// <summary>Days of a year that are off and not of a weekend, and weekend days that are worked, counted in the notices.</summary>
    [Theory]
    [InlineData(2025, 18, 5)]
    [InlineData(2026, 19, 6)]
    public void The_Notices_Are_Entered_Whole(int year, int holidaysOnWeekdays, int madeUp)
    {
        var days = Enumerable.Range(0, 365).Select(new DateOnly(year, 1, 1).AddDays).ToList();

        Assert.Equal(holidaysOnWeekdays, days.Count(d => Calendar.Describe(d).Kind == DayKind.Holiday && d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)));
        Assert.Equal(madeUp, days.Count(d => Calendar.Describe(d).Kind == DayKind.MakeUpDay));
    }

    [Fact]
    public void Each_Year_Cites_Its_Notice_By_Number()
    {
        var text = File.ReadAllText(Path.Combine(Repository.ConfigDirectory, "calendar.cn.json"));

        Assert.Contains("国办发明电〔2024〕12号", text, StringComparison.Ordinal);
        Assert.Contains("国办发明电〔2025〕7号", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-01 23:59", null)]
    [InlineData("2026-11-02 00:00", 2027)]
    [InlineData("2026-12-31 23:59", 2027)]
    [InlineData("2026-06-01 12:00", null)]
    [InlineData("2025-12-01 12:00", null)]
    [InlineData("2027-03-01 12:00", 2027)]
    public void A_Year_That_Is_Not_Entered_Is_Missed_Sixty_Days_Before_It_Begins(string now, int? missing)
    {
        // As the calendar was in autumn 2026: a later edition of the file must not change the answers.
        var calendar = new WorkingCalendar(Some.CalendarFile with { Years = [new CalendarYear(2025, "", []), new CalendarYear(2026, "", [])] }, Some.Zone);

        Assert.Equal(missing, calendar.MissingYear(At(now)));
    }

    [Fact]
    public void A_Date_Begins_At_Midnight_Of_The_City()
    {
        Assert.Equal(new DateOnly(2026, 10, 1), Calendar.DayOf(DateTimeOffset.Parse("2026-09-30T16:00:00Z", CultureInfo.InvariantCulture)));
        Assert.Equal(At("2026-10-01 00:00"), Calendar.StartOf(new DateOnly(2026, 10, 1)));
    }

    [Theory]
    [InlineData("2026-08-31 15:00", 1, "2026-09-30 15:00")]
    [InlineData("2026-08-31 15:00", 6, "2027-02-28 15:00")]
    [InlineData("2026-11-24 00:30", 3, "2027-02-24 00:30")]
    public void Months_Are_Counted_On_The_Citys_Calendar(string from, int months, string due) =>
        Assert.Equal(At(due), Calendar.AddMonths(At(from), months));
}
