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

    /// <summary>Marks that a person left (nothing more is sent, and what waits for them is dropped) or came back.</summary>
    public static async ValueTask SetPresenceAsync(WriteSession session, Channel channel, string externalId, bool reachable, DateTimeOffset now)
    {
        if (await KnownAsync(session, channel, externalId) is { } person)
        {
            person.LeftAt = reachable ? null : person.LeftAt ?? now;
        }

        if (!reachable)
        {
            var destination = $"resident:{channel}:{externalId}";
            await session.Cases.Outbox.Where(m => m.Destination == destination && m.State == OutboxState.Pending)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Dropped).SetProperty(m => m.LastError, "unfollowed"));
        }
    }

    /// <summary>The row of a resident who acts; null for somebody nobody has seen before.</summary>
    internal static async ValueTask<Person?> FindAsync(WriteSession session, Actor actor) =>
        actor is { Role: Role.Reporter, Id: ['R', .. var number] } && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await session.Cases.People.FindAsync(id)
            : null;
}
