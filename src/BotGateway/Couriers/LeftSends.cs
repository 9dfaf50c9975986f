using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Couriers;

/// <summary>Attempts of which nobody came back to say how they ended.</summary>
internal static class LeftSends
{
    /// <summary>Those of <paramref name="sends"/> that are under way end as unknown. They lasted at most their lease, whenever we hear of it.</summary>
    public static async Task EndAsync(IQueryable<Send> sends, DateTimeOffset now)
    {
        foreach (var send in await sends.Where(s => s.Outcome == SendOutcome.UnderWay).AsTracking().ToListAsync())
        {
            var latest = send.StartedAt + OutboxLedger.Lease;
            (send.Outcome, send.EndedAt) = (SendOutcome.Unknown, now < latest ? now : latest);
        }
    }
}
