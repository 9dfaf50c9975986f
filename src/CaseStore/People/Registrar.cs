using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.People;

/// <summary>Matches who somebody says they are against the roster. One identity of each channel may stand for an entry.</summary>
public static class Registrar
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="phone">Eleven digits.</param>
    /// <param name="triesPerDay">Registrations that match nothing, after which nothing is looked up until a day has passed.</param>
    public static async ValueTask<Registration> RegisterAsync(
        WriteSession session, Channel channel, string externalId, string name, string phone, int triesPerDay, DateTimeOffset now)
    {
        var person = await Residents.OfAsync(session, channel, externalId, now);
        if (person.TriesSince is { } since && now - since >= Day)
        {
            (person.Tries, person.TriesSince) = (null, null);
        }

        if (person.Tries >= triesPerDay)
        {
            return new Registration.TooManyTries();
        }

        // First the lock, then the reading: two who claim the same entry at once must not both find it free.
        await session.Cases.Roster.Where(r => r.Phone == phone).ExecuteUpdateAsync(set => set.SetProperty(r => r.Phone, phone));
        var entry = await session.Cases.Roster.FirstOrDefaultAsync(r => r.Phone == phone);
        if (entry is null || !PersonName.AreSame(entry.Name, name))
        {
            Count(person, now);
            if (!person.Verified)
            {
                // Kept, so that a roster imported later finds them; who is verified already stays who they are.
                Remember(person, name, phone, now);
            }

            return new Registration.NotOnRoster();
        }

        if (await session.Cases.People.AnyAsync(p => p.Phone == phone && p.Channel == channel && p.Verified && p.Id != person.Id))
        {
            Count(person, now);
            return new Registration.Taken();
        }

        Remember(person, name, phone, now);
        Open(person, entry);
        return new Registration.Matched(entry.Role, entry.CompoundId);
    }

    /// <summary>The reporting right opens.</summary>
    internal static void Open(Person person, RosterEntry entry) =>
        (person.Verified, person.Role, person.CompoundId) = (true, entry.Role, entry.CompoundId);

    private static void Remember(Person person, string name, string phone, DateTimeOffset now) =>
        (person.Name, person.Phone, person.RegisteredAt) = (PersonName.Of(name), phone, now);

    private static void Count(Person person, DateTimeOffset now)
    {
        person.Tries = (person.Tries ?? 0) + 1;
        person.TriesSince ??= now;
    }
}
