using System.Globalization;
using CaseStore.Cases;
using CaseStore.Catalogue;

namespace CaseStore.Tests.Cases;

/// <summary>Known answers. Working time is 9:00–12:00 and 13:30–17:30; in 2026 the 1st to 7th of October are off, 20 September and 10 October are worked.</summary>
public sealed class WorkingCalendarTests
{
    [Theory]
    [InlineData("2026-09-18", true)]
    [InlineData("2026-09-19", false)]
    [InlineData("2026-09-20", true)]
    [InlineData("2026-10-01", false)]
    [InlineData("2026-10-07", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2026-10-10", true)]
    [InlineData("2026-10-11", false)]
    public void Weekends_Holidays_And_Make_Up_Days_Are_Told_Apart(string day, bool works) =>
        Assert.Equal(works, Some.Calendar.IsWorkingDay(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(2, "2026-11-23 10:12", "2026-11-23 13:42")]
    [InlineData(1, "2026-11-23 11:00", "2026-11-23 12:00")]
    [InlineData(7, "2026-11-23 09:00", "2026-11-23 17:30")]
    [InlineData(8, "2026-11-23 09:00", "2026-11-24 10:00")]
    [InlineData(1, "2026-11-23 12:30", "2026-11-23 14:30")]
    [InlineData(1, "2026-11-23 22:00", "2026-11-24 10:00")]
    [InlineData(1, "2026-11-28 10:00", "2026-11-30 10:00")]
    [InlineData(2, "2026-09-30 16:30", "2026-10-08 10:00")]
    public void Working_Hours_Run_Only_While_Offices_Work(int hours, string from, string due) =>
        Assert.Equal(At(due), DueTimes.Due(new Limit(hours, LimitUnit.WorkingHours), At(from), Some.Calendar));

    [Theory]
    [InlineData(1, "2026-11-23 10:12", "2026-11-24 10:12")]
    [InlineData(3, "2026-11-26 10:12", "2026-12-01 10:12")]
    [InlineData(1, "2026-11-23 07:00", "2026-11-24 09:00")]
    [InlineData(1, "2026-11-23 12:30", "2026-11-24 13:30")]
    [InlineData(1, "2026-11-23 20:00", "2026-11-24 17:30")]
    [InlineData(1, "2026-11-28 10:00", "2026-11-30 17:30")]
    [InlineData(1, "2026-09-30 10:00", "2026-10-08 10:00")]
    [InlineData(3, "2026-10-03 10:00", "2026-10-10 17:30")]
    [InlineData(1, "2026-09-19 10:00", "2026-09-20 17:30")]
    public void Working_Days_Do_Not_Count_The_Day_Of_The_Report(int days, string from, string due) =>
        Assert.Equal(At(due), DueTimes.Due(new Limit(days, LimitUnit.WorkingDays), At(from), Some.Calendar));

    [Theory]
    [InlineData(2, LimitUnit.ClockHours, "2026-10-01 23:00", "2026-10-02 01:00")]
    [InlineData(15, LimitUnit.ClockMinutes, "2026-10-01 23:50", "2026-10-02 00:05")]
    [InlineData(3, LimitUnit.ClockDays, "2026-11-22 10:12", "2026-11-25 10:12")]
    public void Clock_Hours_And_Days_Count_Nights_And_Holidays(int amount, LimitUnit unit, string from, string due) =>
        Assert.Equal(At(due), DueTimes.Due(new Limit(amount, unit), At(from), Some.Calendar));

    [Fact]
    public void A_Year_Without_A_Notice_Yet_Has_Weekends_Only()
    {
        Assert.True(Some.Calendar.IsWorkingDay(new DateOnly(2031, 10, 1)));
        Assert.False(Some.Calendar.IsWorkingDay(new DateOnly(2031, 10, 4)));
    }

    [Theory]
    [InlineData("2026-11-20 10:12", "2026-11-24 10:12")]
    [InlineData("2026-11-23 10:12", "2026-11-24 10:12")]
    [InlineData("2026-11-23 10:13", "2026-11-24 10:12")]
    [InlineData("2026-11-24 10:11", "2026-11-24 10:12")]
    [InlineData("2026-11-24 10:12", "2026-11-25 10:12")]
    [InlineData("2026-12-05 00:00", "2026-12-05 10:12")]
    public void The_Next_Nudge_Is_Whole_Days_After_The_Limit_And_Later_Than_Now(string now, string next) =>
        Assert.Equal(At(next), DueTimes.NextNudge(At("2026-11-23 10:12"), At(now)));

    internal static DateTimeOffset At(string local) =>
        new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
