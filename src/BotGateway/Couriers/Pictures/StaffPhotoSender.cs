using BotGateway.PlatformApi;
using BotGateway.Settings;
using BotGateway.WeCom.Api;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers.Pictures;

/// <summary>A resident's photo to those who must act: whoever has the case no more when its turn comes does not see it.</summary>
internal sealed class StaffPhotoSender(WeComApi wecom, PictureDesk desk, CityNow city, IDbContextFactory<CaseContext> reads)
{
    public async Task<Delivery> SendAsync(OutboxMessage row, Notification.StaffPhoto message, CancellationToken cancellation)
    {
        await using var context = await reads.CreateDbContextAsync(cancellation);
        var kase = await context.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Number == row.CaseNumber, cancellation);
        var desks = kase is { IsInWork: true } ? city().FindOrganisation(kase.HandlerOrganisation)?.Members ?? [] : [];
        var users = message.Users.Where(u => desks.Contains(u, StringComparer.OrdinalIgnoreCase)).ToList();
        if (users.Count == 0)
        {
            return new Delivery.Dropped("the case has moved on");
        }

        IReadOnlyList<string> strangers = [];
        var photo = await context.Photos.AsNoTracking().FirstOrDefaultAsync(p => p.Key == message.PhotoKey, cancellation);
        var end = await desk.ShowAsync(
            row,
            photo,
            new PictureAccount(
                Channel.WeCom,
                picture => wecom.UploadImageAsync(picture, cancellation),
                async id =>
                {
                    var answer = await wecom.SendImageAsync(string.Join('|', users), id, cancellation);
                    strangers = Strangers.Of(answer, users);
                    return Delivery.From(answer);
                }),
            cancellation);
        var nobody = end is Delivery.Sent && strangers.Count == users.Count;
        return (nobody ? new Delivery.Failed(Reaction.RecipientGone, "every recipient is invalid") : end) with { Strangers = strangers };
    }
}
