using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.Settings;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Platform;

/// <summary>What the WeCom app's API answers (protocol.md 5.1–5.4).</summary>
internal sealed class WeComStandIn(GatewaySettings settings, PlatformTokens tokens, SimulatorStage stage, Cast cast, CardBook cards, PictureBox pictures, RepeatMemory repeats)
{
    private const int TextBytes = 2048;

    public IResult GetToken(string? corpid, string? corpsecret)
    {
        if (!PlatformTokens.Same(corpid ?? "", settings.WeCom.CorpId))
            return PlatformAnswer.Fault(40013, "invalid corpid");
        if (!PlatformTokens.Same(corpsecret ?? "", settings.WeCom.Secret))
            return PlatformAnswer.Fault(40001, "invalid credential");
        return PlatformAnswer.Of(new { errcode = 0, errmsg = "ok", access_token = tokens.Of(SimulatedPlatform.WeCom), expires_in = PlatformTokens.LivesSeconds });
    }

    public async Task<IResult> SendAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (tokens.Check(request, SimulatedPlatform.WeCom) is { } refused)
            return refused;
        var (body, raw, fault) = await PlatformBody.ReadAsync(request, cancellation);
        if (fault is not null)
            return fault;
        if (body.NumberOf("agentid") != settings.WeCom.AgentId)
            return PlatformAnswer.Fault(40056, "invalid agentid");
        if (body.TextOf("touser") is not { } recipients)
            return PlatformAnswer.Fault(82001, "touser, toparty and totag are all empty");
        if (body.NumberOf("enable_duplicate_check") == 1 && repeats.Find(raw, body.NumberOf("duplicate_check_interval")) is { } known)
            return PlatformAnswer.Of(known);

        var asked = recipients == "@all" ? [.. cast.Organisations.SelectMany(o => o.Members)] : recipients.Split('|', StringSplitOptions.RemoveEmptyEntries);
        var users = asked.Select(cast.FindMember).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (users.Length == 0)
            return PlatformAnswer.Fault(81013, "all touser invalid");
        var (code, wrong) = Deliver(body, users);
        if (wrong is not null)
            return PlatformAnswer.Of(wrong);
        var answer = new SentAnswer(
            0, "ok", string.Join('|', asked.Where(user => cast.FindMember(user) is null)), "sim-" + RandomNumberGenerator.GetHexString(24, lowercase: true), code);
        repeats.Keep(raw, answer);
        return PlatformAnswer.Of(answer);
    }

    public async Task<IResult> UpdateCardAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (tokens.Check(request, SimulatedPlatform.WeCom) is { } refused)
            return refused;
        var (body, _, fault) = await PlatformBody.ReadAsync(request, cancellation);
        if (fault is not null)
            return fault;
        if (body.NumberOf("agentid") != settings.WeCom.AgentId)
            return PlatformAnswer.Fault(40056, "invalid agentid");
        if (body.TextOf("response_code") is not { } code)
            return PlatformAnswer.Fault(40058, "response_code missing");
        var users = body.NumberOf("atall") == 1 ? null : body.TextsOf("userids");
        if (users is { Count: 0 })
            return PlatformAnswer.Fault(82001, "userids missing");

        Func<StageCard, StageCard> change;
        if (body.PartOf("template_card") is { } given)
        {
            var (card, wrong) = CardReader.Read(given, update: true);
            if (card is null)
                return PlatformAnswer.Of(wrong);
            change = _ => card;
        }
        else if (body.PartOf("button")?.TextOf("replace_name") is { } done)
        {
            change = shown => shown with { Buttons = [.. shown.Buttons.Where(b => b.Url is not null)], Done = done };
        }
        else
        {
            return PlatformAnswer.Fault(40058, "neither button nor template_card");
        }

        return cards.Update(code, users, change) is { } strangers
            ? PlatformAnswer.Of(new { errcode = 0, errmsg = "ok", invaliduser = strangers.Select(user => user.ToLowerInvariant()) })
            : PlatformAnswer.Fault(60140, "response_code invalid or expired");
    }

    private (string? ResponseCode, PlatformFault? Fault) Deliver(JsonElement body, IReadOnlyList<string> users)
    {
        switch (body.TextOf("msgtype"))
        {
            case "text" when body.PartOf("text")?.TextOf("content") is { } words:
                foreach (var user in users)
                    stage.Show(new Player(SimulatedPlatform.WeCom, user).Chat, StageLine.Bot, new StageContent.Text(CutSilently(words)));
                return (null, null);
            case "text":
                return (null, new PlatformFault(44004, "empty content"));
            case "image" when body.PartOf("image")?.TextOf("media_id") is { } picture && pictures.Get(picture) is not null:
                foreach (var user in users)
                    stage.Show(new Player(SimulatedPlatform.WeCom, user).Chat, StageLine.Bot, new StageContent.Photo(StandInEndpoints.PathOfPicture(picture)));
                return (null, null);
            case "image":
                return (null, new PlatformFault(40007, "invalid media_id"));
            case "template_card" when body.PartOf("template_card") is { } given:
                var (card, fault) = CardReader.Read(given);
                if (card is null)
                    return (null, fault);
                return card.TaskId is { } task && cards.Knows(task)
                    ? (null, new PlatformFault(42014, "template_card.task_id used before"))
                    : (cards.Send(card, users), null);
            case "template_card":
                return (null, new PlatformFault(40058, "template_card missing"));
            default:
                return (null, new PlatformFault(40008, "invalid message type"));
        }
    }

    // As the platform does (protocol.md 5.2): a sender who counts wrongly sees it on the phone, not in the answer.
    private static string CutSilently(string words)
    {
        var bytes = 0;
        var chars = 0;
        foreach (var rune in words.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > TextBytes)
                break;
            chars += rune.Utf16SequenceLength;
        }

        return words[..chars];
    }
}
