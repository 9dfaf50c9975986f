using System.Globalization;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers.Pictures;

/// <summary>
/// A picture has one attempt in its place, behind the message it belongs to. When that fails (not fetched yet, the platform busy, a
/// mistake of ours) it goes on in a queue of its own, where nobody waits for it.
/// </summary>
internal static class Aside
{
    private const string Prefix = "photo:";

    public static Delivery After(Claim claim, Delivery delivery) =>
        delivery is Delivery.Failed && claim.Message is Notification.StaffPhoto or Notification.ResidentPhoto && !claim.Row.Destination.StartsWith(Prefix, StringComparison.Ordinal)
            ? delivery with
            {
                Alongside = async (session, _) => await session.Cases.Outbox.Where(m => m.Id == claim.Row.Id)
                    .ExecuteUpdateAsync(m => m.SetProperty(x => x.Destination, QueueOf(claim.Row))),
            }
            : delivery;

    /// <summary>The organisation or member it is for, or its destination as it is when it has no queue of its own; nothing for a resident.</summary>
    public static string WhomOf(string destination) => destination.StartsWith(Prefix, StringComparison.Ordinal)
        ? destination[Prefix.Length..destination.LastIndexOf(':')]
        : destination[(destination.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string QueueOf(OutboxMessage row)
    {
        var whom = row.Destination.StartsWith("resident:", StringComparison.Ordinal) ? "resident" : WhomOf(row.Destination);
        return $"{Prefix}{whom}:{row.Id.ToString(CultureInfo.InvariantCulture)}";
    }
}
