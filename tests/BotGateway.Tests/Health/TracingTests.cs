using System.Diagnostics;
using BotGateway.Health;
using BotGateway.Tests.Couriers;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Tests.Health;

public sealed class TracingTests
{
    [Fact]
    public async Task A_Send_Goes_On_With_The_Trace_Of_The_Turn_That_Wrote_It_And_Names_Nobody()
    {
        var ended = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Observability.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var house = await CourierHouse.OpenAsync();
        var trace = ActivityTraceId.CreateRandom();
        var id = await house.PostAsync(Some.Resident("楼道灯修好了"), traceParent: $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        await house.RunAsync();

        var send = Assert.Single(ended, a => a.TraceId == trace);
        Assert.Equal("send resident", send.OperationName);
        Assert.Equal(id, send.GetTagItem("woodpecker.outbox"));
        Assert.NotNull(send.GetTagItem("woodpecker.outcome"));
        Assert.All(send.TagObjects, tag => Assert.DoesNotContain("openid", tag.Value?.ToString() ?? "", StringComparison.Ordinal));
        Assert.All(send.TagObjects, tag => Assert.DoesNotContain("灯", tag.Value?.ToString() ?? "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/wechat", true)]
    [InlineData("/wecom", true)]
    [InlineData("/miniprogram", true)]
    [InlineData("/c/secret-token", false)]
    [InlineData("/photos/secret-token", false)]
    [InlineData("/api/cases", false)]
    public void Only_The_Platforms_Calls_Are_Traced(string path, bool traced)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        Assert.Equal(traced, Observability.IsCallback(context));
    }
}
