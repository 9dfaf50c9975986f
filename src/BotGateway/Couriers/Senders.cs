using System.Diagnostics;
using System.Text.Json;
using BotGateway.Couriers.ToResidents;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers;

/// <summary>One sender per kind of notification.</summary>
internal sealed class Senders(
    GroupSender group, CardSender card, CardUpdater update, StaffSender staff, ResidentSender resident, IDbContextFactory<CaseContext> reads)
{
    public async Task<Delivery> SendAsync(OutboxMessage row, Notification message, CancellationToken cancellation)
    {
        if (!await IsStillTrueAsync(row, cancellation))
        {
            return new Delivery.Dropped("the case has moved on");
        }

        return message switch
        {
            Notification.GroupMessage m => await group.SendAsync(m, cancellation),
            Notification.CardMessage m => await card.SendAsync(row, m, cancellation),
            Notification.CardUpdate m => await update.SendAsync(row, m, cancellation),
            Notification.StaffMessage m => await staff.SendAsync(m, cancellation),
            Notification.ResidentMessage m => await resident.SendAsync(row, m, cancellation),
            _ => throw new UnreachableException(),
        };
    }

    public static Notification Read(string payload) =>
        JsonSerializer.Deserialize<Notification>(payload) ?? throw new JsonException("A notification cannot be null.");

    public static string Write(Notification message) => JsonSerializer.Serialize(message);

    /// <summary>A nudge written before the officer was done must not arrive after it.</summary>
    private async Task<bool> IsStillTrueAsync(OutboxMessage row, CancellationToken cancellation)
    {
        if (row.OnlyForDeadline is not { } version)
        {
            return true;
        }

        await using var context = await reads.CreateDbContextAsync(cancellation);
        var about = await context.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == row.CaseNumber, cancellation);
        return about is { IsInWork: true, WaitingSince: null } && about.DeadlineVersion == version;
    }
}
