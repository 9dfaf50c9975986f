using CaseStore.People;

namespace BotGateway.Photos;

/// <summary>
/// Asks the platform for a picture by its id (media/get). The platform reports errors as JSON with status 200: whoever implements
/// this tells them apart, so that an expired token is <see cref="MediaAnswer.TryLater"/> and not a broken picture.
/// </summary>
internal delegate Task<MediaAnswer> PlatformMedia(Channel channel, string mediaId, CancellationToken cancellation);

internal abstract record MediaAnswer
{
    private MediaAnswer()
    {
    }

    /// <param name="Body">Read to the size limit and disposed by the receiver.</param>
    /// <param name="ContentType">For the log only: the bytes themselves decide.</param>
    public sealed record Content(Stream Body, string? ContentType) : MediaAnswer;

    /// <summary>A video is not handed out but lies at an address that the platform names.</summary>
    public sealed record Elsewhere(Uri Address) : MediaAnswer;

    public sealed record TooLarge : MediaAnswer;

    /// <summary>The platform will never have it (40007: expired or foreign id).</summary>
    public sealed record Gone(int Code) : MediaAnswer;

    public sealed record TryLater(string Reason) : MediaAnswer;
}
