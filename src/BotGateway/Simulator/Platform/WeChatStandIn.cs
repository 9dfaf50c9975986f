using BotGateway.Settings;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Platform;

/// <summary>What the Official Account's API answers (protocol.md 2.1, 2.2, 2.5).</summary>
internal sealed class WeChatStandIn(GatewaySettings settings, PlatformTokens tokens, SimulatorStage stage, PictureBox pictures, OwnAddress own)
{
    private const int TextBytes = 2048;

    public async Task<IResult> StableTokenAsync(HttpRequest request, CancellationToken cancellation)
    {
        var (body, _, fault) = await PlatformBody.ReadAsync(request, cancellation);
        if (fault is not null)
            return fault;
        if (body.TextOf("grant_type") != "client_credential")
            return PlatformAnswer.Fault(40002, "invalid grant_type");
        if (!PlatformTokens.Same(body.TextOf("appid") ?? "", settings.WeChat.AppId))
            return PlatformAnswer.Fault(40013, "invalid appid");
        if (!PlatformTokens.Same(body.TextOf("secret") ?? "", settings.WeChat.AppSecret))
            return PlatformAnswer.Fault(40125, "invalid appsecret");
        return PlatformAnswer.Of(new { access_token = tokens.Of(SimulatedPlatform.WeChat), expires_in = PlatformTokens.LivesSeconds });
    }

    public async Task<IResult> CustomSendAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (tokens.Check(request, SimulatedPlatform.WeChat) is { } refused)
            return refused;
        var (body, _, fault) = await PlatformBody.ReadAsync(request, cancellation);
        if (fault is not null)
            return fault;
        if (body.TextOf("touser") is not { } openId)
            return PlatformAnswer.Fault(40003, "invalid openid");
        StageContent content;
        switch (body.TextOf("msgtype"))
        {
            case "text":
                if (body.PartOf("text")?.TextOf("content") is not { } words)
                    return PlatformAnswer.Fault(44004, "empty content");
                if (PlatformBody.BytesOf(words) > TextBytes)
                    return PlatformAnswer.Fault(45002, "content size out of limit");
                content = new StageContent.Text(words);
                break;
            case "msgmenu":
                var menu = body.PartOf("msgmenu");
                var choices = menu?.ListOf("list").Select(c => new MenuChoice(c.TextOf("id") ?? "", c.TextOf("content") ?? "")).ToArray() ?? [];
                if (choices.Length == 0 || choices.Any(c => c.Id.Length == 0 || c.Label.Length == 0))
                    return PlatformAnswer.Fault(40058, "msgmenu.list");
                content = new StageContent.Menu(menu?.TextOf("head_content"), choices, menu?.TextOf("tail_content"));
                break;
            default:
                return PlatformAnswer.Fault(40008, "invalid message type");
        }

        stage.Show(new Player(SimulatedPlatform.WeChat, openId).Chat, StageLine.Bot, content);
        return PlatformAnswer.Ok;
    }

    /// <summary>Serves both platforms: the token says whose it is, and the picture box is one.</summary>
    public IResult MediaGet(HttpRequest request)
    {
        if (tokens.Check(request, SimulatedPlatform.WeChat, SimulatedPlatform.WeCom) is { } refused)
            return refused;
        var id = request.Query["media_id"].ToString();
        if (pictures.Get(id) is not { } bytes)
            return PlatformAnswer.Fault(40007, "invalid media_id");

        // The Official Account's videos come as a link, WeCom's as they are.
        return PictureBox.IsVideo(bytes) && tokens.Check(request, SimulatedPlatform.WeChat) is null
            ? Results.Json(new { video_url = own.Local + StandInEndpoints.PathOfPicture(id) })
            : Results.File(bytes, PictureBox.TypeOf(bytes), id + ".jpg");
    }
}
