using BotGateway.PlatformApi;
using BotGateway.Settings;
using BotGateway.WeCom.Api;
using BotGateway.WeCom.Cards;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers;

/// <summary>
/// Changes the cards of a case that were announced before the change; cards announced after it say the truth already. Each is changed by a code that serves
/// once (protocol.md 5.3): whoever would be led astray by a card that cannot be changed any more is told so instead.
/// </summary>
internal sealed class CardUpdater(WeComApi wecom, OwnAddress addresses, IDbContextFactory<CaseContext> reads, DecentHours hours, TimeProvider clock)
{
    /// <summary>Changes one card: it is not changed again after the next one's failure.</summary>
    public async Task<Delivery> SendAsync(OutboxMessage row, Notification.CardUpdate message, CancellationToken cancellation)
    {
        await using var context = await reads.CreateDbContextAsync(cancellation);
        if (await IsCardUnderWayAsync(context, row, message, cancellation))
        {
            return new Delivery.Failed(Reaction.NotYet, "a card of this case is still on its way");
        }

        var all = await context.Cards.AsNoTracking().Where(c => c.CaseNumber == message.CaseNumber).ToListAsync(cancellation);
        var cards = all.Where(c => CardJson.OutboxIdOf(c.TaskId) < row.Id && message.IsFor(HoldersOf(c))).ToList();
        var open = cards.Where(c => c.ResponseCode is not null).OrderBy(c => CardJson.OutboxIdOf(c.TaskId)).ToList();
        Delivery.Failed? refused = null;
        foreach (var card in open)
        {
            var answer = await wecom.UpdateCardAsync(card.ResponseCode!, HoldersOf(card), CardJson.From(message.Card, card.TaskId, addresses.Public), cancellation);
            switch (Delivery.From(answer))
            {
                case Delivery.Failed { Reaction: not Reaction.TooLate } failed when RetrySchedule.Next(failed.Reaction, 1, TimeSpan.Zero, clock.GetUtcNow()) is null:
                    // Concerns this card alone: the others change before it is given up.
                    refused ??= failed;
                    break;
                case Delivery.Failed { Reaction: not Reaction.TooLate } failed:
                    return failed;
                case var changed:
                    // After an attempt that was never answered it was that one which used the code.
                    var left = changed is Delivery.Sent || await WasUntoldAsync(context, row, cancellation)
                        ? message with { Aware = [.. message.Aware ?? [], .. HoldersOf(card)] }
                        : message;
                    var end = open.Count > 1 ? new Delivery.PartSent(left, TimeSpan.Zero) : await EndAsync(context, row, left, cards, cancellation);
                    return end with { Spent = [new SpentCode(card.TaskId, card.ResponseCode!)], Code = changed.Code };
            }
        }

        return refused ?? await EndAsync(context, row, message, cards, cancellation);
    }

    /// <summary>A card that surely nobody had seen was changed where it lies when the change was announced (<see cref="Turns.Outgoing"/>).</summary>
    private Task<bool> IsCardUnderWayAsync(CaseContext context, OutboxMessage row, Notification.CardUpdate message, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return context.Outbox.AnyAsync(
            m => m.CaseNumber == message.CaseNumber && m.Id < row.Id && m.Destination.StartsWith("card:")
                && (m.State == OutboxState.Sending
                    || (m.State == OutboxState.Pending
                        && (m.Attempts > 0 || m.NextAttemptAt <= now || context.Sends.Any(s => s.OutboxId == m.Id && s.Outcome == SendOutcome.Unknown)))),
            cancellation);
    }

    private static async Task<bool> WasUntoldAsync(CaseContext context, OutboxMessage row, CancellationToken cancellation)
    {
        var before = await context.Sends.AsNoTracking().Where(s => s.OutboxId == row.Id && s.Outcome != SendOutcome.UnderWay).OrderByDescending(s => s.Id)
            .Select(s => s.Outcome).ToListAsync(cancellation);
        return before.TakeWhile(o => o != SendOutcome.Sent).Contains(SendOutcome.Unknown);
    }

    /// <summary>Everything that could be changed is.</summary>
    private async Task<Delivery> EndAsync(
        CaseContext context, OutboxMessage row, Notification.CardUpdate message, IReadOnlyList<SentCard> cards, CancellationToken cancellation)
    {
        var unaware = cards.Where(c => HoldersOf(c).Except(message.Aware ?? [], StringComparer.OrdinalIgnoreCase).Any()).ToList();
        if (message.Instead is not { } text || unaware.Count == 0)
        {
            return new Delivery.Sent();
        }

        var told = await ToldAsync(context, row, message, cancellation);
        var users = unaware.Where(c => HasButtons(c, told)).SelectMany(HoldersOf).Except(message.Aware ?? [], StringComparer.OrdinalIgnoreCase).ToList();
        return users.Count == 0 ? new Delivery.Sent() : new Delivery.Sent
        {
            Alongside = (session, now) =>
            {
                session.Cases.Outbox.AddRange(users.Select(user => Note(row, new Notification.StaffMessage(user, text), now)));
                return default;
            },
        };
    }

    private OutboxMessage Note(OutboxMessage row, Notification.StaffMessage note, DateTimeOffset now) => new()
    {
        CreatedAt = now,
        Destination = note.Destination,
        Payload = Senders.Write(note),
        CaseNumber = row.CaseNumber,
        Urgent = row.Urgent,
        AtOnce = row.Urgent,
        TraceParent = row.TraceParent,
        NextAttemptAt = hours.Next(note.Destination, row.Urgent, now),
    };

    /// <summary>The cards and their changes of before, in order.</summary>
    private static async Task<IReadOnlyList<(long Id, Notification? What)>> ToldAsync(
        CaseContext context, OutboxMessage row, Notification.CardUpdate message, CancellationToken cancellation)
    {
        var rows = await context.Outbox.AsNoTracking()
            .Where(m => m.CaseNumber == message.CaseNumber && m.Id < row.Id && m.State == OutboxState.Sent && (m.Destination == message.Destination || m.Destination.StartsWith("card:")))
            .OrderBy(m => m.Id).Select(m => new { m.Id, m.Payload }).ToListAsync(cancellation);
        return rows.ConvertAll(m => (m.Id, Senders.TryRead(m.Payload)));
    }

    /// <summary>Whether it asks for something, as far as its holders know: an earlier change that found no code was told to them as well.</summary>
    private static bool HasButtons(SentCard card, IReadOnlyList<(long Id, Notification? What)> told)
    {
        var id = CardJson.OutboxIdOf(card.TaskId);
        return told.Select(t => t.What switch
        {
            Notification.CardMessage sent when t.Id == id => sent.Card,
            Notification.CardUpdate update when t.Id > id && update.IsFor(HoldersOf(card)) => update.Card,
            _ => null,
        }).LastOrDefault(c => c is not null) is not { Buttons.Count: 0 };
    }

    private static string[] HoldersOf(SentCard card) => card.Users.Split('|');
}
