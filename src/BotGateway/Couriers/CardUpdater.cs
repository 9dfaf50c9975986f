using BotGateway.PlatformApi;
using BotGateway.Settings;
using BotGateway.WeCom.Api;
using BotGateway.WeCom.Cards;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers;

/// <summary>Changes the cards of a case that were announced before the change; cards announced after it say the truth already.</summary>
internal sealed class CardUpdater(WeComApi wecom, OwnAddress addresses, IDbContextFactory<CaseContext> reads, TimeProvider clock)
{
    public async Task<Delivery> SendAsync(OutboxMessage row, Notification.CardUpdate message, CancellationToken cancellation)
    {
        await using var context = await reads.CreateDbContextAsync(cancellation);
        if (await IsCardUnderWayAsync(context, row, message, cancellation))
        {
            return new Delivery.Failed(Reaction.NotYet, "a card of this case is still on its way");
        }

        var cards = await context.Cards.AsNoTracking()
            .Where(c => c.CaseNumber == message.CaseNumber && c.ResponseCode != null).ToListAsync(cancellation);
        var spent = new List<SpentCode>();
        Delivery end = new Delivery.Sent();
        foreach (var card in cards.Where(c => CardJson.OutboxIdOf(c.TaskId) < row.Id && message.IsFor(c.Users.Split('|'))))
        {
            var answer = await wecom.UpdateCardAsync(
                card.ResponseCode!, card.Users.Split('|'), CardJson.From(message.Card, card.TaskId, addresses.Public), cancellation);
            var ended = Delivery.From(answer);
            if (ended is Delivery.Sent or Delivery.Failed { Reaction: Reaction.TooLate })
            {
                spent.Add(new SpentCode(card.TaskId, card.ResponseCode!));
            }
            else
            {
                end = ended;
            }
        }

        return end with { Spent = spent };
    }

    /// <summary>A card that waits for its first attempt was changed when the change was announced (<see cref="Turns.Outgoing"/>).</summary>
    private Task<bool> IsCardUnderWayAsync(CaseContext context, OutboxMessage row, Notification.CardUpdate message, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return context.Outbox.AnyAsync(
            m => m.CaseNumber == message.CaseNumber && m.Id < row.Id && m.Destination.StartsWith("card:")
                && ((m.State == OutboxState.Pending && (m.Attempts > 0 || m.NextAttemptAt <= now)) || m.State == OutboxState.Sending),
            cancellation);
    }
}
