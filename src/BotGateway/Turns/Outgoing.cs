using System.Diagnostics;
using BotGateway.Couriers;
using CaseStore.Persistence;
using Conversation.Announcements;

namespace BotGateway.Turns;

/// <summary>Announcements into the outbox, in the transaction that made them true.</summary>
internal static class Outgoing
{
    /// <returns>False when there was nothing to say.</returns>
    public static bool Add(WriteSession session, IEnumerable<Announcement> announcements, DateTimeOffset now)
    {
        var any = false;
        foreach (var announcement in announcements)
        {
            any = true;
            session.Cases.Outbox.Add(new OutboxMessage
            {
                CreatedAt = now,
                Destination = announcement.What.Destination,
                Payload = Senders.Write(announcement.What),
                CaseNumber = announcement.CaseNumber.Length == 0 ? null : announcement.CaseNumber,
                OnlyForDeadline = announcement.OnlyForDeadline,
                Urgent = announcement.Urgent,

                // A card that changes silently wakes nobody.
                AtOnce = announcement.AtOnce || announcement.Urgent || announcement.What is Notification.CardUpdate,
                TraceParent = Activity.Current?.Id,
                NextAttemptAt = now,
            });
        }

        return any;
    }
}
