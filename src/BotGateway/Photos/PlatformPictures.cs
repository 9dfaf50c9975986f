using BotGateway.PlatformApi;
using BotGateway.WeChat.Api;
using BotGateway.WeCom.Api;
using CaseStore.People;

namespace BotGateway.Photos;

/// <summary>media/get of the platform a picture came from.</summary>
internal sealed class PlatformPictures(WeChatAccounts weChat, WeComApi weCom, PhotoLimits limits)
{
    public async Task<MediaAnswer> AskAsync(Channel channel, string mediaId, CancellationToken cancellation) => await GetAsync(channel, mediaId, cancellation) switch
    {
        PlatformApi.MediaAnswer.Content content => new MediaAnswer.Content(new MemoryStream(content.Bytes, writable: false), content.ContentType),
        PlatformApi.MediaAnswer.Video video => new MediaAnswer.Elsewhere(video.Address),
        PlatformApi.MediaAnswer.TooLarge => new MediaAnswer.TooLarge(),
        PlatformApi.MediaAnswer.Failed { Reaction: Reaction.MediaGone } => new MediaAnswer.Gone(40007),
        PlatformApi.MediaAnswer.Failed failed => new MediaAnswer.TryLater(failed.Reason),
        var other => throw new InvalidOperationException("Not a media answer: " + other),
    };

    private Task<PlatformApi.MediaAnswer> GetAsync(Channel channel, string mediaId, CancellationToken cancellation) =>
        channel == Channel.WeCom ? weCom.GetMediaAsync(mediaId, limits.VideoBytes, cancellation)
        : weChat.Of(channel) is { } account ? account.GetMediaAsync(mediaId, limits.VideoBytes, cancellation)
        : Task.FromResult<PlatformApi.MediaAnswer>(new PlatformApi.MediaAnswer.Failed(Reaction.Unknown, $"{channel} is off"));
}
