using System.Globalization;
using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.People;

/// <summary>Who a resident is to us. A person gets a row when they first file, follow or register, not when they say hello.</summary>
public static class Residents
{
    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    /// <summary>The row of a person who has just written, made when there is none; known to the database when this returns.</summary>
    public static async ValueTask<Person> OfAsync(WriteSession session, Channel channel, string externalId, DateTimeOffset now)
    {
        if (await KnownAsync(session, channel, externalId) is { } known)
        {
            // Whoever writes is there, whether or not we were told that they came back.
            known.LeftAt = null;
            return known;
        }

        var person = new Person { Channel = channel, ExternalId = externalId, FirstSeenAt = now };
        session.Cases.People.Add(person);

        // The history names the reporter by a number that only the database gives.
        await session.Cases.SaveChangesAsync();
        return person;
    }

    public static Task<Person?> KnownAsync(WriteSession session, Channel channel, string externalId) =>
        session.Queries.Person(session.Cases, channel, externalId);

    /// <summary>What the talk may know of them.</summary>
    public static async ValueTask<Resident> LookAsync(WriteSession session, Channel channel, string externalId, DateTimeOffset now)
    {
        if (await KnownAsync(session, channel, externalId) is not { } person)
        {
            return Resident.Stranger;
        }

        var since = now - Lately;
        var points = await session.Cases.Points.Where(p => p.PersonId == person.Id).SumAsync(p => p.Points);
        var recent = await session.Cases.Cases.CountAsync(c => c.Reporter.Id == person.Id && c.ReportedAt > since && !c.Emergency);
        return new Resident(person.Verified, person.Role ?? ReporterRole.Resident, person.CompoundId, points, recent, person.RegisteredAt is not null);
    }

    /// <summary>They are there: whatever is written for them from now on is sent.</summary>
    public static async ValueTask MarkBackAsync(WriteSession session, Channel channel, string externalId)
    {
        if (await KnownAsync(session, channel, externalId) is { } person)
        {
            person.LeftAt = null;
        }
    }

    /// <summary>They cannot be reached any more: nothing is sent until they come back.</summary>
    public static async ValueTask MarkLeftAsync(WriteSession session, Channel channel, string externalId, DateTimeOffset now)
    {
        if (await KnownAsync(session, channel, externalId) is { } person)
        {
            person.LeftAt ??= now;
        }
    }

    /// <summary>What was on its way to somebody who has left waits until they come back, beside what waited already.</summary>
    /// <returns>The messages of which nobody knew before that they cannot arrive.</returns>
    public static async ValueTask<IReadOnlyList<OutboxMessage>> KeepForReturnAsync(WriteSession session, Channel channel, string externalId)
    {
        var destination = $"resident:{channel}:{externalId}";
        var kept = await session.Cases.Outbox.AsNoTracking()
            .Where(m => m.Destination == destination && (m.State == OutboxState.Pending
                || (m.State == OutboxState.Waiting && (m.LastError == null || !m.LastError.StartsWith(OutboxMessage.LeftPrefix)))))
            .ToListAsync();
        if (kept.Count > 0)
        {
            var ids = kept.Select(m => m.Id).ToArray();
            await session.SetNewsAsync($"{channel}:{externalId}", news: true);
            await session.Cases.Outbox.Where(m => ids.Contains(m.Id) && (m.State == OutboxState.Pending || m.State == OutboxState.Waiting))
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Waiting).SetProperty(m => m.LastError, OutboxMessage.LeftPrefix + " unfollowed"));
        }

        return kept;
    }

    /// <summary>The row of a resident who acts; null for somebody nobody has seen before.</summary>
    internal static async ValueTask<Person?> FindAsync(WriteSession session, Actor actor) =>
        actor is { Role: Role.Reporter, Id: ['R', .. var number] } && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await session.Cases.People.FindAsync(id)
            : null;
}
