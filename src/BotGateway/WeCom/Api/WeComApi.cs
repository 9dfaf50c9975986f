using BotGateway.PlatformApi;
using BotGateway.Settings;
using BotGateway.WeCom.Cards;

namespace BotGateway.WeCom.Api;

/// <summary>The calls we make to the WeCom app and its group robots (protocol.md 5 and 6).</summary>
internal sealed class WeComApi
{
    private readonly PlatformHttp _http;
    private readonly AccessToken _token;
    private readonly GatewaySettings _settings;
    private readonly OwnAddress _addresses;

    public WeComApi(IHttpClientFactory clients, GatewaySettings settings, OwnAddress addresses, PlatformMetrics metrics, TimeProvider clock)
    {
        (_settings, _addresses) = (settings, addresses);
        _http = new PlatformHttp(clients, WeComErrors.Of);
        _token = new AccessToken("WeCom", _ => FetchTokenAsync(), metrics, clock);
    }

    // protocol.md 5.2: the platform looks back four hours at most.
    private const int LongestInterval = 4 * 3600;

    /// <param name="users"><c>|</c>-joined userids. A repeat with the same values is the same bytes, which the platform sends once.</param>
    /// <param name="occasion">
    /// The same words said on another occasion are no repeat: it goes, invisible to people, into the number of seconds for which the platform looks back.
    /// </param>
    public Task<PlatformAnswer> SendTextAsync(string users, string text, CancellationToken cancellation, long occasion = 0) => PostAsync(
        "message/send",
        new
        {
            touser = users,
            msgtype = "text",
            agentid = _settings.WeCom.AgentId,
            text = new { content = text },
            enable_duplicate_check = 1,
            duplicate_check_interval = LongestInterval - (int)(occasion % 3600),
        },
        cancellation);

    /// <param name="users"><c>|</c>-joined userids. A repeat with the same values is the same bytes, which the platform sends once.</param>
    public Task<PlatformAnswer> SendCardAsync(string users, TemplateCard card, CancellationToken cancellation) => PostAsync(
        "message/send",
        new
        {
            touser = users,
            msgtype = "template_card",
            agentid = _settings.WeCom.AgentId,
            template_card = card,
            enable_duplicate_check = 1,
            duplicate_check_interval = LongestInterval,
        },
        cancellation);

    /// <param name="users"><c>|</c>-joined userids. A repeat with the same values is the same bytes, which the platform sends once.</param>
    public Task<PlatformAnswer> SendImageAsync(string users, string mediaId, CancellationToken cancellation) => PostAsync(
        "message/send",
        new
        {
            touser = users,
            msgtype = "image",
            agentid = _settings.WeCom.AgentId,
            image = new { media_id = mediaId },
            enable_duplicate_check = 1,
            duplicate_check_interval = LongestInterval,
        },
        cancellation);

    /// <summary>The answer's <c>media_id</c> is good for three days.</summary>
    public Task<PlatformAnswer> UploadImageAsync(PictureUpload picture, CancellationToken cancellation) =>
        _token.CallAsync(token => _http.PostAsync(Address("media/upload", token) + "&type=image", picture, cancellation), cancellation);

    /// <summary>Changes a card for everybody who got it. The code is good for one call.</summary>
    public Task<PlatformAnswer> UpdateCardAsync(string responseCode, IReadOnlyList<string> users, TemplateCard card, CancellationToken cancellation) => PostAsync(
        "message/update_template_card",
        new { userids = users, atall = 1, agentid = _settings.WeCom.AgentId, response_code = responseCode, template_card = card },
        cancellation);

    /// <param name="robotKey">A secret; needs no token, and the platform cannot tell a repeat.</param>
    public Task<PlatformAnswer> SendToGroupAsync(string robotKey, string text, IReadOnlyList<string> mentions, CancellationToken cancellation) => _http.PostAsync(
        $"{Base}webhook/send?key={Uri.EscapeDataString(robotKey)}",
        new { msgtype = "text", text = new { content = text, mentioned_list = mentions.Count > 0 ? mentions : null } },
        cancellation);

    public async Task<MediaAnswer> GetMediaAsync(string mediaId, int limit, CancellationToken cancellation) =>
        MediaAnswer.From(await _token.CallAsync(
            token => _http.GetAsync($"{Address("media/get", token)}&media_id={Uri.EscapeDataString(mediaId)}", cancellation, limit), cancellation));

    private Task<PlatformAnswer> PostAsync<T>(string path, T body, CancellationToken cancellation) =>
        _token.CallAsync(token => _http.PostAsync(Address(path, token), body, cancellation), cancellation);

    private Task<PlatformAnswer> FetchTokenAsync() => _http.GetAsync(
        $"{Base}gettoken?corpid={Uri.EscapeDataString(_settings.WeCom.CorpId)}&corpsecret={Uri.EscapeDataString(_settings.WeCom.Secret)}",
        CancellationToken.None);

    // Read for each call: in the simulator the address is known only once the server listens.
    private string Base => _addresses.WeComApi + "/cgi-bin/";

    private string Address(string path, string token) => $"{Base}{path}?access_token={Uri.EscapeDataString(token)}";
}
