using BotGateway.PlatformApi;
using BotGateway.WeCom.Api;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>A text to one member through the app.</summary>
internal sealed class StaffSender(WeComApi wecom)
{
    public async Task<Delivery> SendAsync(Notification.StaffMessage message, CancellationToken cancellation)
    {
        IReadOnlyList<string> strangers = [];
        var end = await TextInParts.SendAsync(
            message.Text,
            async (part, _) =>
            {
                var answer = await wecom.SendTextAsync(message.User, part, cancellation);
                strangers = Strangers.Of(answer, [message.User]);
                return answer;
            },
            rest => message with { Text = rest });
        return (strangers.Count > 0 && end is Delivery.Sent ? new Delivery.Failed(Reaction.OtherChannel, "the recipient is invalid") : end) with { Strangers = strangers };
    }
}
