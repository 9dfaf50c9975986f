using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Platform;

/// <summary>What the group robots' address answers (protocol.md 6.1).</summary>
internal sealed class RobotStandIn(SimulatorStage stage, Cast cast)
{
    private const int TextBytes = 2048;
    private const int MarkdownBytes = 4096;

    public async Task<IResult> SendAsync(string? key, HttpRequest request, CancellationToken cancellation)
    {
        if (cast.FindGroup(key ?? "") is not { } group)
            return PlatformAnswer.Fault(93000, "invalid webhook url");
        var (body, _, fault) = await PlatformBody.ReadAsync(request, cancellation);
        if (fault is not null)
            return fault;
        var type = body.TextOf("msgtype");
        if (type is not ("text" or "markdown"))
            return PlatformAnswer.Fault(40008, "invalid message type");
        var part = body.PartOf(type);
        if (part?.TextOf("content") is not { } words)
            return PlatformAnswer.Fault(44004, "empty content");
        var most = type == "text" ? TextBytes : MarkdownBytes;
        if (PlatformBody.BytesOf(words) > most)
            return PlatformAnswer.Fault(40058, $"{type}.content exceed max length {most}");
        stage.Show(Cast.ChatOfGroup(group), StageLine.Bot, new StageContent.Text(words, part.Value.TextsOf("mentioned_list")));
        return PlatformAnswer.Ok;
    }
}
