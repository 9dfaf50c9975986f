using BotGateway.PlatformApi;
using BotGateway.WeCom.Api;

namespace BotGateway.Tests.Couriers;

/// <summary>Whether the platform may have heard a call decides about its repeat.</summary>
public sealed class PlatformHttpTests
{
    private const string Robot = "webhook/send";

    [Fact]
    public async Task A_Connection_Cut_After_The_Call_Was_Heard_Leaves_It_Unknown_And_Is_Not_Repeated_Behind_Our_Back()
    {
        await using var house = await CourierHouse.OpenAsync();
        var api = house.Get<WeComApi>();
        for (var call = 1; call <= 5; call++)
        {
            // On a connection that has served before as well as on a new one.
            house.Platform.Script = c => Task.FromResult<Answer?>(null);
            Assert.IsType<PlatformAnswer.Done>(await api.SendToGroupAsync("k", $"before {call}", [], default));
            house.Platform.Script = c => Task.FromResult<Answer?>(Answer.Reset);
            Assert.IsType<PlatformAnswer.NoAnswer>(await api.SendToGroupAsync("k", $"cut {call}", [], default));
            Assert.Single(house.Platform.To(Robot), c => c.Content == $"cut {call}");
        }
    }

    [Fact]
    public async Task A_Port_Where_Nobody_Listens_Was_Not_Reached()
    {
        await using var house = await CourierHouse.OpenAsync();
        var api = house.Get<WeComApi>();
        Assert.IsType<PlatformAnswer.Done>(await api.SendToGroupAsync("k", "t", [], default));
        await house.Platform.DisposeAsync();
        Assert.IsType<PlatformAnswer.NotReached>(await api.SendToGroupAsync("k", "t", [], default));
    }

    [Theory]
    [InlineData(502, "<html>")]
    [InlineData(200, "<html>")]
    [InlineData(200, "{")]
    [InlineData(503, """{"errcode":0}""")]
    public async Task An_Answer_That_Cannot_Be_Read_Leaves_It_Unknown(int status, string body)
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = c => Task.FromResult<Answer?>(new Answer(status, "text/html", System.Text.Encoding.UTF8.GetBytes(body)));
        Assert.Equal(
            Reaction.MaybeHeard,
            Assert.IsType<BotGateway.Couriers.Delivery.Failed>(BotGateway.Couriers.Delivery.From(
                await house.Get<WeComApi>().SendToGroupAsync("k", "t", [], default), tellsRepeats: false)).Reaction);
    }

    [Fact]
    public async Task Without_A_Token_Nothing_Was_Sent()
    {
        await using var house = await CourierHouse.OpenAsync();
        house.Platform.Script = c => Task.FromResult(c.Path.EndsWith("gettoken", StringComparison.Ordinal) ? Answer.Reset : null);
        Assert.IsType<PlatformAnswer.NotReached>(await house.Get<WeComApi>().SendTextAsync("u", "t", default));
        Assert.Empty(house.Platform.To("message/send"));
    }
}
