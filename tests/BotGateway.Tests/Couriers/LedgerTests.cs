using BotGateway.Couriers;
using BotGateway.Couriers.Lanes;
using CaseStore.Persistence;
using Microsoft.Extensions.Hosting;

namespace BotGateway.Tests.Couriers;

/// <summary>What the ledger of attempts says, and what is done about an end that nobody knows.</summary>
public sealed class LedgerTests
{
    private static readonly string Robot = Lane.OfRobot(CourierHouse.RobotKey);

    [Fact]
    public async Task An_Attempt_Stands_There_Before_It_Is_Made_And_Ends_With_What_Became_Of_It()
    {
        await using var house = await CourierHouse.OpenAsync();
        IReadOnlyList<Send>? meanwhile = null;
        house.Platform.Script = async call =>
        {
            if (call.Path.EndsWith("message/send", StringComparison.Ordinal))
            {
                meanwhile = await house.SendsAsync();
                house.Pass(TimeSpan.FromSeconds(2));
            }

            return null;
        };
        var id = await house.PostAsync(Some.CardFor("officer-1", "officer-2"));
        await house.RunAsync();
        Assert.Equal(["member:officer-1", "member:officer-2", "app:wecom"], meanwhile!.Select(s => s.Lane));
        Assert.All(meanwhile!, s => Assert.Equal((id, SendOutcome.UnderWay, CourierHouse.Noon, null), (s.OutboxId, s.Outcome, s.StartedAt, s.EndedAt)));
        Assert.All(await house.SendsAsync(), s => Assert.Equal(
            (SendOutcome.Sent, CourierHouse.Noon.AddSeconds(2), null, "m"), (s.Outcome, s.EndedAt, s.Code, s.MessageId)));
    }

