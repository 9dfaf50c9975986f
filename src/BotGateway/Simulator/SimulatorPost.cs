namespace BotGateway.Simulator;

internal enum SimulatedPlatform
{
    WeChat,
    MiniProgram,
    WeCom,
}

/// <param name="PathAndQuery">Where the platform would post it, signature and all: <c>/wechat?signature=…</c>.</param>
internal sealed record SealedPost(string PathAndQuery, string Body);

/// <summary>Encrypts and signs a message as the platform does (WeChat in safe mode), at the clock's now.</summary>
internal delegate SealedPost SealInbound(SimulatedPlatform platform, string innerXml);

/// <summary>Opens an encrypted passive reply as the platform does; null when it is not one the platform would take.</summary>
internal delegate string? OpenReply(SimulatedPlatform platform, string body);

/// <summary>Moves the clock ahead and does all due work of the passed time in its order; answers the new now.</summary>
internal delegate Task<DateTimeOffset> AdvanceClock(TimeSpan by, CancellationToken cancellation);
