using System.Diagnostics.Metrics;
using BotGateway.Couriers;
using BotGateway.Letters;
using BotGateway.PlatformApi;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Couriers;

public sealed class OutboxCourierTests
{
    [Fact]
    public async Task A_Busy_Platform_Is_Asked_Again_By_The_Schedule_And_Then_Given_Up()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(call.Path.EndsWith("custom/send", StringComparison.Ordinal) ? Answer.Json("""{"errcode":-1}""") : null);
        var id = await house.PostAsync(Some.Resident());
        foreach (var seconds in new[] { 5, 30, 120 })
        {
            Assert.Equal(1, await house.RunAsync());
            Assert.Equal(house.Clock.GetUtcNow().AddSeconds(seconds), await house.Courier.NextAsync(default));
            house.Pass(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(0, await house.RunAsync());
            house.Pass(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(1, await house.RunAsync());
        var row = await house.RowAsync(id);
        Assert.Equal((OutboxState.Dead, 4, "BackOff: -1 system busy"), (row.State, row.Attempts, row.LastError));
        Assert.Equal(4, house.Platform.To("message/custom/send").Count);
    }

    [Fact]
    public async Task Being_Busy_After_An_Outage_Gets_Its_Own_Repeats()
    {
        await using var house = await CourierHouse.OpenAsync();
        var outage = true;
        house.Platform.Script = call => Task.FromResult<Answer?>(
            call.Path.EndsWith("webhook/send", StringComparison.Ordinal)
                ? outage ? new Answer(503, "text/html", []) : Answer.Json("""{"errcode":-1}""")
                : null);
        var id = await house.PostAsync(Some.Group());
        for (var i = 0; i < 5; i++)
        {
            await house.RunAsync();
            house.Pass(TimeSpan.FromMinutes(60));
        }

        Assert.Equal((OutboxState.Pending, 5), ((await house.RowAsync(id)).State, (await house.RowAsync(id)).Attempts));
        outage = false;
        await house.RunAsync();
        Assert.Equal((OutboxState.Pending, 1), ((await house.RowAsync(id)).State, (await house.RowAsync(id)).Attempts));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_Is_Put_Back_After_Days_Gets_All_Its_Repeats_Again(bool requeued)
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult<Answer?>(call.Path.EndsWith("webhook/send", StringComparison.Ordinal) ? Answer.Json("""{"errcode":-1}""") : null);
        var id = await house.PostAsync(Some.Group());
        await house.RunAllAsync(TimeSpan.FromMinutes(10));
        house.Pass(TimeSpan.FromDays(5));
        if (requeued)
        {
            await house.Store.WriteAsync(session => Resending.OneAsync(session, id, house.Clock.GetUtcNow()));
        }

        await house.RunAsync();
        var row = await house.RowAsync(id);
        Assert.Equal(requeued ? (OutboxState.Pending, 1) : (OutboxState.Dead, 4), (row.State, row.Attempts));
    }

    [Fact]
    public async Task A_Resident_Who_Could_Not_Be_Told_In_The_End_Is_Told_At_The_Next_Contact()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.HearAsync("openid-1", Heard.Message);
        house.Platform.Script = call => Task.FromResult<Answer?>(call.Path.EndsWith("custom/send", StringComparison.Ordinal) ? Answer.Json("""{"errcode":-1}""") : null);
        var id = await house.PostAsync(Some.Resident());
        await house.RunAllAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(OutboxState.Dead, (await house.RowAsync(id)).State);
        Assert.True(await house.HasNewsAsync("openid-1"));
    }

    [Fact]
    public async Task One_Destination_Hears_In_Order_And_Waits_For_What_Failed()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("message/send", StringComparison.Ordinal) && call.Content == "1" && house.Clock.GetUtcNow() == CourierHouse.Noon
                ? Answer.Json("""{"errcode":-1}""") : null);
        foreach (var text in new[] { "1", "2", "3" })
        {
            await house.PostAsync(Some.Staff(text));
        }

