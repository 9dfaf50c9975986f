using BotGateway.PlatformApi;
using BotGateway.WeChat.Api;
using CaseStore.People;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>To a resident, as a customer-service message: possible for 48 hours after the resident wrote.</summary>
internal sealed class ResidentSender(WeChatApi wechat)
{
    public async Task<Delivery> SendAsync(Notification.ResidentMessage message, CancellationToken cancellation) => message.Channel switch
    {
        Channel.WeChat => await TextInParts.SendAsync(
            message.Text, (part, _) => wechat.SendTextAsync(message.ExternalId, part, cancellation), rest => message with { Text = rest }),
        var channel => new Delivery.Failed(Reaction.OtherChannel, $"no way to write through {channel}"),
    };
}
