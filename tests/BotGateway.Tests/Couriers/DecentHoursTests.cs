using System.Globalization;
using BotGateway.Couriers;
using CaseStore.City;

namespace BotGateway.Tests.Couriers;

public sealed class DecentHoursTests
{
    private static readonly CityDirectory City = new(new CityFile
    {
        Name = "示例市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new("指挥中心", ["boss", "both"], QuietHours.None),
        Properties = [new("p1", "安和物业", ["officer-1", "both"], "key"), new("p2", "早起物业", ["officer-2"], null, QuietHours.Read("20:00-06:30"))],
    });

    private readonly DecentHours _hours = new(() => City);

    [Theory]
    [InlineData("group:p1", "21:00:00", "08:00")]
    [InlineData("card:p1", "03:10:00", "08:00")]
    [InlineData("staff:officer-1", "23:59:59", "08:00")]
    [InlineData("staff:OFFICER-1", "07:59:59", "08:00")]
    [InlineData("resident:WeChat:o-1", "22:30:00", "08:00")]
    [InlineData("resident:MiniProgram:o:1", "22:30:00", "08:00")]
    [InlineData("update:WP-20261124-0001", "22:30:00", "08:00")]
    [InlineData("staff:somebody-who-left", "22:30:00", "08:00")]
    [InlineData("group:p2", "20:30:00", "06:30")]
    [InlineData("staff:officer-2", "04:00:00", "06:30")]
    [InlineData("photo:p2:17", "04:00:00", "06:30")]
    [InlineData("photo:officer-2:17", "04:00:00", "06:30")]
    [InlineData("photo:resident:17", "04:00:00", "08:00")]
    public void What_Can_Wait_Waits_For_The_Morning_Of_Whoever_Hears_It(string destination, string time, string morning)
    {
        var next = _hours.Next(destination, atOnce: false, At(time));

        Assert.Equal(morning, next.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm", CultureInfo.InvariantCulture));
        Assert.InRange(next - At(time), TimeSpan.FromTicks(1), TimeSpan.FromHours(11));
    }

    [Theory]
    [InlineData("group:p1", "20:59:59", false)]
    [InlineData("group:p1", "08:00:00", false)]
    [InlineData("group:p2", "07:00:00", false)]
    [InlineData("card:command-centre", "03:00:00", false)]
    [InlineData("staff:boss", "03:00:00", false)]
    [InlineData("staff:both", "03:00:00", false)]
    [InlineData("photo:command-centre:17", "03:00:00", false)]
    [InlineData("photo:both:17", "03:00:00", false)]
    [InlineData("group:p1", "03:00:00", true)]
    [InlineData("resident:WeChat:o-1", "03:00:00", true)]
    public void By_Day_On_Duty_Round_The_Clock_And_At_Once_Nothing_Waits(string destination, string time, bool atOnce) =>
        Assert.Equal(At(time), _hours.Next(destination, atOnce, At(time)));

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-11-24T{time}+08:00", CultureInfo.InvariantCulture);
}
