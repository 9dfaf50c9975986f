using BotGateway.PlatformApi;
using BotGateway.WeChat.Api;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers;

/// <summary>To a resident, as a customer-service message: possible for 48 hours after the resident wrote, and never to one who has left.</summary>
internal sealed class ResidentSender(WeChatAccounts accounts, IDbContextFactory<CaseContext> reads)
{
    public async Task<Delivery> SendAsync(Notification.ResidentMessage message, CancellationToken cancellation)
    {
        if (accounts.Of(message.Channel) is not { } account)
        {
            return new Delivery.Failed(Reaction.OtherChannel, $"no way to write through {message.Channel}");
        }

        return await HasLeftAsync(message, cancellation)
            ? new Delivery.Dropped("the resident has left")
            : await TextInParts.SendAsync(
                message.Text, part => account.SendTextAsync(message.ExternalId, part, cancellation), rest => message with { Text = rest }, tellsRepeats: false);
    }

    private async Task<bool> HasLeftAsync(Notification.ResidentMessage message, CancellationToken cancellation)
    {
        await using var context = await reads.CreateDbContextAsync(cancellation);
        return await context.People.AnyAsync(p => p.Channel == message.Channel && p.ExternalId == message.ExternalId && p.LeftAt != null, cancellation);
    }
}
