using System.Text.Json;

namespace BotGateway.PlatformApi;

/// <summary>How a call to a platform ended.</summary>
internal abstract record PlatformAnswer
{
    private PlatformAnswer()
    {
    }

    public sealed record Done(JsonElement Body) : PlatformAnswer;

    public sealed record File(byte[] Content, string? ContentType) : PlatformAnswer;

    public sealed record Refused(int Code, PlatformError Error) : PlatformAnswer;

    /// <summary>Nobody knows whether the platform acted.</summary>
    public sealed record NoAnswer(string Reason) : PlatformAnswer;

    /// <summary>The platform has heard nothing of it.</summary>
    public sealed record NotReached(string Reason) : PlatformAnswer;

    public sealed record TooLarge : PlatformAnswer;
}
