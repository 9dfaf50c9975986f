using BotGateway.PlatformApi;
using BotGateway.Settings;
using CaseStore.People;

namespace BotGateway.WeChat.Api;

/// <summary>Through which account a resident is reached: an openid means something to its own account only.</summary>
internal sealed class WeChatAccounts
{
    private readonly WeChatApi _official;
    private readonly WeChatApi? _miniProgram;

    public WeChatAccounts(
        IHttpClientFactory clients, GatewaySettings settings, OwnAddress addresses, PlatformMetrics metrics, TimeProvider clock, ILogger<WeChatApi> log)
    {
        WeChatApi Api(Channel channel, WeChatAccount account) => new(channel, account, clients, addresses, metrics, clock, log);
        _official = Api(Channel.WeChat, settings.WeChat);
        _miniProgram = settings.MiniProgram is { } account ? Api(Channel.MiniProgram, account) : null;
    }

    /// <summary>Null for a channel that is off, or no WeChat account's.</summary>
    public WeChatApi? Of(Channel channel) => channel switch
    {
        Channel.WeChat => _official,
        Channel.MiniProgram => _miniProgram,
        _ => null,
    };
}
