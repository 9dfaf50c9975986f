using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace BotGateway.Letters;

/// <summary>
/// Puts what was given up back into the queue. Its earlier attempts stay in the ledger and its reason in the row; what is no longer
/// true is dropped when its turn comes, as always.
/// </summary>
internal static class Resending
{
    public const string Mark = "Resent after ";

    /// <returns>How it stood: <see cref="OutboxState.Dead"/> was put back, anything else left alone; null when there is no such message, or no words of it any more.</returns>
    public static async ValueTask<OutboxState?> OneAsync(WriteSession session, long id, DateTimeOffset now) =>
        await PutBackAsync(session, Dead(session).Where(m => m.Id == id), now) > 0
            ? OutboxState.Dead
            : await session.Cases.Outbox.Where(m => m.Id == id && m.State != OutboxState.Dead).Select(m => (OutboxState?)m.State).FirstOrDefaultAsync();

    /// <returns>How many; what stands on a line of one of them is not counted.</returns>
    public static async ValueTask<int> AllAsync(WriteSession session, DateTimeOffset now) => await PutBackAsync(session, Dead(session), now);

    private static IQueryable<OutboxMessage> Dead(WriteSession session) => session.Cases.Outbox.Where(m => m.State == OutboxState.Dead && m.Payload != OutboxMessage.Forgotten);

    private static async Task<int> PutBackAsync(WriteSession session, IQueryable<OutboxMessage> dead, DateTimeOffset now)
    {
        await DeadDigest.TakeBackAsync(session, dead, now);
        return await dead.ExecuteUpdateAsync(Back(now));
    }

    private static Action<UpdateSettersBuilder<OutboxMessage>> Back(DateTimeOffset now) => set => set
        .SetProperty(m => m.State, OutboxState.Pending)
        .SetProperty(m => m.Attempts, 0)
        .SetProperty(m => m.NextAttemptAt, now)
        .SetProperty(m => m.RequeuedAt, now)
        .SetProperty(m => m.SentWith, (long?)null)
        .SetProperty(m => m.HourLine, m => m.HourLine <= m.Id ? m.HourLine : null)
        .SetProperty(m => m.LastError, m => m.LastError == null || m.LastError.StartsWith(Mark) ? m.LastError : Mark + m.LastError);
}
