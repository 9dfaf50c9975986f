using BotGateway.Settings;
using BotGateway.WeCom.Api;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>To an organisation's group chat, through its robot.</summary>
internal sealed class GroupSender(WeComApi wecom, CityNow city)
{
    // The chat may show messages of one moment in another order.
    private static readonly TimeSpan BetweenParts = TimeSpan.FromMilliseconds(300);

    public async Task<Delivery> SendAsync(Notification.GroupMessage message, CancellationToken cancellation) =>
        city().FindOrganisation(message.OrganisationId)?.GroupRobotKey is { Length: > 0 } key
            ? await TextInParts.SendAsync(
                message.Text,
                part => wecom.SendToGroupAsync(key, part, message.Mentions, cancellation),
                rest => message with { Text = rest, Mentions = [], Line = null },
                tellsRepeats: false,
                BetweenParts)
            : new Delivery.Dropped("the organisation has no group robot");
}
