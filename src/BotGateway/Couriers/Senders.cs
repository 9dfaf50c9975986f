using System.Diagnostics;
using System.Text.Json;
using BotGateway.Couriers.Crowds;
using BotGateway.Couriers.Pictures;
using BotGateway.Couriers.ToResidents;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers;

/// <summary>One sender per kind of notification.</summary>
internal sealed class Senders(
    GroupSender group,
    CardSender card,
    CardUpdater update,
    StaffSender staff,
    ResidentSender resident,
    StaffPhotoSender staffPhoto,
    ResidentPhotoSender residentPhoto,
    Addressees addressees,
    IDbContextFactory<CaseContext> reads)
{
    /// <summary>One message of a platform at most.</summary>
    public async Task<Delivery> SendAsync(Claim claim, CancellationToken cancellation)
    {
        // A digest was looked through when it was composed.
        if (!claim.IsDigest && !await IsStillTrueAsync(claim.Row, claim.Message!, cancellation))
        {
            return new Delivery.Dropped(Truth.NoLonger);
        }

        var (message, end) = await addressees.FindAsync(claim, cancellation);
        return end ?? await SendAsync(claim.Row, message, cancellation);
    }

    private async Task<Delivery> SendAsync(OutboxMessage row, Notification message, CancellationToken cancellation) => message switch
    {
        Notification.GroupMessage m => await group.SendAsync(m, cancellation),
        Notification.CardMessage m => await card.SendAsync(row, m, cancellation),
        Notification.CardUpdate m => await update.SendAsync(row, m, cancellation),
        Notification.StaffMessage m => await staff.SendAsync(row, m, cancellation),
        Notification.ResidentMessage m => await resident.SendAsync(row, m, cancellation),
        Notification.StaffPhoto m => await staffPhoto.SendAsync(row, m, cancellation),
        Notification.ResidentPhoto m => await residentPhoto.SendAsync(row, m, cancellation),
        _ => throw new UnreachableException(),
    };

    /// <summary>Null when it cannot be read; why would quote the payload.</summary>
    public static Notification? TryRead(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<Notification>(payload);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    public static string Write(Notification message) => JsonSerializer.Serialize(message);

    private async Task<bool> IsStillTrueAsync(OutboxMessage row, Notification message, CancellationToken cancellation)
    {
        if (row.OnlyForDeadline is null)
        {
            return true;
        }

        await using var context = await reads.CreateDbContextAsync(cancellation);
        return (await Truth.OfAsync(context, [(row, message)], cancellation)).Count > 0;
    }
}
