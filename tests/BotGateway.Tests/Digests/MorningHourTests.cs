using System.Globalization;
using BotGateway.Digests;
using CaseStore.City;

namespace BotGateway.Tests.Digests;

public sealed class MorningHourTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly MorningHour Eight = new(new TimeOnly(8, 0));

    [Theory]
    [InlineData("2026-11-24T07:59:59.9999999", null, "2026-11-24T08:00")]
    [InlineData("2026-11-24T08:00:00", "2026-11-24", "2026-11-25T08:00")]
    [InlineData("2026-11-24T11:59:59.9999999", "2026-11-24", "2026-11-25T08:00")]
    [InlineData("2026-11-24T12:00:00", null, "2026-11-25T08:00")]
    [InlineData("2026-12-31T23:00:00", null, "2027-01-01T08:00")]
    [InlineData("2027-01-01T00:00:00", null, "2027-01-01T08:00")]
    public void A_Digest_Comes_At_Eight_Or_Until_Noon_And_Then_Not_Any_More(string now, string? day, string next)
    {
        Assert.Equal(day, Eight.Day(At(now), Shanghai)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(At(next), Eight.Next(At(now), Shanghai));
    }

    [Theory]
    [InlineData("2026-11-24T22:30:00", "2026-11-24")]
    [InlineData("2026-11-25T01:00:00", "2026-11-24")]
    public void Who_Wakes_In_The_Evening_Has_One_Day_Over_Midnight(string now, string day) =>
        Assert.Equal(day, new MorningHour(new TimeOnly(22, 0)).Day(At(now), Shanghai)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("21:00-08:00", "22:00-07:00", "08:00", "07:00")]
    [InlineData("21:00-08:00", "none", "08:00", "08:00")]
    [InlineData("none", "none", "08:00", "08:00")]
    [InlineData("22:00-06:30", null, "06:30", "06:30")]
    public void It_Comes_When_Ones_Own_Night_Ends_Or_The_Citys(string citys, string? own, string without, string with)
    {
        var city = new CityDirectory(new CityFile
        {
            Name = "示例市",
            TimeZone = "Asia/Shanghai",
            QuietHours = QuietHours.Read(citys)!.Value,
            CommandCentre = new("指挥中心", ["boss"]),
            Properties = [new("p1", "甲物业", ["a"], null), new("p2", "乙物业", ["b"], null, own is null ? null : QuietHours.Read(own))],
        });

        Assert.Equal(
            (without, with),
            (MorningHour.Of(city.FindOrganisation("p1")!, city).From.ToString("HH:mm", CultureInfo.InvariantCulture),
                MorningHour.Of(city.FindOrganisation("p2")!, city).From.ToString("HH:mm", CultureInfo.InvariantCulture)));
    }

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
