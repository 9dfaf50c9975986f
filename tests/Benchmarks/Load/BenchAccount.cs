using BotGateway.Settings;

namespace Benchmarks.Load;

/// <summary>The account that every server of a run is set up with. The peers have these values compiled in.</summary>
internal static class BenchAccount
{
    public static WeChatAccount WeChat { get; } = new(
        "wxbench0000000001", "benchsecret", "benchtoken", ["abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"], ApiBaseUrl: null);
}
