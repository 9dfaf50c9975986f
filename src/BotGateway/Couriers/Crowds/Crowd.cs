using System.Globalization;
using BotGateway.Couriers.Lanes;
using BotGateway.Settings;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers.Crowds;

/// <summary>What came of a crowd at the head of a destination's queue.</summary>
internal abstract record Gathered
{
    private Gathered()
    {
    }

    /// <summary>No crowd: the row goes alone.</summary>
    public sealed record Alone : Gathered;

    /// <summary>The row itself need not be said any more; look again who stands at the head.</summary>
    public sealed record HeadDropped : Gathered;

    /// <param name="Rows">The first is the head, under whose id the message goes.</param>
    public sealed record Together(IReadOnlyList<OutboxMessage> Rows, Notification Message) : Gathered;
}

/// <summary>
/// Many alerts for one group, or many nudges for one desk or one member, become one message that names each case on a line: as many as fit one
/// message, those behind them in the next.
/// </summary>
internal sealed class Crowd(PhrasesNow phrases)
{
    private const int FewestInGroup = 3;
    private const int FewestNudges = 3;
    private const int FewestCards = 6;

    /// <summary>More short lines than fit one message.</summary>
    private const int Most = 200;

    public async Task<Gathered> GatherAsync(WriteSession session, OutboxMessage head, Notification message, DateTimeOffset now)
    {
        if (LineOf(head, message) is null)
        {
            return new Gathered.Alone();
        }

        if (head.Attempts > 0 && await AsBeforeAsync(session, head, message) is { } again)
        {
            return again;
        }

        var crowd = await WaitingAsync(session, head, message, now);
        if (crowd.Count < FewestOf(message))
        {
            return new Gathered.Alone();
        }

        var stand = await Truth.OfAsync(session.Cases, [.. crowd.Select(c => (c.Row, c.Message))]);
        await DropAsync(session.Cases, [.. crowd.Select(c => c.Row.Id).Where(id => !stand.Contains(id))], now);
        crowd.RemoveAll(c => !stand.Contains(c.Row.Id));
        if (!stand.Contains(head.Id))
        {
            return new Gathered.HeadDropped();
        }

        return crowd.Count < FewestOf(message) ? new Gathered.Alone() : Compose(message, crowd);
    }

    private static int FewestOf(Notification message) => message switch
    {
        Notification.GroupMessage => FewestInGroup,
        Notification.StaffMessage => FewestNudges,
        _ => FewestCards,
    };

    /// <summary>Null: this is said by itself.</summary>
    private static DigestLine? LineOf(OutboxMessage row, Notification message) => (row, message) switch
    {
        ({ Urgent: true } or { AtOnce: true }, _) => null,
        ({ CaseNumber: { } number }, Notification.GroupMessage { Line: { } line, Topic: { } topic }) => new DigestLine(number, topic, line),
        ({ CaseNumber: { } number }, Notification.StaffMessage { Line: { } line, Topic: { } topic }) => new DigestLine(number, topic, line),
        ({ CaseNumber: { } number, OnlyForDeadline: not null }, Notification.CardMessage { Card: { Urgent: false } card }) =>
            new DigestLine(number, Topic.Overdue, DigestLine.Write(number, About(number, card))),
        _ => null,
    };

    /// <summary>What the card says at its head, without the short number that the line begins with.</summary>
    private static string About(string number, OfficerCard card)
    {
        var title = card.Title.StartsWith(CaseWords.Short(number), StringComparison.Ordinal) ? card.Title[CaseWords.Short(number).Length..].TrimStart() : card.Title;
        return card.Subtitle is { Length: > 0 } place ? $"{title}|{place}" : title;
    }

