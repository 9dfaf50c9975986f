using BotGateway.Couriers.ToResidents;

namespace BotGateway.Settings;

internal enum PlatformMode
{
    /// <summary>The gateway plays WeChat and WeCom itself; nothing leaves the machine.</summary>
    Simulator,
    Live,
}

/// <summary>The credentials of one WeChat account (an Official Account or a mini-program), complete and checked.</summary>
/// <param name="EncodingAesKeys">The current key first, then the previous one if it is still accepted.</param>
internal sealed record WeChatAccount(string AppId, string AppSecret, string Token, IReadOnlyList<string> EncodingAesKeys, string? ApiBaseUrl);

/// <summary>The credentials of the self-built WeCom app, complete and checked.</summary>
internal sealed record WeComAccount(string CorpId, int AgentId, string Secret, string Token, IReadOnlyList<string> EncodingAesKeys, string? ApiBaseUrl);

/// <summary>
/// Everything a city sets (contract.md), read once at the start. In <see cref="PlatformMode.Simulator"/> whatever is not set
/// is made up for this run; in <see cref="PlatformMode.Live"/> a missing credential stops the start.
/// </summary>
/// <param name="PublicBaseUrl">For links; null until the server knows its own address (see <see cref="OwnAddress"/>).</param>
/// <param name="TimestampAllowance">How old or how far ahead a callback's timestamp may be. Wide, because nobody knows whether the platform signs a retry anew (protocol.md 1.1).</param>
internal sealed record GatewaySettings(
    PlatformMode Mode,
    WeChatAccount WeChat,
    WeComAccount WeCom,
    string? ApiKey,
    string? PublicBaseUrl,
    TimeSpan TimestampAllowance,
    string PhotosDirectory,
    IReadOnlyList<string> PhotosAllowedHosts,
    string ConfigDirectory,
    string DatabaseProvider,
    string ConnectionString)
{
    /// <summary>Null: the city has no mini-program, or does not answer in it.</summary>
    public WeChatAccount? MiniProgram { get; init; }

    /// <summary>The template message by which residents hear of a case outside their reply window; null: none.</summary>
    public MessageTemplate? Progress { get; init; }

    /// <summary>The subscription message for the same.</summary>
    public MessageTemplate? Subscription { get; init; }

    /// <summary>The mini-program's subscription message for the same: its residents have neither of the others.</summary>
    public MessageTemplate? MiniProgramSubscription { get; init; }

    /// <summary>The page of the mini-program that it opens; null: it cannot be tapped.</summary>
    public string? MiniProgramPage { get; init; }

    /// <summary>How long what was delivered is kept, with its words and its attempts.</summary>
    public TimeSpan KeepDelivered { get; init; } = TimeSpan.FromDays(90);

    public const string WeChatDefaultBase = "https://api.weixin.qq.com";
    public const string WeComDefaultBase = "https://qyapi.weixin.qq.com";
}
