using System.Security.Cryptography;
using System.Text;
using BotGateway.Clock;
using BotGateway.Envelope;
using BotGateway.Settings;

namespace BotGateway.Simulator;

/// <summary>What the simulator borrows from the real thing: the codec with this run's keys, and the clock.</summary>
internal static class SimulatorPlugs
{
    public static IServiceCollection AddSimulatorPlugs(this IServiceCollection services) => services
        .AddSingleton<SealInbound>(provider =>
        {
            var settings = provider.GetRequiredService<GatewaySettings>();
            var clock = provider.GetRequiredService<TimeProvider>();
            return (platform, xml) =>
            {
                var nonce = RandomNumberGenerator.GetInt32(int.MaxValue).ToString();
                var post = platform switch
                {
                    SimulatedPlatform.WeChat => InboundPost.Seal(settings.WeChat, xml, clock.GetUtcNow(), nonce),
                    SimulatedPlatform.MiniProgram => InboundPost.Seal(settings.MiniProgram!, xml, clock.GetUtcNow(), nonce, InboundPost.MiniProgram),
                    _ => InboundPost.Seal(settings.WeCom, xml, clock.GetUtcNow(), nonce),
                };
                return new SealedPost(post.PathAndQuery, Encoding.UTF8.GetString(post.Body.Span));
            };
        })
        .AddSingleton<OpenReply>(provider =>
        {
            var settings = provider.GetRequiredService<GatewaySettings>();
            return (platform, body) => platform switch
            {
                SimulatedPlatform.WeChat => InboundPost.OpenReply(settings.WeChat, Encoding.UTF8.GetBytes(body)),
                // It takes no passive reply, whatever it says.
                SimulatedPlatform.MiniProgram => null,
                _ => InboundPost.OpenReply(settings.WeCom, Encoding.UTF8.GetBytes(body)),
            };
        })
        .AddSingleton<AdvanceClock>(provider => provider.GetRequiredService<ClockMover>().AdvanceAsync);
}
