using System.Globalization;
using CaseStore.City;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CaseStore.Tests.Configuration;

[Properties(Arbitrary = [typeof(QuietHoursTests)], MaxTest = 500)]
public sealed class QuietHoursTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static Arbitrary<QuietHours> AnyHours() => Gen.OneOf(
        Gen.Elements("21:00-08:00", "none", "12:00-14:00", "00:00-06:00", "22:00-00:00", "23:59-00:00", "02:30-05:00", "21:00-02:30", "02:35-02:30", "00:00-23:59").Select(Read),
        from begin in Gen.Choose(0, 1439)
        from length in Gen.Choose(1, 1439)
        select new QuietHours(Time(begin), Time((begin + length) % 1440))).ToArbitrary();

    /// <summary>Half of them near a change of clocks, by the minute or within one.</summary>
    public static Arbitrary<DateTimeOffset> Moments() => Gen.OneOf(
        from minutes in Gen.Choose(0, 3 * 365 * 24 * 60)
        from ticks in Gen.Choose(-2, 2)
        select new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes).AddTicks(ticks),
        from day in Gen.Elements("2025-03-09", "2025-03-30", "2025-10-05", "2025-10-26", "2025-11-02", "2026-04-05", "2026-12-31")
        from minutes in Gen.Choose(-24 * 60, 36 * 60)
        from ticks in Gen.Elements(-1, 0, 1, 299_999_999)
        select new DateTimeOffset(DateTime.Parse(day, CultureInfo.InvariantCulture), TimeSpan.Zero).AddMinutes(minutes).AddTicks(ticks)).ToArbitrary();

    public static Arbitrary<TimeZoneInfo> Zones() => Gen.Elements("Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia")
        .Select(TimeZoneInfo.FindSystemTimeZoneById).ToArbitrary();

    [Theory]
    [InlineData("2026-11-24T20:59:59.9999999+08:00", false)]
    [InlineData("2026-11-24T21:00:00+08:00", true)]
    [InlineData("2026-11-24T23:59:59.9999999+08:00", true)]
    [InlineData("2026-11-25T00:00:00+08:00", true)]
    [InlineData("2026-11-25T07:59:59.9999999+08:00", true)]
    [InlineData("2026-11-25T08:00:00+08:00", false)]
    [InlineData("2026-11-24T13:00:00Z", true)]
    [InlineData("2026-11-25T00:00:00Z", false)]
    public void The_Usual_Night_Begins_With_21_And_Is_Over_With_8(string moment, bool quiet)
    {
        Assert.Equal(quiet, QuietHours.Usual.IsQuiet(At(moment), Shanghai));
        Assert.Equal(quiet ? At("2026-11-25T08:00:00+08:00") : At(moment), QuietHours.Usual.EndOf(At(moment), Shanghai));
    }

    [Theory]
    [InlineData("12:00-14:00", "2026-11-24T12:00:00+08:00", "2026-11-24T14:00:00+08:00")]
    [InlineData("12:00-14:00", "2026-11-24T11:59:59+08:00", "2026-11-24T11:59:59+08:00")]
    [InlineData("12:00-14:00", "2026-11-24T14:00:00+08:00", "2026-11-24T14:00:00+08:00")]
    [InlineData("22:00-00:00", "2026-12-31T23:59:59+08:00", "2027-01-01T00:00:00+08:00")]
    [InlineData("22:00-00:00", "2027-01-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00")]
    [InlineData("none", "2026-11-24T23:00:00+08:00", "2026-11-24T23:00:00+08:00")]
    [InlineData("none", "2026-11-24T00:00:00+08:00", "2026-11-24T00:00:00+08:00")]
    public void Hours_May_Lie_Within_A_Day_End_At_Midnight_Or_Be_None(string hours, string moment, string end) =>
        Assert.Equal(At(end), Read(hours).EndOf(At(moment), Shanghai));

    [Theory]
    [InlineData("21:00-08:00", "2026-10-24T21:00:00+02:00", "2026-10-25T08:00:00+01:00")] // an hour more
    [InlineData("21:00-08:00", "2026-03-28T21:00:00+01:00", "2026-03-29T08:00:00+02:00")] // an hour less
    [InlineData("21:00-02:30", "2026-03-28T21:00:00+01:00", "2026-03-29T03:00:00+02:00")] // an end that spring leaves out
    [InlineData("21:00-02:30", "2026-10-24T21:00:00+02:00", "2026-10-25T02:30:00+02:00")] // an end that comes twice
    [InlineData("02:30-05:00", "2026-10-25T02:45:00+02:00", "2026-10-25T02:00:00+01:00")] // an end by the change itself
    public void The_Night_In_Which_Clocks_Are_Changed_Ends_By_The_Clock_On_The_Wall(string hours, string moment, string end) =>
        Assert.Equal(At(end), Read(hours).EndOf(At(moment), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));

    [Property]
    public bool The_End_Is_Not_Quiet_And_Not_Before(QuietHours hours, DateTimeOffset moment, TimeZoneInfo zone)
    {
        var end = hours.EndOf(moment, zone);
        return end >= moment && !hours.IsQuiet(end, zone) && hours.EndOf(end, zone) == end;
    }

    [Property(MaxTest = 200)]
    public bool Everything_Before_The_End_Is_Quiet(QuietHours hours, DateTimeOffset moment, TimeZoneInfo zone)
    {
        var end = hours.EndOf(moment, zone);
        for (var between = moment; between < end; between = between.AddMinutes(7))
        {
            if (!hours.IsQuiet(between, zone))
            {
                return false;
            }
        }

        return end == moment || hours.IsQuiet(end.AddTicks(-1), zone);
    }

    [Property]
    public bool What_Is_Printed_Is_Read_Again(QuietHours hours) => QuietHours.Read(hours.ToString()) == hours;

    [Theory]
    [InlineData("")]
    [InlineData("21-8")]
    [InlineData("21:00")]
    [InlineData("21:00-08:00-09:00")]
    [InlineData("21:00 - 08:00")]
    [InlineData("24:00-08:00")]
    [InlineData("21:60-08:00")]
    [InlineData("08:00-08:00")]
    [InlineData("None")]
    public void Nothing_Else_Is_Read(string text) => Assert.Null(QuietHours.Read(text));

    private static QuietHours Read(string text) => QuietHours.Read(text) ?? throw new ArgumentException(text);

    private static TimeOnly Time(int minute) => new(minute / 60, minute % 60);

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}
