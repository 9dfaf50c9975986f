using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.People;

/// <summary>Matches who somebody says they are against the roster.</summary>
public static class Registrar
{
    /// <param name="triesPerDay">Registrations that match nothing, after which nothing is looked up until a day has passed.</param>
    public static async ValueTask<Registration> RegisterAsync(
        WriteSession session, Channel channel, string externalId, string name, string phone, int triesPerDay, DateTimeOffset now)
    {
        var person = await Residents.OfAsync(session, channel, externalId, now);
        if (person.TriesSince is { } since && now - since >= TimeSpan.FromDays(1))
        {
            (person.Tries, person.TriesSince) = (null, null);
        }

        if (person.Tries >= triesPerDay)
        {
            return new Registration.TooManyTries();
        }

        (person.Name, person.Phone, person.RegisteredAt) = (name, phone, now);
        var entry = await session.Cases.Roster.FirstOrDefaultAsync(r => r.Phone == phone);
        if (entry is null || !string.Equals(entry.Name, name, StringComparison.Ordinal))
        {
            person.Tries = (person.Tries ?? 0) + 1;
            person.TriesSince ??= now;
            return new Registration.NotOnRoster();
        }

        if (await session.Cases.People.AnyAsync(p => p.Phone == phone && p.Channel == channel && p.Verified && p.Id != person.Id))
        {
            person.Tries = (person.Tries ?? 0) + 1;
            person.TriesSince ??= now;
            return new Registration.Taken();
        }

        (person.Verified, person.Role, person.CompoundId) = (true, entry.Role, entry.CompoundId);
        return new Registration.Matched(entry.Role, entry.CompoundId);
    }
}
