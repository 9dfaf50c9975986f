using System.Security.Cryptography;
using BotGateway.Couriers.ToResidents;
using BotGateway.Settings;
using BotGateway.Simulator.Acting;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Platform;

/// <summary>
/// What the API answers to template and subscription messages (protocol.md 2.3, 2.4). Here everybody has subscribed, as often as it takes.
/// </summary>
internal sealed class NoticeStandIn(GatewaySettings settings, PlatformTokens tokens, SimulatorStage stage, InnerXml xml, Gateway gateway)
{
    // Ids of another run of the simulator may still be in the database.
    private long _lastId = (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) >> 2);

    public Task<IResult> TemplateAsync(HttpRequest request, CancellationToken cancellation) =>
        SendAsync(request, SimulatedPlatform.WeChat, settings.Progress, "url", (who, _, id) => xml.TemplateSent(who, id), cancellation);

    public Task<IResult> SubscriptionAsync(HttpRequest request, CancellationToken cancellation) =>
        SendAsync(request, SimulatedPlatform.WeChat, settings.Subscription, "page", xml.SubscriptionSent, cancellation);

    public Task<IResult> MiniProgramAsync(HttpRequest request, CancellationToken cancellation) =>
        SendAsync(request, SimulatedPlatform.MiniProgram, settings.MiniProgramSubscription, "page", xml.SubscriptionSent, cancellation);

    /// <param name="template">Null: the account has none.</param>
    /// <param name="opens">The body's member that says what a tap opens.</param>
    private async Task<IResult> SendAsync(
        HttpRequest request, SimulatedPlatform platform, MessageTemplate? template, string opens, Func<Player, string, string, string> report, CancellationToken cancellation)
    {
        if (tokens.Check(request, platform) is { } refused)
            return refused;
        var (body, _, fault) = await PlatformBody.ReadAsync(request, cancellation);
        if (fault is not null)
            return fault;
        if (body.TextOf("touser") is not { } openId)
            return PlatformAnswer.Fault(40003, "invalid openid");
        if (template is null || body.TextOf("template_id") != template.Id)
            return PlatformAnswer.Fault(40037, "invalid template_id");
        var data = body.PartOf("data");
        var fields = new List<StageField>();
        foreach (var (what, keyword) in template.Fields)
        {
            var value = data?.PartOf(keyword)?.TextOf("value") ?? "";
            if (KeywordValue.FaultOf(keyword, value) is { } wrong)
                return PlatformAnswer.Fault(47003, $"argument invalid! data.{keyword}.value {wrong}");
            fields.Add(new StageField(NameOf(what), value));
        }

        var player = new Player(platform, openId);
        var id = Interlocked.Increment(ref _lastId);
        stage.Show(player.Chat, StageLine.Bot, new StageContent.ServiceNotice(fields, body.TextOf(opens)));

        // The platform tells what became of it once it has answered.
        request.HttpContext.Response.OnCompleted(() => gateway.PushAsync(platform, report(player, template.Id, $"{id}"), CancellationToken.None));
        return PlatformAnswer.Of(new { errcode = 0, errmsg = "ok", msgid = id });
    }

    /// <summary>As the template's own text would name it.</summary>
    private static string NameOf(string what) => what switch
    {
        "number" => "工单编号",
        "subject" => "事项",
        "state" => "进度",
        _ => "时间",
    };
}
