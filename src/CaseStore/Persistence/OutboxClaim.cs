using Microsoft.EntityFrameworkCore;

namespace CaseStore.Persistence;

/// <summary>Which outbox rows may be taken now, and when the next one may be.</summary>
internal static class OutboxClaim
{
    /// <summary>Word for word the filter of the index that keeps these rows in the order of the queue: otherwise SQLite does not use it.</summary>
    public const string IsLive = "\"State\" IN ('Pending', 'Sending')";

    public const string QueueIndex = "IX_outbox_Queue";

    // A row stands back while an earlier one of its destination is not done, unless it is urgent (or at once) and the earlier one is
    // not; and while another one is under way, unless it alone is urgent. OFFSET keeps PostgreSQL from making a join of it: a probe
    // of the index per row is what it should be.
    private const string NothingBefore =
        """
        NOT EXISTS (
            SELECT 1 FROM "outbox" AS e
            WHERE e."Destination" = o."Destination" AND e."State" IN ('Pending', 'Sending')
              AND ((e."Id" < o."Id" AND (e."Urgent" OR NOT o."Urgent") AND (e."AtOnce" OR NOT o."AtOnce"))
                OR (e."State" = 'Sending' AND o."State" = 'Pending' AND e."Id" <> o."Id" AND (e."Urgent" OR NOT o."Urgent")))
            LIMIT 1 OFFSET 0)
        """;

    // A claimed row's moment is the end of its lease: then whoever had it is gone. In the order of the queue's index it stops at the
    // first few, where sorting all that is due would take longer with every row that waits. {0} now, {1} at most.
    private const string Due =
        $"""
        SELECT o.* FROM "outbox" AS o /*in order*/
        WHERE o."State" IN ('Pending', 'Sending') AND o."NextAttemptAt" <= {"{0}"} AND {NothingBefore}
        ORDER BY o."Urgent" DESC, o."AtOnce" DESC, o."Id"
        LIMIT {"{1}"}
        """;

    // {0} destination, {1} now, {2} at most.
    private const string Crowd =
        """
        SELECT o.* FROM "outbox" AS o
        WHERE o."Destination" = {0} AND o."State" IN ('Pending', 'Sending') AND o."NextAttemptAt" <= {1} AND NOT o."Urgent" AND NOT o."AtOnce"
        ORDER BY o."Id"
        LIMIT {2}
        """;

    // One state each, for the index by state and moment.
    private const string Next =
        $"""
        SELECT o."NextAttemptAt" AS "Value" FROM "outbox" AS o
        WHERE o."State" = {"{0}"} AND {NothingBefore}
        ORDER BY o."NextAttemptAt"
        LIMIT 1
        """;

    private const string Locked = "\nFOR UPDATE OF o SKIP LOCKED";

    // PostgreSQL finds the index by its statistics; SQLite has none and takes the one by state.
    private static readonly string DueInSqlite = Due.Replace("/*in order*/", $"INDEXED BY \"{QueueIndex}\"", StringComparison.Ordinal);

    public static ValueTask<IReadOnlyList<OutboxMessage>> DueAsync(CaseContext context, int atMost, DateTimeOffset now) =>
        ReadAsync(context, context.Database.IsSqlite() ? DueInSqlite : Due, now.ToUnixTimeMilliseconds(), atMost);

    public static ValueTask<IReadOnlyList<OutboxMessage>> CrowdAsync(CaseContext context, string destination, int atMost, DateTimeOffset now) =>
        ReadAsync(context, Crowd, destination, now.ToUnixTimeMilliseconds(), atMost);

    public static async Task<DateTimeOffset?> NextAsync(CaseContext context, CancellationToken cancellation)
    {
        var waiting = await context.Database.SqlQueryRaw<long>(Next, nameof(OutboxState.Pending)).ToListAsync(cancellation);
        var claimed = await context.Database.SqlQueryRaw<long>(Next, nameof(OutboxState.Sending)).ToListAsync(cancellation);
        return waiting.Concat(claimed).Order().Select(m => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(m)).FirstOrDefault();
    }

    private static async ValueTask<IReadOnlyList<OutboxMessage>> ReadAsync(CaseContext context, string sql, params object[] values) =>
        await context.Outbox.FromSqlRaw(context.Database.IsNpgsql() ? sql + Locked : sql, values).AsNoTracking().ToListAsync();
}
