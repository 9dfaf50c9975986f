using System.Collections.Concurrent;
using BotGateway.Couriers;
using BotGateway.Couriers.Lanes;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Couriers;

/// <summary>What a platform allows, measured at the platform.</summary>
public sealed class LaneTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly string Robot = Lane.OfRobot(CourierHouse.RobotKey);

    [Fact]
    public void A_Robots_Lane_Does_Not_Tell_Its_Key()
    {
        Assert.Matches("^robot:[0-9a-f]{16}$", Robot);
        Assert.NotEqual(Robot, Lane.OfRobot("another key"));
    }

    [Fact]
    public async Task A_Robot_Says_Twenty_A_Minute_And_Not_Fewer()
    {
        await using var house = await CourierHouse.OpenAsync();
        var heard = Listen(house, "webhook/send");
        for (var i = 0; i < 50; i++)
        {
            await house.PostAsync(Some.Group($"{i}"), atOnce: true);
        }

        await house.RunAllAsync(TimeSpan.FromHours(1));
        Assert.Equal(Enumerable.Range(0, 50), heard.Select(h => int.Parse(h.Text)));
        Assert.Equal(
            [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(60, 20), .. Enumerable.Repeat(120, 10)],
            heard.Select(h => (int)(h.At - CourierHouse.Noon).TotalSeconds));
        Assert.All(await house.RowsAsync(), r => Assert.Equal((OutboxState.Sent, 1), (r.State, r.Attempts)));
    }

    [Fact]
    public async Task However_Slowly_It_Answers_No_Minute_Sees_More()
    {
        await using var house = await CourierHouse.OpenAsync();
        var heard = new ConcurrentQueue<DateTimeOffset>();
        house.Platform.Script = call =>
        {
            heard.Enqueue(house.Clock.GetUtcNow());
            house.Pass(TimeSpan.FromSeconds(heard.Count % 5));
            return Task.FromResult<Answer?>(null);
        };
        for (var i = 0; i < 70; i++)
        {
            await house.PostAsync(Some.Group($"{i}"), atOnce: true);
        }

        await house.RunAllAsync(TimeSpan.FromHours(1));
        Assert.Equal(70, heard.Count);
        AssertNoMoreThan(20, Minute, [.. heard]);
    }

    [Fact]
    public async Task A_Member_Hears_Thirty_A_Minute_From_Whatever_Destination()
    {
        await using var house = await CourierHouse.OpenAsync();
        var heard = Listen(house, "message/send");
        for (var i = 0; i < 30; i++)
        {
            await house.PostAsync(Some.Staff($"{i}"));
            await house.PostAsync(Some.CardFor("Officer-1", "officer-2") with { OrganisationId = $"p{i}" }, atOnce: true);
        }

        await house.RunAllAsync(TimeSpan.FromHours(1));
        Assert.Equal(60, heard.Count);
        AssertNoMoreThan(30, Minute, [.. heard.Select(h => h.At)]);
        Assert.Equal(CourierHouse.Noon + Minute, heard.Last().At);
    }

    [Fact]
    public async Task A_Member_Hears_A_Thousand_An_Hour()
    {
        await using var house = await CourierHouse.OpenAsync();
        var first = CourierHouse.Noon.AddMinutes(-50);
        await house.HaveSentAsync([.. Enumerable.Range(0, 1000).Select(i => Sent(Lane.OfMember("officer-1"), first.AddSeconds(i)))]);
        var id = await house.PostAsync(Some.Staff("t"));
        Assert.Equal(0, await house.RunAsync());
        Assert.Equal(first.AddHours(1), await house.Courier.NextAsync(default));
        house.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await house.RunAsync());
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(id)).State);
    }

    [Fact]
    public async Task Who_Finds_A_Lane_Full_Is_Told_When_Its_Own_Place_Is_Free_And_Has_Tried_Nothing()
    {
        await using var house = await CourierHouse.OpenAsync();
        var first = CourierHouse.Noon.AddSeconds(-50);
        await house.HaveSentAsync([.. Enumerable.Range(0, 2000).Select(i => Sent(Lane.WeCom, first.AddMilliseconds(i)))]);
        var one = await house.PostAsync(Some.Staff("t"));
        var two = await house.PostAsync(Some.Staff("t", "officer-2"));
        Assert.Equal(0, await house.RunAsync());
        Assert.Equal(
            [(OutboxState.Pending, 0, first + Minute), (OutboxState.Pending, 0, first.AddMilliseconds(1) + Minute)],
            (await house.RowsAsync()).Select(r => (r.State, r.Attempts, r.NextAttemptAt)));
        Assert.Equal(first + Minute, await house.Courier.NextAsync(default));
        Assert.Empty((await house.SendsAsync(one)).Concat(await house.SendsAsync(two)));
    }

    [Fact]
    public async Task What_A_Killed_Process_Left_Under_Way_Counts_Until_It_Cannot_Run_Any_More()
    {
        await using var house = await CourierHouse.OpenAsync();
        var left = CourierHouse.Noon.AddSeconds(-10);
        await house.HaveSentAsync([.. Enumerable.Range(0, 20).Select(_ => new Send { OutboxId = 1000, Lane = Robot, StartedAt = left })]);
        await house.PostAsync(Some.Group(), atOnce: true);
        var heard = Listen(house, "webhook/send");
        await house.RunAllAsync(TimeSpan.FromHours(1));
        Assert.Equal(left + OutboxLedger.Lease + Minute, Assert.Single(heard).At);
    }

    [Theory]
    [InlineData(45009, 65)]
    [InlineData(45033, 5)]
    public async Task A_Limit_Of_The_Whole_App_Holds_All_Of_It_And_Nothing_Else(int code, int seconds)
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/send", $$"""{"errcode":{{code}}}""");
        var refused = await house.PostAsync(Some.Staff("1"));
        await house.RunAsync();
        var held = await house.PostAsync(Some.Staff("2", "officer-2"));
        var other = await house.PostAsync(Some.Group());
        await house.RunAsync();
        Assert.Equal((OutboxState.Pending, 1), ((await house.RowAsync(refused)).State, (await house.RowAsync(refused)).Attempts));
        Assert.Equal(
            (OutboxState.Pending, 0, CourierHouse.Noon.AddSeconds(seconds)),
            ((await house.RowAsync(held)).State, (await house.RowAsync(held)).Attempts, (await house.RowAsync(held)).NextAttemptAt));
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(other)).State);
        house.Pass(TimeSpan.FromSeconds(seconds));
        Assert.Equal(2, await house.RunAsync());
        Assert.Equal(3, house.Platform.To("message/send").Count);
    }

    [Theory]
    [InlineData(45011, "2026-11-22T12:01:05Z")]
    public async Task A_Limit_Of_The_WeChat_Account_Holds_All_Its_Residents(int code, string until)
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/custom/send", $$"""{"errcode":{{code}}}""");
        await house.PostAsync(Some.Resident());
        await house.RunAsync();
        var held = await house.PostAsync(Some.Resident() with { ExternalId = "openid-2" });
        await house.RunAsync();
        Assert.Single(house.Platform.To("message/custom/send"));
        Assert.Equal(DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture), (await house.RowAsync(held)).NextAttemptAt);
    }

    [Fact]
    public async Task A_Daily_Quota_Of_One_Kind_Of_Call_Holds_Nobody_Else()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("message/custom/send", """{"errcode":45009}""");
        var spent = await house.PostAsync(Some.Resident());
        await house.RunAsync();
        var other = await house.PostAsync(Some.Resident() with { ExternalId = "openid-2" });
        await house.RunAsync();
        Assert.Equal(CourierHouse.Noon.AddHours(4).AddMinutes(5), (await house.RowAsync(spent)).NextAttemptAt);
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(other)).State);
    }

    [Fact]
    public async Task A_Clock_That_Was_Set_Back_Does_Not_Fill_The_Lane()
    {
        await using var house = await CourierHouse.OpenAsync();
        var heard = Listen(house, "webhook/send");
        for (var i = 0; i < 20; i++)
        {
            await house.PostAsync(Some.Group($"{i}"), atOnce: true);
        }

        await house.RunAsync();
        house.Clock.HoldAt(CourierHouse.Noon.AddHours(-1));
        await house.PostAsync(Some.Group("20"), atOnce: true);
        await house.RunAsync();
        Assert.Equal(21, heard.Count);
    }

    [Theory]
    [InlineData(93000)]
    [InlineData(93004)]
    [InlineData(93008)]
    public async Task A_Robot_That_Was_Removed_Is_Asked_Once_And_Its_Queue_Given_Up(int code)
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Answers("webhook/send", $$"""{"errcode":{{code}}}""");
        for (var i = 0; i < 30; i++)
        {
            await house.PostAsync(Some.Group($"{i}"), atOnce: i % 2 == 0);
        }

        var staff = await house.PostAsync(Some.Staff("t"));
        await house.RunAllAsync(TimeSpan.FromMinutes(1));
        Assert.Single(house.Platform.To("webhook/send"));
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(staff)).State);
        var rows = (await house.RowsAsync()).Where(r => r.Id != staff).ToList();
        Assert.All(rows, r => Assert.Equal((OutboxState.Dead, $"RobotGone: {code} robot removed, disabled or not in the group"), (r.State, r.LastError)));
        Assert.Single(await house.SendsAsync(), s => s.Lane == Robot);

        // Somebody may have put it back.
        house.Pass(TimeSpan.FromMinutes(5));
        var after = await house.PostAsync(Some.Group());
        await house.RunAsync();
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(after)).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_Nodes_Never_Take_The_Last_Place_Twice(bool postgres)
    {
        await using var house = postgres ? await CourierHouse.OpenOnPostgresAsync() : await CourierHouse.OpenAsync();
        await using var second = house.SecondNode();
        for (var i = 0; i < 45; i++)
        {
            await house.PostAsync(Some.CardFor("officer-1") with { OrganisationId = $"p{i}" }, atOnce: true);
        }

        var other = second.GetRequiredService<OutboxCourier>();
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => i % 2 == 0 ? house.RunAsync() : other.RunDueAsync(default)));
        Assert.Equal(30, done.Sum());
        Assert.Equal(30, house.Platform.To("message/send").Count);
        house.Pass(Minute);
        Assert.Equal(15, (await Task.WhenAll(house.RunAsync(), other.RunDueAsync(default))).Sum());
        Assert.Equal(45, house.Platform.To("message/send").Select(c => c.Json.GetProperty("template_card").GetProperty("task_id").GetString()).Distinct().Count());
    }

    private static ConcurrentQueue<(string Text, DateTimeOffset At)> Listen(CourierHouse house, string path)
    {
        var heard = new ConcurrentQueue<(string, DateTimeOffset)>();
        house.Platform.Script = call =>
        {
            if (call.Path.EndsWith(path, StringComparison.Ordinal))
            {
                heard.Enqueue((call.Json.TryGetProperty("text", out _) ? call.Content : "", house.Clock.GetUtcNow()));
            }

            return Task.FromResult<Answer?>(null);
        };
        return heard;
    }

    private static void AssertNoMoreThan(int most, TimeSpan window, IReadOnlyList<DateTimeOffset> heard)
    {
        var inOrder = heard.Order().ToList();
        Assert.All(inOrder.Skip(most).Select((at, i) => at - inOrder[i]), apart => Assert.True(apart >= window, $"{most + 1} within {apart}"));
    }

    private static Send Sent(string lane, DateTimeOffset at) =>
        new() { OutboxId = 1000, Lane = lane, StartedAt = at, EndedAt = at, Outcome = SendOutcome.Sent };
}
