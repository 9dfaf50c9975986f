using Microsoft.EntityFrameworkCore;

namespace CaseStore.Persistence;

/// <summary>Takes due outbox rows for one courier, in one statement, so that no other courier takes them as well.</summary>
internal static class OutboxClaim
{
    // Due: waiting and its time has come, or claimed by somebody who is gone. A row stands back while an earlier one of its
    // destination is not done, unless it is urgent (or at once) and the earlier one is not. {0} now, {1} lease, {2} at most.
    private const string Claim =
        """
        WITH due AS MATERIALIZED (
            SELECT o."Id" FROM "outbox" AS o
            WHERE ((o."State" = 'Pending' AND o."NextAttemptAt" <= {0}) OR (o."State" = 'Sending' AND o."LeaseUntil" <= {0}))
              AND NOT EXISTS (
                SELECT 1 FROM "outbox" AS e
                WHERE e."Destination" = o."Destination" AND e."State" IN ('Pending', 'Sending')
                  AND e."Id" < o."Id" AND (e."Urgent" OR NOT o."Urgent") AND (e."AtOnce" OR NOT o."AtOnce"))
            ORDER BY o."Urgent" DESC, o."Id"
            LIMIT {2}
            /*lock*/
        )
        UPDATE "outbox" SET "State" = 'Sending', "LeaseUntil" = {1}, "Attempts" = "Attempts" + 1
        WHERE "Id" IN (SELECT "Id" FROM due)
        RETURNING *
        """;

    private static readonly string PostgresClaim = Claim.Replace("/*lock*/", "FOR UPDATE OF o SKIP LOCKED", StringComparison.Ordinal);

    public static async ValueTask<IReadOnlyList<OutboxMessage>> RunAsync(
        CaseContext context, int atMost, DateTimeOffset now, DateTimeOffset leaseUntil)
    {
        var sql = context.Database.IsNpgsql() ? PostgresClaim : Claim;
        var rows = await context.Outbox
            .FromSqlRaw(sql, now.ToUnixTimeMilliseconds(), leaseUntil.ToUnixTimeMilliseconds(), atMost)
            .AsNoTracking()
            .ToListAsync();
        return [.. rows.OrderByDescending(m => m.Urgent).ThenBy(m => m.Id)];
    }
}
