using System.Collections.Concurrent;
using BotGateway.Couriers;
using BotGateway.PlatformApi;
using Conversation.Announcements;

namespace BotGateway.Tests.Couriers;

public sealed class BreadthTests
{
    private static readonly Delivery Sent = new Delivery.Sent();
    private static readonly Delivery Crowded = new Delivery.Failed(Reaction.Crowded, "45033 too many calls at once");

    [Fact]
    public void Each_Too_Many_At_Once_Halves_It_Down_To_One()
    {
        var breadth = new Breadth();
        Assert.Equal([16, 8, 4, 2, 1, 1], Enumerable.Range(0, 6).Select(_ =>
        {
            var now = breadth.Now;
            breadth.After(Crowded);
            return now;
        }));
    }

    [Fact]
    public void It_Grows_By_One_After_Sixteen_That_Got_Through_And_Never_Past_The_Most()
    {
        var breadth = new Breadth();
        breadth.After(Crowded);
        for (var i = 1; i <= 15; i++)
        {
            breadth.After(Sent);
            breadth.After(new Delivery.Failed(Reaction.BackOff, "-1 system busy"));
        }

        Assert.Equal(8, breadth.Now);
        breadth.After(Sent);
        Assert.Equal(9, breadth.Now);
        for (var i = 0; i < 1000; i++)
        {
            breadth.After(Sent);
        }

        Assert.Equal(Breadth.Most, breadth.Now);
    }

    [Fact]
    public async Task Fewer_Are_Under_Way_Together_Once_The_Platform_Has_Complained()
    {
        await using var house = await CourierHouse.OpenAsync();
        var underWay = 0;
        var together = new ConcurrentQueue<int>();
        house.Platform.Script = async call =>
        {
            if (!call.Path.EndsWith("message/send", StringComparison.Ordinal))
            {
                return null;
            }

            together.Enqueue(Interlocked.Increment(ref underWay));
            await Task.Delay(30);
            Interlocked.Decrement(ref underWay);
            return house.Clock.GetUtcNow() == CourierHouse.Noon ? Answer.Json("""{"errcode":45033}""") : null;
        };
        for (var i = 1; i <= 3; i++)
        {
            await house.PostAsync(Some.Staff("early", $"officer-{i}"));
        }

        await house.RunAsync();
        for (var i = 4; i <= 40; i++)
        {
            await house.PostAsync(Some.Staff("late", $"officer-{i}"));
        }

        house.Pass(TimeSpan.FromSeconds(6));
        together.Clear();
        await house.RunAsync();
        Assert.InRange(together.Max(), 1, 4);
        Assert.Equal(40, house.Platform.To("message/send").Count - 3);
    }
}
