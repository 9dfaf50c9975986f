using BotGateway.PlatformApi;
using BotGateway.WeCom.Api;
using CaseStore.Persistence;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>A text to a member through the app; a digest to several, <c>|</c>-joined.</summary>
internal sealed class StaffSender(WeComApi wecom)
{
    public async Task<Delivery> SendAsync(OutboxMessage row, Notification.StaffMessage message, CancellationToken cancellation)
    {
        var users = message.User.Split('|');
        IReadOnlyList<string> strangers = [];
        var end = await TextInParts.SendAsync(
            message.Text,
            async part =>
            {
                // By the text that is left as well: two parts of one message may read the same.
                var answer = await wecom.SendTextAsync(message.User, part, cancellation, row.Id + message.Text.Length);
                strangers = Strangers.Of(answer, users);
                return answer;
            },
            rest => message with { Text = rest },
            tellsRepeats: true);
        var nobody = strangers.Count == users.Length && (end is Delivery.Sent or Delivery.PartSent);
        return (nobody ? new Delivery.Failed(Reaction.RecipientGone, "the recipient is invalid") : end) with { Strangers = strangers };
    }
}
