using System.Diagnostics.Metrics;
using BotGateway.Health;
using BotGateway.Tests.Couriers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Health;

public sealed class OutboxPulseTests
{
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
        house.Platform.Script = call => Task.FromResult<Answer?>(
            call.Path.EndsWith("webhook/send", StringComparison.Ordinal) ? new Answer(503, "text/html", []) : null);
        await house.PostAsync(Some.Group());
        for (var minutes = 0; minutes <= OutboxPulse.InVain.TotalMinutes; minutes++)
        {
            await house.RunAsync();
            house.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.NotNull(await StuckAsync(house));
        await house.PostAsync(Some.Staff("还在"));
        await house.RunAsync();
        Assert.Null(await StuckAsync(house));
    }

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

    private static Task<string?> StuckAsync(CourierHouse house) => new OutboxPulse(house.Store, house.Clock).StuckAsync(default);
}
