using System.Text.Json;

namespace BotGateway.PlatformApi;

/// <summary>What a media id turned out to be.</summary>
internal abstract record MediaAnswer
{
    private MediaAnswer()
    {
    }

    public sealed record Content(byte[] Bytes, string? ContentType) : MediaAnswer;

    /// <summary>Videos come as a link.</summary>
    public sealed record Video(Uri Address) : MediaAnswer;

    public sealed record TooLarge : MediaAnswer;

    /// <param name="Reaction">Whether asking again makes sense, e.g. <see cref="PlatformApi.Reaction.NoAnswer"/>; <see cref="PlatformApi.Reaction.MediaGone"/> when it never will.</param>
    public sealed record Failed(Reaction Reaction, string Reason) : MediaAnswer;

    public static MediaAnswer From(PlatformAnswer answer) => answer switch
    {
        PlatformAnswer.File file => new Content(file.Content, file.ContentType),
        PlatformAnswer.Done { Body: { ValueKind: JsonValueKind.Object } body }
            when body.TryGetProperty("video_url", out var link) && link.ValueKind == JsonValueKind.String
                && Uri.TryCreate(link.GetString(), UriKind.Absolute, out var address) => new Video(address),
        PlatformAnswer.Refused refused => new Failed(refused.Error.Reaction, $"{refused.Code} {refused.Error.Meaning}"),
        PlatformAnswer.NoAnswer none => new Failed(Reaction.NoAnswer, none.Reason),
        PlatformAnswer.NotReached not => new Failed(Reaction.NotReached, not.Reason),
        PlatformAnswer.TooLarge => new TooLarge(),
        _ => new Failed(Reaction.Unknown, "neither a file nor a link"),
    };
}
