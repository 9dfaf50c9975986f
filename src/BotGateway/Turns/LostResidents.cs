using BotGateway.Couriers;
using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Turns;

/// <summary>
/// Whoever looks after the compound hears that a reporter must be told in person, once for each of their open cases; and that what a
/// volunteer had claimed is anybody's again.
/// </summary>
internal sealed class LostResidents(CaseDesk desk, Announcer announcer, Outgoing outgoing)
{
    /// <param name="rows">The messages that did not arrive; what was claimed lapses without any.</param>
    public async ValueTask TellAsync(
        WriteSession session, Channel channel, string externalId, IReadOnlyCollection<OutboxMessage> rows, DateTimeOffset now)
    {
        await outgoing.AddAsync(session, announcer.Announce(await desk.ReleaseClaimsAsync(session, channel, externalId, now)), now);
        var ids = rows.Select(r => r.Id).ToArray();
        var destination = $"resident:{channel}:{externalId}";
        foreach (var number in rows.Select(r => r.CaseNumber).OfType<string>().Distinct())
        {
            // What could not be told before says that its community knows.
            var known = await session.Cases.Outbox.AnyAsync(m => m.CaseNumber == number && m.Destination == destination && !ids.Contains(m.Id)
                && m.LastError != null && m.LastError.StartsWith(OutboxMessage.LeftPrefix));
            var kase = known ? null : await session.Cases.Cases.Include(c => c.Reporter).FirstOrDefaultAsync(c => c.Number == number);
            if (kase is not null && kase.Reporter.Channel == channel && kase.Reporter.ExternalId == externalId
                && (kase.IsInWork || kase.State == CaseState.Resolved))
            {
                await outgoing.AddAsync(session, announcer.Unreachable(kase), now);
            }
        }
    }
}
