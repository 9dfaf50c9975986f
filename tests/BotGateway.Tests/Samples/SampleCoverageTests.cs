using BotGateway.Tests.WeChat;
using BotGateway.Tests.WeCom;
using Conversation;

namespace BotGateway.Tests;

public sealed class SampleCoverageTests
{
    [Fact]
    public void Everything_A_Platform_Can_Send_Has_A_Sample()
    {
        var kinds = typeof(InboundContent).GetNestedTypes().Where(kind => kind.IsSubclassOf(typeof(InboundContent)));
        var sampled = WeChatSampleTests.Table.Expected.Values.Concat(WeComSampleTests.Table.Expected.Values).Select(content => content.GetType());

        // These two the gateway says itself: time has passed, a picture was none.
        Assert.Equal([typeof(InboundContent.Silence), typeof(InboundContent.PhotoRefused)], kinds.Except(sampled));
    }
}
