using BotGateway.Couriers;
using BotGateway.PlatformApi;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation;
using Conversation.Announcements;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace BotGateway.Turns;

/// <summary>Tells a resident first thing what there was no way to tell before, in the transaction of the turn that they came with.</summary>
internal sealed class NewsTeller(CaseWords words, OutboxBell bell)
{
    private static readonly Reaction[] Lasting = [Reaction.OurBug, Reaction.TooLong, Reaction.ContentRefused, Reaction.Unknown];

    /// <param name="hearsAtOnce">The channel knows passive replies; in the others everything is sent, in order.</param>
    /// <returns>What to answer instead of <paramref name="answer"/>.</returns>
    public async ValueTask<string?> TellAsync(WriteSession session, Inbound inbound, string? answer, bool hearsAtOnce, DateTimeOffset now)
    {
        await Residents.MarkBackAsync(session, inbound.Channel, inbound.Sender);
        var destination = $"resident:{inbound.Channel}:{inbound.Sender}";
        var outbox = session.Cases.Outbox;

        // What was given up as well: here is somebody who can be told. Nobody sends it again meanwhile.
        var here = outbox.AsNoTracking().Where(m => m.Destination == destination && (m.State == OutboxState.Waiting || m.State == OutboxState.Dead)).OrderBy(m => m.Id);
        var waiting = await here.ToListAsync();
        if (waiting.Exists(m => m.State == OutboxState.Dead))
        {
            await session.LockOutboxAsync();
            waiting = await here.ToListAsync();
        }

        var stale = waiting.Count == 0 ? [] : await outbox
            .Where(m => m.Destination == destination && (m.State == OutboxState.Waiting || m.State == OutboxState.Dead) && m.CaseNumber != null
                && outbox.Any(o => o.Destination == destination && o.CaseNumber == m.CaseNumber && o.Id > m.Id && o.State == OutboxState.Sent))
            .Select(m => m.Id).ToListAsync();
        await SetAsync(session, stale, m => m.SetProperty(x => x.State, OutboxState.Dropped).SetProperty(x => x.LastError, "a later message has said more"));
        var fresh = waiting.Where(m => !stale.Contains(m.Id) && (m.State == OutboxState.Waiting || TextOf(m) is not null)).ToList();

        var texts = hearsAtOnce ? fresh.Select(TextOf).TakeWhile(t => t is not null).Select(t => t!).ToList() : [];
        var (reply, count) = News.Prepend(words.Book, texts, answer);
        var told = fresh.Take(count).Select(m => m.Id).ToList();
        await SetAsync(session, told, m => m.SetProperty(x => x.State, OutboxState.Sent).SetProperty(x => x.SentAt, now));
        session.Cases.Sends.AddRange(told.Select(id => new Send
        {
            OutboxId = id,
            Lane = $"reply:{inbound.Channel}:{inbound.Sender}",
            StartedAt = now,
            EndedAt = now,
            Outcome = SendOutcome.Sent,
        }));

        // They are there now: no need to wait for a decent hour, and the way is open.
        var left = fresh.Skip(count).Where(m => m.State == OutboxState.Waiting || MayBeSentAgain(m)).Select(m => m.Id).ToList();
        await SetAsync(session, left, m => m
            .SetProperty(x => x.HourLine, (long?)null)
            .SetProperty(x => x.State, OutboxState.Pending).SetProperty(x => x.AtOnce, true).SetProperty(x => x.NextAttemptAt, now)
            .SetProperty(x => x.RequeuedAt, now).SetProperty(x => x.Attempts, 0).SetProperty(x => x.LastError, (string?)null));
        await session.SetNewsAsync(inbound.Person, news: false);
        if (left.Count > 0)
        {
            session.AfterCommit(bell.Ring);
        }

        return reply;
    }

    private static async ValueTask SetAsync(WriteSession session, List<long> ids, Action<UpdateSettersBuilder<OutboxMessage>> what)
    {
        if (ids.Count > 0)
        {
            await session.Cases.Outbox.Where(m => ids.Contains(m.Id) && (m.State == OutboxState.Waiting || m.State == OutboxState.Dead)).ExecuteUpdateAsync(what);
        }
    }

    /// <summary>Once, and only what another moment may let through: else it would come back at each contact, before the answer.</summary>
    private static bool MayBeSentAgain(OutboxMessage dead) => dead is { RequeuedAt: null, CaseNumber: not null }
        && !Lasting.Any(reaction => dead.LastError?.StartsWith($"{reaction}:", StringComparison.Ordinal) is true);

    /// <summary>Null: for the courier to find out what is wrong with it.</summary>
    private static string? TextOf(OutboxMessage row) => (Senders.TryRead(row.Payload) as Notification.ResidentMessage)?.Text;
}