    /// <summary>
    /// What may have been heard is repeated word for word, with the same lines, where the platform tells a repeat by that: with one line
    /// more or less all of them would be heard twice.
    /// </summary>
    private async Task<Gathered?> AsBeforeAsync(WriteSession session, OutboxMessage head, Notification message)
    {
        if (message is not (Notification.StaffMessage or Notification.CardMessage))
        {
            return null;
        }

        var sends = session.Cases.Sends.AsNoTracking();
        var unknown = await sends.Where(s => s.OutboxId == head.Id && (s.Outcome == SendOutcome.Unknown || s.Outcome == SendOutcome.UnderWay))
            .OrderByDescending(s => s.Id).FirstOrDefaultAsync();
        if (unknown is null)
        {
            return null;
        }

        var beside = Lane.Beside(head.Id);
        var others = await sends.Where(s => s.Lane == beside && s.StartedAt == unknown.StartedAt).Select(s => s.OutboxId).ToListAsync();
        if (others.Count == 0)
        {
            return new Gathered.Alone();
        }

        var rows = await session.Cases.Outbox.AsNoTracking()
            .Where(m => others.Contains(m.Id) && (m.State == OutboxState.Pending || m.State == OutboxState.Sending)).OrderBy(m => m.Id).ToListAsync();
        var told = rows.Prepend(head).Select(r => (Row: r, Message: Senders.TryRead(r.Payload)!)).ToList();
        return rows.Count == others.Count
            ? Compose(message, [.. told.Select(t => (t.Row, LineOf(t.Row, t.Message)!, t.Message))])
            : null;
    }

    /// <summary>From the head on in their order, up to the first that cannot be told with them.</summary>
    private static async Task<List<(OutboxMessage Row, DigestLine Line, Notification Message)>> WaitingAsync(
        WriteSession session, OutboxMessage head, Notification first, DateTimeOffset now)
    {
        var crowd = new List<(OutboxMessage, DigestLine, Notification)>();
        foreach (var row in await session.DueOutboxOfAsync(head.Destination, Most, now))
        {
            if (row.Id < head.Id || Senders.TryRead(row.Payload) is not { } message || LineOf(row, message) is not { } line || !GoTogether(first, message))
            {
                break;
            }

            crowd.Add((row, line, message));
        }

        return crowd;
    }

    private static bool GoTogether(Notification one, Notification other) => (one, other) switch
    {
        (Notification.GroupMessage, Notification.GroupMessage) or (Notification.StaffMessage, Notification.StaffMessage) => true,
        (Notification.CardMessage a, Notification.CardMessage b) => a.Users.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(b.Users),
        _ => false,
    };

    private Gathered.Together Compose(Notification first, List<(OutboxMessage Row, DigestLine Line, Notification Message)> crowd)
    {
        // The most that fit one message, found by halving: more lines are more bytes.
        var (fits, tooMany) = (1, crowd.Count + 1);
        while (tooMany - fits > 1)
        {
            var half = (fits + tooMany) / 2;
            (fits, tooMany) = Write(crowd.Take(half)).Count == 1 ? (half, tooMany) : (fits, half);
        }

        var told = crowd.Take(fits).ToList();
        var text = Write(told)[0];
        Notification message = first switch
        {
            Notification.GroupMessage group => group with
            {
                Text = text,
                Mentions = [.. told.SelectMany(t => ((Notification.GroupMessage)t.Message).Mentions).Distinct(StringComparer.OrdinalIgnoreCase)],
                Line = null,
                Topic = null,
            },
            Notification.StaffMessage staff => staff with { Text = text, Line = null, Topic = null },
            Notification.CardMessage card => new Notification.StaffMessage(string.Join('|', card.Users), text),
            _ => throw new ArgumentOutOfRangeException(nameof(first), first, null),
        };
        return new Gathered.Together([.. told.Select(t => t.Row)], message);
    }

    private IReadOnlyList<string> Write(IEnumerable<(OutboxMessage Row, DigestLine Line, Notification Message)> told)
    {
        var say = phrases();
        var lines = told.Select(t => t.Line).ToList();
        var count = lines.Select(l => l.CaseNumber).Distinct(StringComparer.Ordinal).Count();
        return new Digest(say).Compose(say.Text(Say.DigestHeading, ("count", count.ToString(CultureInfo.InvariantCulture))), lines);
    }

    private static async Task DropAsync(CaseContext cases, List<long> ids, DateTimeOffset now)
    {
        if (ids.Count > 0)
        {
            await LeftSends.EndAsync(cases.Sends.Where(s => ids.Contains(s.OutboxId)), now);
            await cases.Outbox.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(m => m
                .SetProperty(x => x.State, OutboxState.Dropped)
                .SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(x => x.LastError, Truth.NoLonger));
        }
    }
}
