using CaseStore.Cases;
using CaseStore.Persistence;
using Conversation.Announcements;

namespace BotGateway.Turns;

/// <summary>Passes on what somebody had in hand who has left WeCom, and tells those concerned.</summary>
internal sealed class Departures(CaseDesk desk, Announcer announcer, Outgoing outgoing)
{
    public async ValueTask MarkAsync(WriteSession session, string userId, DateTimeOffset now)
    {
        var isNew = !(await session.InvalidMembersAsync()).Contains(userId);
        var events = await desk.MarkMemberInvalidAsync(session, userId, now);
        await outgoing.AddAsync(session, [.. isNew ? announcer.MemberLost(userId) : [], .. announcer.Announce(events)], now);
    }
}
