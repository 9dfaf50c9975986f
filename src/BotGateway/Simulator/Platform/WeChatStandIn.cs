using BotGateway.Settings;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Platform;

/// <summary>What the API answers to the Official Account and to the mini-program (protocol.md 2.1, 2.2).</summary>
internal sealed class WeChatStandIn(GatewaySettings settings, PlatformTokens tokens, SimulatorStage stage, PictureBox pictures)
{
    private const int TextBytes = 2048;

    public async Task<IResult> StableTokenAsync(HttpRequest request, CancellationToken cancellation)
    {
        var (body, _, fault) = await PlatformBody.ReadAsync(request, cancellation);
        if (fault is not null)
            return fault;
        if (body.TextOf("grant_type") != "client_credential")
            return PlatformAnswer.Fault(40002, "invalid grant_type");
        var platform = settings.MiniProgram is { } mini && PlatformTokens.Same(body.TextOf("appid") ?? "", mini.AppId) ? SimulatedPlatform.MiniProgram : SimulatedPlatform.WeChat;
        var account = platform == SimulatedPlatform.MiniProgram ? settings.MiniProgram! : settings.WeChat;
        if (!PlatformTokens.Same(body.TextOf("appid") ?? "", account.AppId))
            return PlatformAnswer.Fault(40013, "invalid appid");
        if (!PlatformTokens.Same(body.TextOf("secret") ?? "", account.AppSecret))
            return PlatformAnswer.Fault(40125, "invalid appsecret");
        return PlatformAnswer.Of(new { access_token = tokens.Of(platform), expires_in = PlatformTokens.LivesSeconds });
    }

    public async Task<IResult> CustomSendAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (tokens.Check(request, SimulatedPlatform.WeChat, SimulatedPlatform.MiniProgram) is { } refused)
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
            case "image":
                if (body.PartOf("image")?.TextOf("media_id") is not { } picture || pictures.Get(picture) is null)
                    return PlatformAnswer.Fault(40007, "invalid media_id");
                content = new StageContent.Photo(StandInEndpoints.PathOfPicture(picture));
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

        // Whose token it is says through which account the person hears it.
        var platform = tokens.Check(request, SimulatedPlatform.MiniProgram) is null ? SimulatedPlatform.MiniProgram : SimulatedPlatform.WeChat;
        stage.Show(new Player(platform, openId).Chat, StageLine.Bot, content);
        return PlatformAnswer.Ok;
    }
}
