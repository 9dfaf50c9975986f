using BotGateway.Couriers.ToResidents;
using BotGateway.PlatformApi;
using BotGateway.WeChat.Api;
using CaseStore.Cases;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers.Pictures;

/// <summary>
/// What it looks like now, below the message that it is done; only while the reply window has a place to spare. The message before has
/// the link to all pictures, so that nothing is lost when this one does not go.
/// </summary>
internal sealed class ResidentPhotoSender(WeChatAccounts accounts, ResidentSender texts, PictureDesk desk, IDbContextFactory<CaseContext> reads)
{
    public async Task<Delivery> SendAsync(OutboxMessage row, Notification.ResidentPhoto message, CancellationToken cancellation)
    {
        if (accounts.Of(message.Channel) is not { } account)
        {
            return new Delivery.Dropped($"no way to write through {message.Channel}");
        }

        await using var context = await reads.CreateDbContextAsync(cancellation);
        if (!await context.Cases.AnyAsync(c => c.Number == row.CaseNumber && (c.State == CaseState.Resolved || c.State == CaseState.Closed), cancellation))
        {
            return new Delivery.Dropped("the case has moved on");
        }

        if (await context.Outbox.AnyAsync(
            m => m.Destination == message.Destination && m.CaseNumber == row.CaseNumber && m.Id < row.Id && m.State == OutboxState.Waiting, cancellation))
        {
            return new Delivery.Dropped("what it belongs to has not been read");
        }

        if (await texts.WindowAsync(row, message.Channel, message.ExternalId, cancellation) is not { } window || !window.Admits(isProgress: true))
        {
            return new Delivery.Dropped("no room in the reply window");
        }

        var photo = await context.Photos.AsNoTracking().FirstOrDefaultAsync(p => p.Key == message.PhotoKey && p.Role == PhotoRole.Result, cancellation);
        return await desk.ShowAsync(
            row,
            photo,
            new PictureAccount(
                message.Channel,
                picture => account.UploadImageAsync(picture, cancellation),
                async id => Delivery.From(await account.SendImageAsync(message.ExternalId, id, cancellation), tellsRepeats: false)),
            cancellation) switch
        {
            Delivery.Failed { Reaction: not (Reaction.MaybeHeard or Reaction.NotReached or Reaction.NotYet or Reaction.RenewToken or Reaction.BackOff or Reaction.SlowDown) } no =>
                new Delivery.Dropped(no.Reason) { TellOperator = no.TellOperator || no.Reaction == Reaction.Alarm },
            var end => end,
        };
    }
}
