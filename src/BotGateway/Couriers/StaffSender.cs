using BotGateway.WeCom.Api;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>A text to one member through the app.</summary>
internal sealed class StaffSender(WeComApi wecom)
{
    public Task<Delivery> SendAsync(Notification.StaffMessage message, CancellationToken cancellation) => TextInParts.SendAsync(
        message.Text, (part, _) => wecom.SendTextAsync(message.User, part, cancellation), rest => message with { Text = rest });
}
