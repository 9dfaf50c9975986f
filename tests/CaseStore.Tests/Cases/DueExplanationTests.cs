using System.Globalization;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.Due;
using static CaseStore.Tests.Cases.WorkingCalendarTests;

namespace CaseStore.Tests.Cases;

/// <summary>Known answers of "why is it due then?", by the shipped calendar.</summary>
public sealed class DueExplanationTests
{
    private static readonly WorkingCalendar Calendar = PublishedCalendarTests.Calendar;

    [Fact]
    public void Three_Working_Days_Over_National_Day_Are_Told_Day_By_Day()
    {
        var why = Explain(new Limit(3, LimitUnit.WorkingDays), "2026-09-29 15:00");

        Assert.Equal(At("2026-10-09 15:00"), why.Due);
        Assert.Equal(
            [
                "2026-09-29 Tuesday Workday  15:00-17:30 2.5 2.5",
                "2026-09-30 Wednesday Workday  09:00-12:00,13:30-17:30 7 9.5",
                .. Enumerable.Range(1, 7).Select(d => $"2026-10-0{d} {new DateOnly(2026, 10, d).DayOfWeek} Holiday 国庆节  0 9.5"),
                "2026-10-08 Thursday Workday  09:00-12:00,13:30-17:30 7 16.5",
                "2026-10-09 Friday Workday  09:00-12:00,13:30-15:00 4.5 21",
            ],
            why.Days.Select(Line));
        Assert.Equal(TimeSpan.FromHours(21), why.Total);
        Assert.Empty(why.UnpublishedYears);
    }

    [Fact]
    public void Make_Up_Sundays_And_Weekends_Are_Named()
    {
        var why = Explain(new Limit(2, LimitUnit.WorkingDays), "2026-09-18 17:00");

        Assert.Equal([DayKind.Workday, DayKind.Weekend, DayKind.MakeUpDay, DayKind.Workday], why.Days.Select(d => d.Day.Kind));
        Assert.Equal(At("2026-09-21 17:00"), why.Due);
    }

    [Fact]
    public void Clock_Limits_Count_All_Of_Every_Day()
    {
        var why = Explain(new Limit(2, LimitUnit.ClockDays), "2026-09-30 12:30");

        Assert.Equal(
            [
                "2026-09-30 Wednesday Workday  12:30-00:00 11.5 11.5",
                "2026-10-01 Thursday Holiday 国庆节 00:00-00:00 24 35.5",
                "2026-10-02 Friday Holiday 国庆节 00:00-12:30 12.5 48",
            ],
            why.Days.Select(Line));
    }

    [Fact]
    public void Waiting_For_The_Reporter_Is_Shown_And_Not_Counted()
    {
        var why = Explain(
            new Limit(1, LimitUnit.WorkingDays), "2026-11-24 10:00", ("2026-11-24 11:00", "2026-11-24 14:00"), ("2026-11-24 13:45", "2026-11-25 09:30"));

        Assert.Equal(
            ["2026-11-24 Tuesday Workday  10:00-11:00 1 1", "2026-11-25 Wednesday Workday  09:30-12:00,13:30-17:00 6 7"],
            why.Days.Select(Line));
        Assert.Equal(["11:00-14:00,14:00-00:00", "00:00-09:30"], why.Days.Select(d => Stretches(d.Paused)));
        Assert.Equal(At("2026-11-25 17:00"), why.Due);
    }

    [Fact]
    public void A_Wait_That_Begins_When_The_Time_Is_Up_Saves_Nobody()
    {
        var why = Explain(new Limit(2, LimitUnit.ClockHours), "2026-11-24 10:00", ("2026-11-24 12:00", "2026-11-24 20:00"));

        Assert.Equal(At("2026-11-24 12:00"), why.Due);
        Assert.Empty(why.Pauses);
    }

    [Fact]
    public void A_Wait_At_Night_Costs_No_Working_Time()
    {
        var why = Explain(new Limit(1, LimitUnit.WorkingDays), "2026-11-24 07:00", ("2026-11-24 20:00", "2026-11-25 06:00"));

        Assert.Equal(At("2026-11-25 09:00"), why.Due);
        Assert.Equal(TimeSpan.FromHours(7), why.Total);
    }

    [Fact]
    public void A_Year_That_Is_Not_Published_Is_Said_Where_Working_Time_Reaches_It()
    {
        var calendar = new WorkingCalendar(Some.CalendarFile, Some.Zone);

        Assert.Equal([2031], DueExplanation.Of(new Limit(2, LimitUnit.WorkingDays), At("2031-09-30 10:00"), [], calendar).UnpublishedYears);
        Assert.Equal([2027], DueExplanation.Of(new Limit(2, LimitUnit.WorkingDays), At("2026-12-31 10:00"), [], calendar).UnpublishedYears);
        Assert.Empty(DueExplanation.Of(new Limit(2, LimitUnit.ClockDays), At("2026-12-31 10:00"), [], calendar).UnpublishedYears);
    }

    private static DueExplanation Explain(Limit limit, string start, params (string From, string To)[] pauses) =>
        DueExplanation.Of(limit, At(start), pauses.Select(p => new TimeStretch(At(p.From), At(p.To))), Calendar);

    private static string Line(DueDay d) => string.Create(
        CultureInfo.InvariantCulture,
        $"{d.Date:yyyy-MM-dd} {d.Date.DayOfWeek} {d.Day.Kind} {d.Day.Holiday} {Stretches(d.Counted)} {d.Amount.TotalHours} {d.Sum.TotalHours}");

    private static string Stretches(IEnumerable<TimeStretch> stretches) => string.Join(',', stretches.Select(s =>
        $"{TimeZoneInfo.ConvertTime(s.From, Some.Zone):HH:mm}-{TimeZoneInfo.ConvertTime(s.To, Some.Zone):HH:mm}"));
}
