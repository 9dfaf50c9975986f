using BotGateway.Letters;
using BotGateway.Tests.Couriers;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Letters;

/// <summary>What was told on a line of a digest is told only if the digest is.</summary>
public sealed class DeadDigestTests
{
    [Fact]
    public async Task What_Stands_In_A_Digest_That_Nobody_Gets_Is_Given_Up_With_It_And_Told_When_It_Is_Sent_Again()
    {
        await using var house = await CourierHouse.OpenAsync();
        var robot = """{"errcode":93000,"errmsg":"invalid webhook url"}""";
        house.Platform.Script = call => Task.FromResult<Answer?>(call.Path.EndsWith("webhook/send", StringComparison.Ordinal) ? Answer.Json(robot) : null);
        var (digest, other) = (await house.PostAsync(Some.Group("早上好")), await house.PostAsync(Some.Staff("另一份")));
        var (one, two, elsewhere) = (await HeldAsync(house, digest), await HeldAsync(house, digest), await HeldAsync(house, other));
        await house.RunAsync();

        const string Reason = "RobotGone: 93000 robot removed, disabled or not in the group";
        Assert.All([await house.RowAsync(digest), await house.RowAsync(one), await house.RowAsync(two)], m => Assert.Equal((OutboxState.Dead, Reason, null), (m.State, m.LastError, m.SentAt)));
        Assert.Equal(OutboxState.Sent, (await house.RowAsync(elsewhere)).State);

        robot = """{"errcode":0}""";
        house.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(OutboxState.Dead, await house.Store.WriteAsync(s => Resending.OneAsync(s, digest, house.Clock.GetUtcNow())));
        await house.RunAsync();
        Assert.All([await house.RowAsync(digest), await house.RowAsync(one), await house.RowAsync(two)], m => Assert.Equal(
            (OutboxState.Sent, house.Clock.GetUtcNow()), (m.State, m.SentAt!.Value)));
        Assert.Equal(digest, (await house.RowAsync(one)).SentWith);
        Assert.Equal(2, house.Platform.To("webhook/send").Count);
    }

    [Fact]
    public async Task A_Digest_That_Is_Dropped_Takes_Along_What_It_Names_As_Well()
    {
        await using var house = await CourierHouse.OpenAsync();
        var digest = await house.PostAsync(Some.Group("早上好") with { OrganisationId = "p2" });
        var held = await HeldAsync(house, digest);
        await house.RunAsync();
        Assert.Equal(OutboxState.Dropped, (await house.RowAsync(digest)).State);
        Assert.Equal((OutboxState.Dead, "the organisation has no group robot"), ((await house.RowAsync(held)).State, (await house.RowAsync(held)).LastError));
    }

    [Fact]
    public async Task Sending_All_Again_Sends_The_Digest_And_Not_What_It_Names()
    {
        await using var house = await CourierHouse.OpenAsync();
        var robot = """{"errcode":93000,"errmsg":"invalid webhook url"}""";
        house.Platform.Script = call => Task.FromResult<Answer?>(call.Path.EndsWith("webhook/send", StringComparison.Ordinal) ? Answer.Json(robot) : null);
        var digest = await house.PostAsync(Some.Group("早上好"));
        await HeldAsync(house, digest);
        await house.RunAsync();
        robot = """{"errcode":0}""";
        house.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal(1, await house.Store.WriteAsync(s => Resending.AllAsync(s, house.Clock.GetUtcNow())));
        await house.RunAsync();
        Assert.All(await house.RowsAsync(), m => Assert.Equal(OutboxState.Sent, m.State));
        Assert.Equal(["早上好", "早上好"], house.Platform.To("webhook/send").Select(c => c.Content));
    }

    [Fact]
    public async Task One_Of_Them_May_Be_Sent_By_Itself()
    {
        await using var house = await CourierHouse.OpenAsync();
        var robot = """{"errcode":93000,"errmsg":"invalid webhook url"}""";
        house.Platform.Script = call => Task.FromResult<Answer?>(call.Path.EndsWith("webhook/send", StringComparison.Ordinal) ? Answer.Json(robot) : null);
        var digest = await house.PostAsync(Some.Group("早上好"));
        var held = await HeldAsync(house, digest);
        await house.RunAsync();
        robot = """{"errcode":0}""";
        house.Pass(TimeSpan.FromMinutes(10));

        await house.Store.WriteAsync(s => Resending.OneAsync(s, held, house.Clock.GetUtcNow()));
        await house.RunAsync();
        Assert.Equal((OutboxState.Sent, null), ((await house.RowAsync(held)).State, (await house.RowAsync(held)).SentWith));
        Assert.Equal(OutboxState.Dead, (await house.RowAsync(digest)).State);
    }

    /// <summary>A message of the night that the digest names.</summary>
    private static async Task<long> HeldAsync(CourierHouse house, long digest)
    {
        var id = await house.PostAsync(Some.Group("夜里"));
        await using var store = house.Store.CreateDbContext();
        await store.Outbox.Where(m => m.Id == id).ExecuteUpdateAsync(m => m
            .SetProperty(x => x.State, OutboxState.Sent).SetProperty(x => x.SentWith, digest).SetProperty(x => x.SentAt, CourierHouse.Noon));
        return id;
    }
}
