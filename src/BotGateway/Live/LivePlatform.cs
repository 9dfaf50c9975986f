using BotGateway.Settings;

namespace BotGateway.Live;

/// <summary>The platforms as a verb asks them: each token once, nothing cached, nothing repeated (protocol.md 2.1, 2.6, 5.1).</summary>
internal sealed class LivePlatform(HttpClient http, GatewaySettings settings)
{
    private readonly PlatformQuestion _ask = new(http);

    public GatewaySettings Settings => settings;

    public PlatformQuestion Ask => _ask;

    /// <summary>Null: the simulator stands in for this platform, and it answers only while the gateway serves.</summary>
    public static string? BaseOf(WeChatAccount account) => account.ApiBaseUrl is { } address ? address.TrimEnd('/') + "/cgi-bin/" : null;

    public static string? BaseOf(WeComAccount account) => account.ApiBaseUrl is { } address ? address.TrimEnd('/') + "/cgi-bin/" : null;

    public Task<PlatformReply> TokenAsync(WeChatAccount account, CancellationToken cancellation) => _ask.PostAsync(
        BaseOf(account) + "stable_token",
        new { grant_type = "client_credential", appid = account.AppId, secret = account.AppSecret, force_refresh = false },
        cancellation);

    public Task<PlatformReply> TokenAsync(WeComAccount account, CancellationToken cancellation) => _ask.GetAsync(
        $"{BaseOf(account)}gettoken?corpid={Uri.EscapeDataString(account.CorpId)}&corpsecret={Uri.EscapeDataString(account.Secret)}", cancellation);

    public static string Address(string? platform, string path, string token, string more = "") =>
        $"{platform}{path}?access_token={Uri.EscapeDataString(token)}{more}";
}
