using System.Diagnostics;
using BotGateway.Couriers;
using CaseStore.Persistence;
using Conversation;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Turns;

/// <summary>Announcements into the outbox, in the transaction that made them true; what can wait, for a decent hour.</summary>
internal sealed class Outgoing(DecentHours hours, OutboxBell bell)
{
    /// <summary>How long after a resident wrote they can be told anything (protocol.md 2.2).</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(48);

    public async ValueTask AddAsync(WriteSession session, IEnumerable<Announcement> announcements, DateTimeOffset now)
    {
        var any = false;
        foreach (var announcement in announcements)
        {
            if (announcement.What is Notification.CardUpdate update && hours.IsNight(now))
            {
                await ChangeHeldAsync(session, update, now);
            }

            // A card that changes silently wakes nobody.
            var atOnce = announcement.AtOnce || announcement.Urgent || announcement.What is Notification.CardUpdate;
            session.Cases.Outbox.Add(new OutboxMessage
            {
                CreatedAt = now,
                Destination = announcement.What.Destination,
                Payload = Senders.Write(announcement.What),
                CaseNumber = announcement.CaseNumber.Length == 0 ? null : announcement.CaseNumber,
                OnlyForDeadline = announcement.OnlyForDeadline,
                Urgent = announcement.Urgent,
                AtOnce = atOnce,
                TraceParent = Activity.Current?.Id,
                NextAttemptAt = await WhenAsync(session, announcement.What, atOnce, now),
            });
            any = true;
        }

        if (any)
        {
            session.AfterCommit(bell.Ring);
        }
    }

    private async ValueTask<DateTimeOffset> WhenAsync(WriteSession session, Notification what, bool atOnce, DateTimeOffset now)
    {
        var morning = hours.Next(what.Destination, atOnce, now);
        if (morning > now && what is Notification.ResidentMessage told)
        {
            // In the morning the platform would not let it through any more.
            var heard = await session.Cases.LastHeardAsync(Inbound.PersonKey(told.Channel, told.ExternalId));
            return heard.MessageAt + Window is { } closes && closes > now && closes <= morning ? now : morning;
        }

        return morning;
    }

    /// <summary>A card that waits for the morning must not arrive as it was in the evening: it is changed where it lies, or not sent when nobody needs it any more.</summary>
    private static async ValueTask ChangeHeldAsync(WriteSession session, Notification.CardUpdate update, DateTimeOffset now)
    {
        var held = await session.Cases.Outbox.AsNoTracking()
            .Where(m => m.CaseNumber == update.CaseNumber && m.State == OutboxState.Pending && m.Attempts == 0 && m.NextAttemptAt > now && m.Destination.StartsWith("card:"))
            .ToListAsync();
        foreach (var row in held)
        {
            if (Senders.Read(row.Payload) is not Notification.CardMessage card || !update.IsFor(card.Users))
            {
                continue;
            }

            var same = session.Cases.Outbox.Where(m => m.Id == row.Id && m.State == OutboxState.Pending);
            if (update.Card.Buttons.Count == 0)
            {
                await same.ExecuteUpdateAsync(m => m.SetProperty(x => x.State, OutboxState.Dropped).SetProperty(x => x.LastError, "the case has moved on"));
            }
            else
            {
                var changed = Senders.Write(card with { Card = update.Card });
                await same.ExecuteUpdateAsync(m => m.SetProperty(x => x.Payload, changed));
            }
        }
    }
}
