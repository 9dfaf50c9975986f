using System.Diagnostics.Metrics;
using System.Globalization;
using BotGateway.Couriers;
using BotGateway.Health;
using BotGateway.PlatformApi;
using BotGateway.Tests.Couriers;
using CaseStore.City;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Health;

public sealed class OutboxPulseTests
{
    private static readonly CityDirectory City = new(new CityFile { Name = "示例市", TimeZone = "Asia/Shanghai", CommandCentre = new("指挥中心", []) });
    private static readonly DecentHours Hours = new(() => City);

    [Fact]
    public async Task An_Empty_Outbox_And_One_That_Waits_For_The_Morning_Are_Well()
    {
        await using var house = await CourierHouse.OpenAsync();
        Assert.Null(await StuckAsync(house));
        await house.PostAsync(Some.Group());
        await using (var store = house.Store.CreateDbContext())
        {
            await store.Outbox.ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAttemptAt, CourierHouse.Noon.AddHours(10)));
        }

        house.Pass(TimeSpan.FromHours(9));
        Assert.Null(await StuckAsync(house));
    }

    [Fact]
    public async Task What_Nobody_Takes_Up_For_Five_Minutes_Is_Stuck()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.Group());
        house.Pass(OutboxPulse.Untouched);
        Assert.Null(await StuckAsync(house));
        house.Pass(TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await StuckAsync(house));
        await house.RunAsync();
        Assert.Null(await StuckAsync(house));
    }

    [Fact]
    public async Task Trying_In_Vain_Is_Stuck_Only_When_Nothing_Else_Goes_Out()
    {
        await using var house = await CourierHouse.OpenAsync();
        RobotsAndResidentsFail(house);
        await house.PostAsync(Some.Group());
        await house.PostAsync(Some.Resident());
        await TryAsync(house, OutboxPulse.InVain);

        Assert.NotNull(await StuckAsync(house));
        await house.PostAsync(Some.Staff("还在"));
        await house.RunAsync();
        Assert.Null(await StuckAsync(house));
    }

    [Fact]
    public async Task One_Dead_Robot_In_An_Idle_Town_Makes_No_Gateway_Ill()
    {
        await using var house = await CourierHouse.OpenAsync();
        RobotsAndResidentsFail(house);
        await house.PostAsync(Some.Group());
        await house.PostAsync(Some.Group("又一件"));
        await house.PostAsync("{}", "photo:p1:1");
        await TryAsync(house, TimeSpan.FromHours(2));
        Assert.Null(await StuckAsync(house));
    }

    [Theory]
    [InlineData("20:59:59", false, true)]
    [InlineData("21:20:00", false, false)]
    [InlineData("21:20:00", true, true)]
    [InlineData("03:00:00", false, false)]
    [InlineData("07:59:59", false, false)]
    [InlineData("08:19:59", false, false)]
    [InlineData("08:20:00", false, true)]
    public async Task What_Waits_For_A_Decent_Hour_Is_Not_Tried_In_Vain(string at, bool atOnce, bool stuck)
    {
        await using var house = await CourierHouse.OpenAsync();
        var evening = new DateTimeOffset(2026, 11, 22, 20, 30, 0, TimeSpan.FromHours(8));
        var now = evening.Date + TimeSpan.Parse(at, CultureInfo.InvariantCulture) is var local && local < evening.DateTime
            ? new DateTimeOffset(local.AddDays(1), evening.Offset) : new DateTimeOffset(local, evening.Offset);
        house.Clock.HoldAt(evening);
        await house.PostAsync(Some.Group(), atOnce: atOnce);
        await house.PostAsync(Some.Resident(), atOnce: atOnce);
        await FailedAsync(house, next: now.AddMinutes(1));
        house.Clock.HoldAt(now);
        Assert.Equal(stuck, await StuckAsync(house) is not null);
    }

    [Fact]
    public async Task What_Waits_For_Tomorrows_Quota_Is_Not_Tried_In_Vain()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.Group());
        await house.PostAsync(Some.Resident());
        await FailedAsync(house, next: CourierHouse.Noon.AddHours(4));
        house.Pass(TimeSpan.FromHours(1));
        Assert.Null(await StuckAsync(house));
    }

    /// <summary>Otherwise what is tried every half hour would count as waiting for something else.</summary>
    [Fact]
    public void No_Pause_Between_Attempts_Is_Longer_Than_The_Pulse_Allows() => Assert.All(
        from reaction in Enum.GetValues<Reaction>().Except([Reaction.NextDay])
        from attempts in Enumerable.Range(1, 50)
        let next = RetrySchedule.Next(reaction, attempts, TimeSpan.Zero, CourierHouse.Noon)
        where next is not null
        select next.Value - CourierHouse.Noon,
        pause => Assert.InRange(pause, TimeSpan.Zero, OutboxPulse.LongestPause));

    [Fact]
    public async Task Depth_And_Age_Are_Told_To_Whoever_Collects()
    {
        await using var house = await CourierHouse.OpenAsync();
        using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = meters.GetRequiredService<IMeterFactory>();
        _ = new OutboxGauge(factory, house.Store, house.Clock);
        await house.PostAsync(Some.Group());
        await house.PostAsync(Some.Staff("二"));
        house.Pass(TimeSpan.FromSeconds(90));
        var depth = new Dictionary<string, long>();
        var age = -1.0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, all) =>
            {
                if (instrument.Meter.Scope == factory)
                {
                    all.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => depth[(string)tags[0].Value!] = value);
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => age = value);
        listener.Start();

        listener.RecordObservableInstruments();

        Assert.Equal((2, 0, 0, 0), (depth["Pending"], depth["Sending"], depth["Waiting"], depth["Dead"]));
        Assert.Equal(90, age);
    }

    private static void RobotsAndResidentsFail(CourierHouse house) => house.Platform.Script = call => Task.FromResult<Answer?>(
        call.Path.EndsWith("webhook/send", StringComparison.Ordinal) || call.Path.EndsWith("custom/send", StringComparison.Ordinal) ? new Answer(503, "text/html", []) : null);

    private static async Task TryAsync(CourierHouse house, TimeSpan time)
    {
        for (var minutes = 0; minutes <= time.TotalMinutes; minutes++)
        {
            await house.RunAsync();
            house.Pass(TimeSpan.FromMinutes(1));
        }
    }

    private static async Task FailedAsync(CourierHouse house, DateTimeOffset next)
    {
        await using var store = house.Store.CreateDbContext();
        await store.Outbox.ExecuteUpdateAsync(m => m
            .SetProperty(x => x.Attempts, 3).SetProperty(x => x.LastError, "NoAnswer: timeout").SetProperty(x => x.NextAttemptAt, next));
    }

    private static Task<string?> StuckAsync(CourierHouse house) => new OutboxPulse(house.Store, Hours, house.Clock).StuckAsync(default);
}
