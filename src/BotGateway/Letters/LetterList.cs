using BotGateway.Couriers.Pictures;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Letters;

/// <summary>The outbox by state, newest first.</summary>
internal static class LetterList
{
    public const int LargestPage = 500;
    public const int UsualPage = 50;

    /// <summary>By name only: Enum.TryParse takes numbers and lists as well.</summary>
    public static OutboxState? StateOf(string name)
    {
        foreach (var state in Enum.GetValues<OutboxState>())
        {
            if (state.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return state;
            }
        }

        return null;
    }

    public static async Task<LetterPage> PageAsync(CaseContext store, CityDirectory city, OutboxState? state, int page, int size, CancellationToken cancellation)
    {
        var asked = store.Outbox.AsNoTracking().Where(m => state == null || m.State == state);
        var total = await asked.CountAsync(cancellation);
        var before = (page - 1L) * size;
        var rows = before >= total ? [] : await asked.OrderByDescending(m => m.Id).Skip((int)before).Take(size).ToListAsync(cancellation);
        var ids = rows.Select(r => r.Id).ToArray();
        var attempts = await store.Sends.Where(s => ids.Contains(s.OutboxId))
            .GroupBy(s => s.OutboxId).Select(g => new { Id = g.Key, At = g.Max(s => s.StartedAt) }).ToDictionaryAsync(g => g.Id, g => g.At, cancellation);
        var residents = await ResidentsAsync(store, rows, cancellation);
        return new LetterPage(
            [.. rows.Select(r => new Letter(
                r.Id,
                LetterKind.Of(r),
                r.State,
                r.CaseNumber,
                To(r, residents),
                city.Local(r.CreatedAt),
                r.Attempts,
                r.LastError,
                attempts.TryGetValue(r.Id, out var at) ? city.Local(at) : null))],
            total, page, size);
    }

    private static string To(OutboxMessage row, IReadOnlyDictionary<string, string> residents)
    {
        return LetterKind.Of(row) == "resident" ? residents.GetValueOrDefault(row.Destination, "unregistered") : Aside.WhomOf(row.Destination);
    }

    /// <summary>Destination → public id. Who only talked and never reported has none.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> ResidentsAsync(CaseContext store, IReadOnlyList<OutboxMessage> rows, CancellationToken cancellation)
    {
        var openIds = rows.Where(r => LetterKind.Of(r) == "resident").Select(r => r.Destination.Split(':', 3)[2]).Distinct().ToArray();
        if (openIds.Length == 0)
        {
            return new Dictionary<string, string>();
        }

        var people = await store.People.AsNoTracking().Where(p => openIds.Contains(p.ExternalId)).ToListAsync(cancellation);
        return people.ToDictionary(p => $"resident:{p.Channel}:{p.ExternalId}", p => p.PublicId);
    }
}
