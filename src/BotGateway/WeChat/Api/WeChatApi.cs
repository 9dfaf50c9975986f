using BotGateway.PlatformApi;
using BotGateway.Settings;
using CaseStore.People;

namespace BotGateway.WeChat.Api;

/// <summary>The calls we make for one WeChat account, an Official Account or a mini-program: each has its own token (protocol.md 2).</summary>
internal sealed partial class WeChatApi
{
    // force_refresh kills the old token everywhere and is allowed 20 times a day.
    private static readonly TimeSpan BetweenForced = TimeSpan.FromHours(2);

    private readonly PlatformHttp _http;
    private readonly AccessToken _token;
    private readonly WeChatAccount _account;
    private readonly OwnAddress _addresses;
    private readonly TimeProvider _clock;
    private readonly ILogger<WeChatApi> _log;
    private DateTimeOffset _forcedAt;

    public WeChatApi(
        Channel channel, WeChatAccount account, IHttpClientFactory clients, OwnAddress addresses, PlatformMetrics metrics, TimeProvider clock, ILogger<WeChatApi> log)
    {
        (_account, _addresses, _clock, _log) = (account, addresses, clock, log);
        _http = new PlatformHttp(clients, WeChatErrors.Of);
        _token = new AccessToken(channel.ToString(), FetchTokenAsync, metrics, clock);
    }

    /// <summary>A customer-service message; the platform has no way to tell a repeat.</summary>
    public Task<PlatformAnswer> SendTextAsync(string openId, string text, CancellationToken cancellation)
    {
        var body = new { touser = openId, msgtype = "text", text = new { content = text } };
        return _token.CallAsync(token => _http.PostAsync(Address("message/custom/send", token), body, cancellation), cancellation);
    }

    /// <summary>A customer-service message; the platform has no way to tell a repeat.</summary>
    public Task<PlatformAnswer> SendImageAsync(string openId, string mediaId, CancellationToken cancellation)
    {
        var body = new { touser = openId, msgtype = "image", image = new { media_id = mediaId } };
        return _token.CallAsync(token => _http.PostAsync(Address("message/custom/send", token), body, cancellation), cancellation);
    }

    /// <summary>The answer's <c>media_id</c> is good for three days, for this account.</summary>
    public Task<PlatformAnswer> UploadImageAsync(PictureUpload picture, CancellationToken cancellation) =>
        _token.CallAsync(token => _http.PostAsync(Address("media/upload", token) + "&type=image", picture, cancellation), cancellation);

    /// <param name="id">A repeat of the same id to the same person within ten minutes is one message (protocol.md 2.3).</param>
    public Task<PlatformAnswer> SendTemplateAsync<T>(string openId, string template, string link, T data, string id, CancellationToken cancellation)
    {
        var body = new { touser = openId, template_id = template, url = link, client_msg_id = id, data };
        return _token.CallAsync(token => _http.PostAsync(Address("message/template/send", token), body, cancellation), cancellation);
    }

    /// <summary>To somebody who has subscribed (protocol.md 2.4); the platform has no way to tell a repeat.</summary>
    public Task<PlatformAnswer> SendSubscriptionAsync<T>(string openId, string template, string link, T data, CancellationToken cancellation)
    {
        var body = new { touser = openId, template_id = template, page = link, data };
        return _token.CallAsync(token => _http.PostAsync(Address("message/subscribe/bizsend", token), body, cancellation), cancellation);
    }

    /// <summary>The same to somebody who has subscribed in the mini-program.</summary>
    /// <param name="page">A page of the mini-program; null: the message cannot be tapped.</param>
    public Task<PlatformAnswer> SendMiniProgramSubscriptionAsync<T>(string openId, string template, string? page, T data, CancellationToken cancellation)
    {
        var body = new { touser = openId, template_id = template, page, data, miniprogram_state = "formal", lang = "zh_CN" };
        return _token.CallAsync(token => _http.PostAsync(Address("message/subscribe/send", token), body, cancellation), cancellation);
    }

    public async Task<MediaAnswer> GetMediaAsync(string mediaId, int limit, CancellationToken cancellation) =>
        MediaAnswer.From(await _token.CallAsync(
            token => _http.GetAsync($"{Address("media/get", token)}&media_id={Uri.EscapeDataString(mediaId)}", cancellation, limit), cancellation));

    private async Task<PlatformAnswer> FetchTokenAsync(string? refused)
    {
        var answer = await StableTokenAsync(force: false);
        if (refused is null || AccessToken.Read(answer)?.Value != refused || _clock.GetUtcNow() - _forcedAt < BetweenForced)
        {
            return answer;
        }

        Log.SameTokenAgain(_log);
        _forcedAt = _clock.GetUtcNow();
        return await StableTokenAsync(force: true);
    }

    private Task<PlatformAnswer> StableTokenAsync(bool force)
    {
        var body = new
        {
            grant_type = "client_credential",
            appid = _account.AppId,
            secret = _account.AppSecret,
            force_refresh = force,
        };
        return _http.PostAsync(Base + "stable_token", body, CancellationToken.None);
    }

    // Read for each call: in the simulator the address is known only once the server listens.
    private string Base => _addresses.ApiOf(_account) + "/cgi-bin/";

    private string Address(string path, string token) => $"{Base}{path}?access_token={Uri.EscapeDataString(token)}";

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Error, "WeChat refuses a token and hands out the same one again; a new one is forced")]
        public static partial void SameTokenAgain(ILogger log);
    }
}
