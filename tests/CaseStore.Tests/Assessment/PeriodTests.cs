using CaseStore.Assessment;
using CaseStore.Tests.Cases;
using FsCheck.Xunit;

namespace CaseStore.Tests.Assessment;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-11", "2026-11", "2026-11-01", "2026-12-01")]
    [InlineData("2026-12", "2026-12", "2026-12-01", "2027-01-01")]
    [InlineData("2026Q4", "2026Q4", "2026-10-01", "2027-01-01")]
    [InlineData("2026q1", "2026Q1", "2026-01-01", "2026-04-01")]
    [InlineData("2026H1", "2026H1", "2026-01-01", "2026-07-01")]
    [InlineData("2026h2", "2026H2", "2026-07-01", "2027-01-01")]
    [InlineData("2026", "2026", "2026-01-01", "2027-01-01")]
    public void A_Period_Goes_From_Midnight_To_Midnight_Of_The_City(string text, string name, string from, string to)
    {
        var period = Period.Parse(text, Some.Zone)!;

        Assert.Equal(name, period.Name);
        Assert.Equal(DateTimeOffset.Parse(from + "T00:00:00+08:00"), period.From);
        Assert.Equal(DateTimeOffset.Parse(to + "T00:00:00+08:00"), period.To);
        Assert.True(period.Holds(period.From));
        Assert.False(period.Holds(period.To));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-1")]
    [InlineData("2026Q5")]
    [InlineData("2026H3")]
    [InlineData("202６")]
    [InlineData("0001")]
    [InlineData("9999")]
    [InlineData("-026")]
    [InlineData("2026-+1")]
    [InlineData("2026-11-01")]
    [InlineData("本月")]
    public void What_Is_No_Period_Is_None(string? text) => Assert.Null(Period.Parse(text, Some.Zone));

    [Fact]
    public void Where_The_Clocks_Change_A_Day_Begins_At_Its_Own_Midnight()
    {
        var march = Period.Parse("2026-03", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))!;

        Assert.Equal(TimeSpan.FromDays(31) - TimeSpan.FromHours(1), march.To - march.From);
    }

    [Property]
    public void Every_Moment_Is_In_Its_Month_And_In_One_Quarter_And_Half_Of_Its_Year(int minutes)
    {
        var moment = Some.Now.AddMinutes(minutes % (20 * 365 * 24 * 60));
        var month = Period.MonthOf(moment, Some.Zone);
        var year = month.Name[..4];

        Assert.True(month.Holds(moment));
        Assert.Equal(month, Period.Parse(month.Name, Some.Zone));
        foreach (var parts in new[] { new[] { "Q1", "Q2", "Q3", "Q4" }, ["H1", "H2"], [""] })
        {
            Assert.Single(parts, p => Period.Parse(year + p, Some.Zone)!.Holds(moment));
        }
    }
}