    [Fact]
    public async Task A_Refusal_Is_Kept_With_Its_Code()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/custom/send", """{"errcode":45015}""");
        await house.PostAsync(Some.Resident());
        await house.RunAsync();
        Assert.Equal(
            [("resident:WeChat:openid-1", SendOutcome.Refused, 45015), ("app:WeChat", SendOutcome.Refused, 45015)],
            (await house.SendsAsync()).Select(s => (s.Lane, s.Outcome, s.Code!.Value)));
    }

    [Fact]
    public async Task Somebody_Who_Was_Left_Out_Has_Not_Heard_It()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/send", """{"errcode":0,"invaliduser":"officer-9"}""");
        await house.PostAsync(Some.CardFor("officer-1", "Officer-9"));
        await house.RunAsync();
        Assert.Equal([SendOutcome.Sent, SendOutcome.Refused, SendOutcome.Sent], (await house.SendsAsync()).Select(s => s.Outcome));
    }

    [Fact]
    public async Task What_Was_Never_Tried_Leaves_No_Line()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.FileCaseAsync();
        await house.PostAsync(Some.Group("超期"), onlyForDeadline: 0);
        await house.RunAsync();
        Assert.Equal(OutboxState.Dropped, (await house.RowAsync(1)).State);
        Assert.Empty(await house.SendsAsync());
    }

    [Fact]
    public async Task Each_Part_Of_A_Long_Text_Is_An_Attempt_Of_Its_Own()
    {
        await using var house = await CourierHouse.OpenAsync();
        var id = await house.PostAsync(Some.Staff(new string('字', 1500)));
        Assert.Equal(3, await house.RunAsync());
        Assert.Equal(3, (await house.SendsAsync(id)).Count(s => s.Lane == "member:officer-1"));
        Assert.Equal(3, house.Platform.To("message/send").Select(c => c.Text).Distinct().Count());
        Assert.Equal((OutboxState.Sent, 1), ((await house.RowAsync(id)).State, (await house.RowAsync(id)).Attempts));
    }

    [Fact]
    public async Task A_Robots_Unknown_End_Waits_A_Minute_And_The_Ledger_Says_That_It_May_Be_Heard_Twice()
    {
        await using var house = await CourierHouse.OpenAsync();
        var cuts = 2;
        house.Platform.Script = call => Task.FromResult(cuts-- > 0 ? Answer.Reset : null);
        var id = await house.PostAsync(Some.Group());
        await house.RunAsync();
        Assert.Equal((CourierHouse.Noon.AddSeconds(60), "MaybeHeard: connection failed"), ((await house.RowAsync(id)).NextAttemptAt, (await house.RowAsync(id)).LastError));
        house.Pass(TimeSpan.FromSeconds(60));
        await house.RunAsync();
        Assert.Equal(CourierHouse.Noon.AddSeconds(240), await house.Courier.NextAsync(default));
        house.Pass(TimeSpan.FromSeconds(180));
        await house.RunAsync();
        Assert.Equal([SendOutcome.Unknown, SendOutcome.Unknown, SendOutcome.Sent], (await house.SendsAsync(id)).Select(s => s.Outcome));
    }

    [Fact]
    public async Task Where_The_Platform_Tells_Repeats_An_Unknown_End_Is_Soon_Repeated_Byte_For_Byte()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = call => Task.FromResult(
            call.Path.EndsWith("message/send", StringComparison.Ordinal) && house.Clock.GetUtcNow() == CourierHouse.Noon ? Answer.Reset : null);
        await house.PostAsync(Some.Staff("快到期了"));
        await house.RunAsync();
        Assert.Equal(CourierHouse.Noon.AddSeconds(5), await house.Courier.NextAsync(default));
        house.Pass(TimeSpan.FromSeconds(5));
        await house.RunAsync();
        var calls = house.Platform.To("message/send");
        Assert.Equal(2, calls.Count);
        Assert.Equal(calls[0].Body, calls[1].Body);
        Assert.Equal(1, calls[0].Json.GetProperty("enable_duplicate_check").GetInt32());
        Assert.InRange(calls[0].Json.GetProperty("duplicate_check_interval").GetInt32(), 3 * 3600, 4 * 3600);
    }

    [Fact]
    public async Task What_A_Dead_Node_Had_Under_Way_Ends_As_Unknown_Even_If_It_Cannot_Go_Out_Yet()
    {
        await using var house = await CourierHouse.OpenAsync();
        var left = await house.PostAsync(Some.Group("left"));
        Assert.Single(await house.Get<OutboxLedger>().ClaimAsync(16, default));
        house.Pass(OutboxLedger.Lease);
        await house.HaveSentAsync([.. Enumerable.Range(0, 20).Select(i => new Send
        {
            OutboxId = 100 + i, Lane = Robot, StartedAt = house.Clock.GetUtcNow(), EndedAt = house.Clock.GetUtcNow(), Outcome = SendOutcome.Sent,
        })]);
        await house.RunAsync();
        Assert.Equal(OutboxState.Pending, (await house.RowAsync(left)).State);
        var send = Assert.Single(await house.SendsAsync(left));
        Assert.Equal((SendOutcome.Unknown, CourierHouse.Noon + OutboxLedger.Lease), (send.Outcome, send.EndedAt));
    }

    [Fact]
    public async Task The_Same_Words_On_Another_Occasion_Are_No_Repeat()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.PostAsync(Some.Staff("0007 没人受理"));
        await house.PostAsync(Some.Staff("0007 没人受理"));
        await house.RunAsync();
        Assert.Equal(2, house.Platform.To("message/send").Select(c => c.Text).Distinct().Count());
    }

    [Fact]
    public async Task What_Never_Reached_The_Platform_Is_Repeated_Soon_By_A_Robot_Too()
    {
        await using var house = await CourierHouse.OpenAsync();
        await house.Platform.DisposeAsync();
        var id = await house.PostAsync(Some.Group());
        await house.RunAsync();
        Assert.Equal((OutboxState.Pending, CourierHouse.Noon.AddSeconds(5)), ((await house.RowAsync(id)).State, (await house.RowAsync(id)).NextAttemptAt));
        Assert.Equal(SendOutcome.Refused, Assert.Single(await house.SendsAsync(id)).Outcome);
    }

    [Fact]
    public async Task After_A_Kill_The_Next_Start_Takes_Up_At_Once_What_May_Have_Been_Heard()
    {
        await using var house = await CourierHouse.OpenAsync();
        var group = await house.PostAsync(Some.Group());
        var staff = await house.PostAsync(Some.Staff("t"));
        var resident = await house.PostAsync(Some.Resident());
        var killed = await house.Get<OutboxLedger>().ClaimAsync(16, default);
        Assert.Equal(3, killed.Count);
        house.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(3, await house.Get<OutboxLedger>().ReleaseAsync());
        Assert.All(await house.SendsAsync(), s => Assert.Equal((SendOutcome.Unknown, CourierHouse.Noon.AddSeconds(10)), (s.Outcome, s.EndedAt)));
        await house.RunAsync();
        Assert.Equal(
            [(group, OutboxState.Pending, CourierHouse.Noon.AddSeconds(60)), (resident, OutboxState.Pending, CourierHouse.Noon.AddSeconds(60))],
            (await house.RowsAsync()).Where(r => r.Id != staff).Select(r => (r.Id, r.State, r.NextAttemptAt)));
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(staff)).State);
        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        Assert.All(await house.RowsAsync(), r => Assert.Equal((OutboxState.Sent, 2), (r.State, r.Attempts)));

        // Who was taken for dead cannot write over it.
        Assert.Null(await house.Get<OutboxLedger>().RecordAsync(killed[0], new Delivery.Dropped("late")));
        Assert.Equal(0, await house.Get<OutboxLedger>().ReleaseAsync());
    }

    [Fact]
    public async Task A_Digest_Under_Way_At_A_Kill_Is_Taken_Up_With_All_It_Named()
    {
        await using var house = await CourierHouse.OpenAsync();
        for (var i = 1; i <= 3; i++)
        {
            await house.PostAsync(Some.Alert($"WP-20261122-000{i}"), number: $"WP-20261122-000{i}");
        }

        Assert.True(Assert.Single(await house.Get<OutboxLedger>().ClaimAsync(16, default)).IsDigest);
        await Assert.Single(house.Get<IEnumerable<IHostedService>>().OfType<IHostedLifecycleService>()).StartedAsync(default);
        await house.RunAllAsync(TimeSpan.FromMinutes(2));
        Assert.Single(house.Platform.To("webhook/send"));
        Assert.All(await house.RowsAsync(), r => Assert.Equal(OutboxState.Sent, r.State));
    }

    [Fact]
    public async Task Leases_Serve_Where_Several_Nodes_Share_The_Database()
    {
        await using var house = await CourierHouse.OpenOnPostgresAsync();
        var id = await house.PostAsync(Some.Group());
        for (var i = 1; i <= 3; i++)
        {
            await house.PostAsync(Some.Alert($"WP-20261122-000{i}"), number: $"WP-20261122-000{i}");
        }

        var ledger = house.Get<OutboxLedger>();
        Assert.Equal(id, Assert.Single(await ledger.ClaimAsync(16, default)).Row.Id);
        Assert.Equal(0, await ledger.ReleaseAsync());
        Assert.Equal(0, await house.RunAsync());
        house.Pass(OutboxLedger.Lease);
        Assert.Equal(2, await house.RunAsync());
        Assert.Equal(
            [(SendOutcome.Unknown, CourierHouse.Noon + OutboxLedger.Lease), (SendOutcome.Sent, CourierHouse.Noon + OutboxLedger.Lease)],
            (await house.SendsAsync(id)).Select(s => (s.Outcome, s.EndedAt!.Value)));
        Assert.All(await house.RowsAsync(), r => Assert.Equal(OutboxState.Sent, r.State));
    }
}
