using System.Collections.Concurrent;
using BotGateway.Clock;
using BotGateway.Couriers;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Digests;

/// <summary>
/// At the end of its quiet hours each organisation gets one digest: what is overdue, what is due today, and what came in the night and was
/// held back, which is then not said again. Written once a day in one transaction, whatever dies in between.
/// </summary>
internal sealed class Mornings : IDueWork
{
    private readonly CityDirectory _city;
    private readonly MorningDigest _digest;
    private readonly HeldRows _held;
    private readonly ICaseWriter _writer;
    private readonly IDbContextFactory<CaseContext> _reads;
    private readonly DecentHours _hours;
    private readonly OutboxBell _bell;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<IGrouping<MorningHour, Organisation>> _desks;

    /// <summary>So that the store is not asked all morning.</summary>
    private readonly ConcurrentDictionary<string, DateOnly> _had = new(StringComparer.Ordinal);

    public Mornings(
        CityDirectory city, MorningDigest digest, ICaseWriter writer, IDbContextFactory<CaseContext> reads, DecentHours hours, OutboxBell bell, TimeProvider clock)
    {
        (_city, _digest, _writer, _reads, _hours, _bell, _clock) = (city, digest, writer, reads, hours, bell, clock);
        _held = new HeldRows(digest);
        _desks = [.. city.Organisations.Where(o => o.GroupRobotKey is not null || o.Members.Count > 0).OrderBy(o => o.Id, StringComparer.Ordinal).GroupBy(o => MorningHour.Of(o, city))];
    }

    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        return Task.FromResult<DateTimeOffset?>(Due(now).Any() ? now : _desks.Min(d => (DateTimeOffset?)d.Key.Next(now, _city.TimeZone)));
    }

    /// <summary>Nothing rings: only time brings the morning.</summary>
    public Task WaitForBellAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);

    public Task<int> RunDueAsync(CancellationToken cancellation) => RunAsync(_clock.GetUtcNow(), cancellation);

    /// <summary>For the courier, before it takes what the digest is about to name.</summary>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var due = Due(now).ToList();
        if (due.Count == 0)
        {
            return 0;
        }

        var open = await OpenAsync(now, cancellation);
        var byDesk = open.ToLookup(c => c.HandlerOrganisation, StringComparer.Ordinal);
        var byCommunity = open.Where(c => c.IsOverdue(now)).ToLookup(c => _city.FindCompound(c.CompoundId)?.Community.Id, StringComparer.Ordinal);
        var done = 0;
        var failed = new List<Exception>();
        foreach (var (desk, day) in due)
        {
            try
            {
                done += await WriteAsync(desk, day, byDesk[desk.Id].Union(byCommunity[desk.Id]), now, cancellation) ? 1 : 0;
                _had[desk.Id] = day;
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                // A mistake of ours that only this desk wakes: the others must not go without.
                failed.Add(fault);
            }
        }

        return failed.Count == 0 ? done : throw new AggregateException(failed);
    }

    private IEnumerable<(Organisation Desk, DateOnly Day)> Due(DateTimeOffset now) =>
        from hour in _desks
        let day = hour.Key.Day(now, _city.TimeZone)
        where day is not null
        from desk in hour
        where _had.GetValueOrDefault(desk.Id) != day
        select (desk, day.Value);

    /// <summary>Read once for all of them.</summary>
    private async Task<IReadOnlyList<Case>> OpenAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var midnight = _city.Local(now).Date.AddDays(1);
        await using var store = await _reads.CreateDbContextAsync(cancellation);
        return await CaseSearch.DueBefore(store, [.. _city.Organisations.Select(o => o.Id)], new DateTimeOffset(midnight, _city.TimeZone.GetUtcOffset(midnight)))
            .Where(c => c.WaitingSince == null || c.DueAt <= c.WaitingSince).ToListAsync(cancellation);
    }

    /// <returns>False when it had its digest already.</returns>
    private Task<bool> WriteAsync(Organisation desk, DateOnly day, IEnumerable<Case> open, DateTimeOffset now, CancellationToken cancellation) => _writer.WriteAsync(
        async session =>
        {
            if (!await session.TakeDigestAsync(desk.Id, day, now))
            {
                return false;
            }

            var held = await _held.FindAsync(session, desk);
            var parts = _digest.Compose(desk, held.Lines, open, now).Select(message => (Message: message, Row: new OutboxMessage
            {
                CreatedAt = now,
                Destination = message.Destination,
                Payload = Senders.Write(message),
                NextAttemptAt = _hours.Next(message.Destination, atOnce: false, now),
            })).ToList();
            session.Cases.Outbox.AddRange(parts.Select(p => p.Row));
            await session.Cases.SaveChangesAsync();
            await held.EndAsync(session, [.. parts.Select(p => (p.Row.Id, (p.Message as Notification.GroupMessage)?.Text ?? ""))], now);
            session.AfterCommit(_bell.Ring);
            return true;
        },
        cancellation);
}
