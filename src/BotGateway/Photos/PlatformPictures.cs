using BotGateway.PlatformApi;
using BotGateway.WeChat.Api;
using BotGateway.WeCom.Api;
using CaseStore.People;

namespace BotGateway.Photos;

/// <summary>media/get of the platform a picture came from.</summary>
internal sealed class PlatformPictures(WeChatApi weChat, WeComApi weCom, PhotoLimits limits)
{
    public async Task<MediaAnswer> AskAsync(Channel channel, string mediaId, CancellationToken cancellation)
    {
        var answer = channel == Channel.WeCom
            ? await weCom.GetMediaAsync(mediaId, limits.Bytes, cancellation)
            : await weChat.GetMediaAsync(mediaId, limits.Bytes, cancellation);
        return answer switch
        {
            PlatformApi.MediaAnswer.Content content => new MediaAnswer.Content(new MemoryStream(content.Bytes, writable: false), content.ContentType),
            PlatformApi.MediaAnswer.TooLarge => new MediaAnswer.Content(new MemoryStream(new byte[limits.Bytes + 1], writable: false), null),
            PlatformApi.MediaAnswer.Failed { Reaction: Reaction.MediaGone } => new MediaAnswer.Gone(40007),
            PlatformApi.MediaAnswer.Failed failed => new MediaAnswer.TryLater(failed.Reason),
            _ => new MediaAnswer.TryLater("the platform answered with a video"),
        };
    }
}
