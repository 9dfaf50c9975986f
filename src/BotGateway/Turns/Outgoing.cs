using System.Diagnostics;
using BotGateway.Couriers;
using BotGateway.Couriers.Crowds;
using BotGateway.Couriers.ToResidents;
using BotGateway.Settings;
using CaseStore.Persistence;
using Conversation;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Turns;

/// <summary>Announcements into the outbox, in the transaction that made them true; what can wait, for a decent hour.</summary>
internal sealed class Outgoing(DecentHours hours, CityNow city, OutboxBell bell)
{
    public async ValueTask AddAsync(WriteSession session, IEnumerable<Announcement> announcements, DateTimeOffset now)
    {
        var any = false;
        foreach (var announcement in announcements)
        {
            if (announcement.What is Notification.CardUpdate update)
            {
                await ChangeWaitingAsync(session, update);
            }

            // A card that changes silently wakes nobody.
            var atOnce = announcement.AtOnce || announcement.Urgent || announcement.What is Notification.CardUpdate
                || await ClosesBeforeMorningAsync(session, announcement.What, now);
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
                NextAttemptAt = hours.Next(announcement.What.Destination, atOnce, now),
            });
            any = true;
        }

        if (any)
        {
            session.AfterCommit(bell.Ring);
        }
    }

    /// <summary>Whether the platform would let this through now, and in the morning not any more: better late than never.</summary>
    private async ValueTask<bool> ClosesBeforeMorningAsync(WriteSession session, Notification what, DateTimeOffset now)
    {
        var person = what switch
        {
            Notification.ResidentMessage told => Inbound.PersonKey(told.Channel, told.ExternalId),
            Notification.ResidentPhoto shown => Inbound.PersonKey(shown.Channel, shown.ExternalId),
            _ => null,
        };
        if (person is null || hours.Next(what.Destination, atOnce: false, now) is var morning && morning == now)
        {
            return false;
        }

        var heard = await session.Cases.LastHeardAsync(person);
        return heard.MessageAt + ReplyWindow.OfMessage is { } closes && closes > now && closes <= morning;
    }

    /// <summary>
    /// A card that waits (for the morning, for room in somebody's limits, for a repeat) must not arrive as it was: it is changed where it lies, or not sent
    /// when nobody needs it any more. What may have been heard stays as it is, byte for byte: its repeat must be known as one, and the update comes after it.
    /// </summary>
    private async ValueTask ChangeWaitingAsync(WriteSession session, Notification.CardUpdate update)
    {
        var heard = session.Cases.Sends.Where(s => s.Outcome != SendOutcome.Refused);
        var waiting = await session.Cases.Outbox.AsNoTracking()
            .Where(m => m.CaseNumber == update.CaseNumber && m.State == OutboxState.Pending && m.Destination.StartsWith("card:") && !heard.Any(s => s.OutboxId == m.Id))
            .ToListAsync();
        foreach (var row in waiting)
        {
            if (Senders.TryRead(row.Payload) is not Notification.CardMessage card || !update.IsFor(Addressees.Of(card, city())))
            {
                continue;
            }

            var same = session.Cases.Outbox.Where(m => m.Id == row.Id && m.State == OutboxState.Pending);
            if (update.Card.Buttons.Count == 0)
            {
                await same.ExecuteUpdateAsync(m => m.SetProperty(x => x.State, OutboxState.Dropped).SetProperty(x => x.LastError, Truth.NoLonger));
            }
            else
            {
                var changed = Senders.Write(card with { Card = update.Card });
                await same.ExecuteUpdateAsync(m => m.SetProperty(x => x.Payload, changed));
            }
        }
    }
}
