using BotGateway.Couriers;
using CaseStore.Cases;
using CaseStore.Persistence;
using Conversation.Announcements;

namespace BotGateway.Turns;

/// <summary>Passes on what somebody had in hand who has left WeCom, and tells those concerned.</summary>
internal sealed class Departures(CaseDesk desk, Announcer announcer, OutboxBell bell)
{
    public async ValueTask MarkAsync(WriteSession session, string userId, DateTimeOffset now)
    {
        if (Outgoing.Add(session, announcer.Announce(await desk.MarkMemberInvalidAsync(session, userId, now)), now))
        {
            session.AfterCommit(bell.Ring);
        }
    }
}