        await house.PostAsync(Some.Staff("other", "officer-2"));
        await house.RunAsync();
        Assert.Equal(["1", "other"], house.Platform.To("message/send").Select(c => c.Content).Order());
        Assert.Equal(CourierHouse.Noon.AddSeconds(5), await house.Courier.NextAsync(default));
        house.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(3, await house.RunAsync());
        Assert.Equal(["1", "2", "3"], house.Platform.To("message/send").Skip(2).Select(c => c.Content));
    }

    [Fact]
    public async Task What_Is_Urgent_Overtakes()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/send", """{"errcode":-1}""");
        await house.PostAsync(Some.Staff("ordinary"));
        await house.RunAsync();
        await house.PostAsync(Some.Staff("danger 1"), urgent: true);
        await house.PostAsync(Some.Staff("danger 2"), urgent: true);
        Assert.Equal(CourierHouse.Noon, await house.Courier.NextAsync(default));
        Assert.Equal(2, await house.RunAsync());
        Assert.Equal(["ordinary", "danger 1", "danger 2"], house.Platform.To("message/send").Select(c => c.Content));
    }

    [Fact]
    public async Task Different_Destinations_Are_Served_Side_By_Side_But_Not_All_At_Once()
    {
        await using var house = await CourierHouse.OpenAsync();
        int now = 0, most = 0;
        var sixteen = new TaskCompletionSource();
        house.Platform.Script = async call =>
        {
            if (call.Path.EndsWith("message/send", StringComparison.Ordinal))
            {
                var here = Interlocked.Increment(ref now);
                most = Math.Max(most, here);
                if (here == 16)
                {
                    sixteen.TrySetResult();
                }

                await sixteen.Task;
                Interlocked.Decrement(ref now);
            }

            return null;
        };
        for (var i = 0; i < 40; i++)
        {
            await house.PostAsync(Some.Staff("t", $"officer-{i}"));
        }

        Assert.Equal(40, await house.RunAsync());
        Assert.Equal(16, most);
    }

    [Fact]
    public async Task Two_Runs_And_Two_Nodes_At_Once_Send_Everything_Once()
    {
        await using var house = await CourierHouse.OpenAsync();
        await using var second = house.SecondNode();
        for (var i = 0; i < 40; i++)
        {
            await house.PostAsync(Some.Staff($"{i}", $"officer-{i % 10}"));
        }

        var other = second.GetRequiredService<OutboxCourier>();
        var done = await Task.WhenAll(house.RunAsync(), house.RunAsync(), other.RunDueAsync(default), other.RunDueAsync(default));
        while (await other.RunDueAsync(default) > 0)
        {
        }

        Assert.Equal(Enumerable.Range(0, 40), house.Platform.To("message/send").Select(c => int.Parse(c.Content)).Order());
        for (var officer = 0; officer < 10; officer++)
        {
            var heard = house.Platform.To("message/send").Select(c => int.Parse(c.Content)).Where(n => n % 10 == officer).ToList();
            Assert.Equal(heard.Order(), heard);
        }

        Assert.True(done.Sum() > 0);
    }

    [Fact]
    public async Task A_Message_Whose_Courier_Died_Is_Repeated_Byte_For_Byte_When_Its_Lease_Ends()
    {
        await using var house = await CourierHouse.OpenAsync();
        var id = await house.PostAsync(Some.CardFor("officer-1"));
        var dead = house.Get<OutboxLedger>();
        var claim = Assert.Single(await dead.ClaimAsync(8, default));
        Assert.Equal((OutboxState.Sending, 1), (claim.Row.State, claim.Row.Attempts));
        await house.Get<Senders>().SendAsync(claim, default);
        Assert.Equal(0, await house.RunAsync());
        Assert.Equal(CourierHouse.Noon + OutboxLedger.Lease, await house.Courier.NextAsync(default));
        house.Pass(OutboxLedger.Lease);
        Assert.Equal(1, await house.RunAsync());
        var calls = house.Platform.To("message/send");
        Assert.Equal(2, calls.Count);
        Assert.Equal(calls[0].Body, calls[1].Body);
        Assert.Null(await dead.RecordAsync(claim, new Delivery.Failed(Reaction.OurBug, "too late to say")));
        Assert.Equal((OutboxState.Sent, 2), ((await house.RowAsync(id)).State, (await house.RowAsync(id)).Attempts));
    }

    [Fact]
    public async Task A_Clock_Moved_While_A_Message_Is_Under_Way_Does_Not_Repeat_It()
    {
        await using var house = await CourierHouse.OpenAsync();
        var arrived = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        house.Platform.Script = async call =>
        {
            if (call.Path.EndsWith("webhook/send", StringComparison.Ordinal))
            {
                arrived.TrySetResult();
                await go.Task;
            }

            return null;
        };
        var id = await house.PostAsync(Some.Group());
        var first = house.RunAsync();
        await arrived.Task;
        house.Pass(TimeSpan.FromDays(3));
        var second = house.RunAsync();
        go.SetResult();
        Assert.Equal((1, 0), (await first, await second));
        Assert.Single(house.Platform.To("webhook/send"));
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(id)).State);
    }

    [Fact]
    public async Task Shutting_Down_Finishes_What_Is_Under_Way_And_Takes_Nothing_New()
    {
        await using var house = await CourierHouse.OpenAsync();
        using var stop = new CancellationTokenSource();
        house.Platform.Script = async call =>
        {
            if (call.Path.EndsWith("message/send", StringComparison.Ordinal))
            {
                await stop.CancelAsync();
            }

            return null;
        };
        var first = await house.PostAsync(Some.Staff("1"));
        var second = await house.PostAsync(Some.Staff("2"));
        Assert.Equal(1, await house.Courier.RunDueAsync(stop.Token));
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(first)).State);
        Assert.Equal((OutboxState.Pending, 0), ((await house.RowAsync(second)).State, (await house.RowAsync(second)).Attempts));
    }

    [Fact]
    public async Task An_Unreadable_Message_Is_Given_Up_Without_Holding_Up_The_Others()
    {
        await using var house = await CourierHouse.OpenAsync();
        var bad = await house.PostAsync("""{"kind":"pigeon"}""", "group:p1");
        var good = await house.PostAsync(Some.Group());
        await house.RunAsync();
        Assert.Equal(OutboxState.Dead, (await house.RowAsync(bad)).State);
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(good)).State);
    }

    [Fact]
    public async Task Neither_Secrets_Nor_People_Nor_Their_Words_Are_Logged()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("webhook/send", """{"errcode":93000,"errmsg":"robot-key-very-secret"}""");
        await house.PostAsync(Some.Group());
        await house.PostAsync(Some.Resident("三楼的话"));
        await house.RunAsync();
        house.Pass(TimeSpan.FromMinutes(5));
        await house.Platform.DisposeAsync();
        await house.PostAsync(Some.Group());
        await house.PostAsync(Some.Resident("三楼的话"));
        await house.RunAsync();
        var log = string.Join('\n', house.Logged);
        Assert.Contains("Gave up group message", log, StringComparison.Ordinal);
        Assert.Contains("Will repeat group message", log, StringComparison.Ordinal);
        foreach (var secret in new[] { CourierHouse.RobotKey, "token-1", "wx-secret", "openid-1", "三楼的话", "新工单" })
        {
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_Bell_Wakes_One_Who_Waits_And_One_Who_Comes_Later()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var bell = new OutboxBell();
        var waiting = bell.WaitAsync(patience.Token);
        bell.Ring();
        await waiting;
        bell.Ring();
        bell.Ring();
        await bell.WaitAsync(patience.Token);
        Assert.False(bell.WaitAsync(patience.Token).IsCompleted);
    }

    [Fact]
    public async Task Deliveries_Are_Counted_By_Kind_And_Outcome()
    {
        await using var house = await CourierHouse.OpenAsync();
        var counted = new System.Collections.Concurrent.ConcurrentBag<string>();
        var ours = house.Get<IMeterFactory>().Create(PlatformMetrics.MeterName);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter == ours)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            counted.Add(instrument.Name + " " + string.Join(' ', tags.ToArray().Select(t => t.Value))));
        listener.Start();
        await house.PostAsync(Some.Resident());
        await house.PostAsync(Some.Group() with { OrganisationId = "p2" });
        await house.RunAsync();
        Assert.Equal(
            ["woodpecker.sends group dropped", "woodpecker.sends resident sent", "woodpecker.token_refreshes WeChat good"], counted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rows_Written_Together_Keep_The_Order_In_Which_They_Were_Added()
    {
        await using var house = await CourierHouse.OpenAsync();
        await using var context = house.Store.CreateDbContext();
        context.Outbox.AddRange(Enumerable.Range(0, 200).Select(n => new OutboxMessage
        {
            CreatedAt = CourierHouse.Noon,
            Destination = "group:p1",
            Payload = $"{n}",
            NextAttemptAt = CourierHouse.Noon,
        }));
        await context.SaveChangesAsync();
        var inOrder = await context.Outbox.AsNoTracking().OrderBy(m => m.Id).Select(m => m.Payload).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"{n}"), inOrder);
    }
}
