using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Letters;

/// <summary>What was told on a line of another message has been heard only if that message was.</summary>
internal static class DeadDigest
{
    /// <summary>When a message is given up, or dropped because nobody is there to hear it.</summary>
    public static Task<int> TakeAlongAsync(WriteSession session, long id, string? reason) => session.Cases.Outbox
        .Where(m => m.SentWith == id && m.State == OutboxState.Sent)
        .ExecuteUpdateAsync(m => m
            .SetProperty(x => x.State, OutboxState.Dead).SetProperty(x => x.SentAt, (DateTimeOffset?)null).SetProperty(x => x.LastError, reason));

    /// <summary>When such messages are about to be sent again: then they tell what they told.</summary>
    public static Task<int> TakeBackAsync(WriteSession session, IQueryable<OutboxMessage> resent, DateTimeOffset now) => session.Cases.Outbox
        .Where(m => m.State == OutboxState.Dead && resent.Any(digest => digest.Id == m.SentWith))
        .ExecuteUpdateAsync(m => m
            .SetProperty(x => x.State, OutboxState.Sent).SetProperty(x => x.SentAt, now)
            .SetProperty(x => x.LastError, (string?)null).SetProperty(x => x.HourLine, (long?)null));
}
