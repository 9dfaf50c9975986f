using CaseStore.City;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.People;

/// <summary>What an import did.</summary>
/// <param name="Verified">Residents who had registered before and whose right opened by it.</param>
public sealed record RosterResult(int Imported, int Updated, int Unchanged, int Verified, IReadOnlyList<RosterFault> Faults)
{
    /// <summary>Nothing at all could be read.</summary>
    public bool IsUnreadable => Imported + Updated + Unchanged == 0 && Faults.Any(f => f.Line <= 1);
}

/// <summary>
/// Imports a roster: what is good is taken, what is not is named by its line, and the same file twice changes nothing. A long one is
/// taken some lines at a time, each lot a transaction of its own, so that residents are answered meanwhile; one that was cut off is
/// simply imported again.
/// </summary>
public sealed class RosterImport(CityDirectory city)
{
    public const int LargestBytes = RosterFile.LargestBytes;
    private const int AtOnce = 500;

    /// <param name="dryRun">Says what would be done, and does nothing.</param>
    public async Task<RosterResult> RunAsync(ICaseWriter writer, byte[] file, DateTimeOffset now, bool dryRun = false, CancellationToken cancellation = default)
    {
        var (lines, faults) = RosterFile.Read(file, city);
        var result = new RosterResult(0, 0, 0, 0, faults);
        foreach (var some in lines.Chunk(AtOnce))
        {
            var more = await writer.WriteAsync(session => TakeAsync(session, some, now, dryRun), cancellation);
            result = result with
            {
                Imported = result.Imported + more.Imported,
                Updated = result.Updated + more.Updated,
                Unchanged = result.Unchanged + more.Unchanged,
                Verified = result.Verified + more.Verified,
            };
        }

        return result;
    }

    private static async ValueTask<RosterResult> TakeAsync(WriteSession session, RosterLine[] lines, DateTimeOffset now, bool dryRun)
    {
        // Joined, not looked for with Contains: PostgreSQL walks through the whole list for every row of a table it has no statistics of.
        var phones = lines.Select(l => l.Phone).ToArray();
        var known = await session.Cases.Roster.Join(phones, r => r.Phone, p => p, (r, p) => r).ToDictionaryAsync(r => r.Phone);
        var waiting = (await session.Cases.People.Where(p => p.RegisteredAt != null).Join(phones, p => p.Phone, x => x, (p, x) => p).ToListAsync())
            .ToLookup(p => p.Phone);
        var (imported, updated, unchanged, verified) = (0, 0, 0, 0);
        foreach (var line in lines)
        {
            if (!known.TryGetValue(line.Phone, out var entry))
            {
                imported++;
                entry = new RosterEntry { Name = line.Name, Phone = line.Phone, Role = line.Role, CompoundId = line.CompoundId, ImportedAt = now };
                if (!dryRun)
                {
                    session.Cases.Roster.Add(entry);
                }
            }
            else if (PersonName.AreSame(entry.Name, line.Name) && entry.Role == line.Role && entry.CompoundId == line.CompoundId)
            {
                unchanged++;
            }
            else
            {
                updated++;
                if (!dryRun)
                {
                    (entry.Name, entry.Role, entry.CompoundId, entry.ImportedAt) = (line.Name, line.Role, line.CompoundId, now);
                }
            }

            verified += Verify(waiting[line.Phone], line, dryRun ? null : entry);
        }

        return new RosterResult(imported, updated, unchanged, verified, []);
    }

    /// <summary>Who registered before the list came; of each channel the first who gave this name and phone.</summary>
    private static int Verify(IEnumerable<Person> waiting, RosterLine line, RosterEntry? entry)
    {
        var count = 0;
        foreach (var same in waiting.GroupBy(p => p.Channel))
        {
            if (same.FirstOrDefault(p => p.Verified) is { } already)
            {
                if (entry is not null)
                {
                    Registrar.Open(already, entry);
                }
            }
            else if (same.OrderBy(p => p.RegisteredAt).FirstOrDefault(p => p.Name is { } name && PersonName.AreSame(name, line.Name)) is { } person)
            {
                count++;
                if (entry is not null)
                {
                    Registrar.Open(person, entry);
                }
            }
        }

        return count;
    }
}
