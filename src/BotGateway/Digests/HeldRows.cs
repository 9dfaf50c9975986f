using BotGateway.Couriers;
using BotGateway.Couriers.Crowds;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Digests;

/// <summary>What an organisation would have been told in the night, and may now read in its digest instead.</summary>
internal sealed class HeldRows(MorningDigest digest)
{
    public async Task<Found> FindAsync(WriteSession session, Organisation desk)
    {
        var destination = desk.GroupRobotKey is null ? "card:" + desk.Id : "group:" + desk.Id;
        var rows = await session.Cases.Outbox.AsNoTracking()
            .Where(m => m.Destination == destination && m.State == OutboxState.Pending && !m.AtOnce && m.Attempts == 0 && m.CaseNumber != null)
            .OrderBy(m => m.Id).ToListAsync();
        var numbers = rows.Select(m => m.CaseNumber!).Distinct().ToArray();
        var cases = await session.Cases.Cases.AsNoTracking().Where(c => numbers.Contains(c.Number)).ToDictionaryAsync(c => c.Number);
        return desk.GroupRobotKey is null
            ? new Found([.. rows.Where(m => m.OnlyForDeadline is null).Select(m => cases[m.CaseNumber!]).Where(c => c.IsInWork && c.HandlerOrganisation == desk.Id).Select(digest.New)], [], [])
            : Sorted(rows, cases, desk);
    }

    private static Found Sorted(IReadOnlyList<OutboxMessage> rows, Dictionary<string, Case> cases, Organisation desk)
    {
        var found = new Found([], [], []);
        foreach (var row in rows)
        {
            // What cannot be said on a line goes by itself.
            if (Senders.TryRead(row.Payload) is not Notification.GroupMessage { Line: { } line, Topic: { } topic } message)
            {
                continue;
            }

            if (IsTrue(row, message, topic, cases[row.CaseNumber!], desk))
            {
                found.Lines.Add(new DigestLine(row.CaseNumber!, topic, line));
                found.Told.Add((row.Id, row.CaseNumber!));
            }
            else
            {
                found.Over.Add(row.Id);
            }
        }

        return found;
    }

    private static bool IsTrue(OutboxMessage row, Notification message, Topic topic, Case kase, Organisation desk) => kase.IsInWork
        && Truth.Stands(row, message, kase)
        && (topic is not (Topic.New or Topic.Review or Topic.Praise or Topic.Urged or Topic.Unacknowledged) || kase.HandlerOrganisation == desk.Id);

    /// <param name="Told">Rows whose line stands in the digest, and their cases.</param>
    /// <param name="Over">Rows that were true in the night.</param>
    internal sealed record Found(List<DigestLine> Lines, List<(long Id, string CaseNumber)> Told, List<long> Over)
    {
        /// <param name="parts">Those of the digest, as they were written.</param>
        public async Task EndAsync(WriteSession session, IReadOnlyList<(long Id, string Text)> parts, DateTimeOffset now)
        {
            var named = parts.Select(part => (part.Id, Cases: Digest.CasesIn(part.Text).ToHashSet(StringComparer.Ordinal))).ToList();
            foreach (var part in Told.GroupBy(t => named.First(p => p.Cases.Contains(t.CaseNumber) || p.Cases.Contains(CaseWords.Short(t.CaseNumber))).Id, t => t.Id))
            {
                var told = part.ToList();
                await session.Cases.Outbox.Where(m => told.Contains(m.Id) && m.State == OutboxState.Pending).ExecuteUpdateAsync(m => m
                    .SetProperty(x => x.State, OutboxState.Sent).SetProperty(x => x.SentWith, part.Key).SetProperty(x => x.SentAt, now));
            }

            if (Over.Count > 0)
            {
                await session.Cases.Outbox.Where(m => Over.Contains(m.Id) && m.State == OutboxState.Pending).ExecuteUpdateAsync(m => m
                    .SetProperty(x => x.State, OutboxState.Dropped).SetProperty(x => x.LastError, Truth.NoLonger));
            }
        }
    }
}
