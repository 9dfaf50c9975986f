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

    /// <returns>How it stood: <see cref="OutboxState.Dead"/> was put back, anything else left alone; null when there is no such message.</returns>
    public static async ValueTask<OutboxState?> OneAsync(WriteSession session, long id, DateTimeOffset now)
    {
        var resent = await session.Cases.Outbox.Where(m => m.Id == id && m.State == OutboxState.Dead).ExecuteUpdateAsync(Back(now));
        return resent > 0
            ? OutboxState.Dead
            : await session.Cases.Outbox.Where(m => m.Id == id).Select(m => (OutboxState?)m.State).FirstOrDefaultAsync();
    }

    /// <returns>How many.</returns>
    public static async ValueTask<int> AllAsync(WriteSession session, DateTimeOffset now) =>
        await session.Cases.Outbox.Where(m => m.State == OutboxState.Dead).ExecuteUpdateAsync(Back(now));

    private static Action<UpdateSettersBuilder<OutboxMessage>> Back(DateTimeOffset now) => set => set
        .SetProperty(m => m.State, OutboxState.Pending)
        .SetProperty(m => m.Attempts, 0)
        .SetProperty(m => m.NextAttemptAt, now)
        .SetProperty(m => m.SentWith, (long?)null)
        .SetProperty(m => m.HourLine, m => m.HourLine <= m.Id ? m.HourLine : null)
        .SetProperty(m => m.LastError, m => m.LastError == null || m.LastError.StartsWith(Mark) ? m.LastError : Mark + m.LastError);
}
