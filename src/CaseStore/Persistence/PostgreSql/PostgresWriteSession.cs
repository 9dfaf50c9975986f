using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CaseStore.Persistence.PostgreSql;

/// <summary>One transaction (READ COMMITTED) on one connection.</summary>
internal sealed class PostgresWriteSession(NpgsqlConnection connection, NpgsqlTransaction transaction, DbContextOptions<CaseContext> options, CaseQueries queries)
    : WriteSession(queries), IAsyncDisposable
{
    /// <summary>Any number that nobody else on the server uses: "claiming" in ASCII.</summary>
    private const long ClaimLock = 0x636C61696D696E67;

    private CaseContext? _cases;

    public override CaseContext Cases => _cases ??= NewContext();

    public override async ValueTask<TurnStart> BeginTurnAsync(string person, string key, string? present = null)
    {
        // One round trip. The row is there before it is locked, so that a stranger's first two messages wait for each other as well;
        // the inbox is read after the lock is held, by a statement that sees what the one before us committed.
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                Command("""INSERT INTO conversations ("Person", "State", "UpdatedAt") VALUES ($1, NULL, 0) ON CONFLICT DO NOTHING""", person),
                Command("""SELECT "State", "News", "DidAt" FROM conversations WHERE "Person" = $1 FOR UPDATE""", person),
                Command("""SELECT "Reply" FROM inbox WHERE "Key" = $1""", key),
            },
        };
        if (present is not null)
            batch.BatchCommands.Add(Command("""DELETE FROM invalid_members WHERE lower("UserId") = $1""", present.ToLowerInvariant()));
        await using var reader = await batch.ExecuteReaderAsync();
        var known = await reader.ReadAsync();
        var state = known ? TextOrNull(reader) : null;
        var news = known && reader.GetBoolean(1);
        DateTimeOffset? didAt = known && !reader.IsDBNull(2) ? DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)) : null;
        await reader.NextResultAsync();
        return await reader.ReadAsync() ? new TurnStart(true, TextOrNull(reader), null) : new TurnStart(false, null, state, news, didAt);
    }

    public override async ValueTask KeepTurnAsync(
        string person, string key, string? state, string? reply, DateTimeOffset now, Heard heard = Heard.Nothing, DateTimeOffset? didAt = null)
    {
        var at = now.ToUnixTimeMilliseconds();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                Command(
                    """
                    INSERT INTO conversations ("Person", "State", "UpdatedAt", "HeardAt", "TouchedAt", "DidAt") VALUES ($1, $2, $3, $4, $5, $6)
                    ON CONFLICT ("Person") DO UPDATE SET "State" = excluded."State", "UpdatedAt" = excluded."UpdatedAt",
                        "HeardAt" = coalesce(excluded."HeardAt", conversations."HeardAt"), "TouchedAt" = coalesce(excluded."TouchedAt", conversations."TouchedAt"),
                        "DidAt" = coalesce(excluded."DidAt", conversations."DidAt")
                    """,
                    person, state, at, Moment(heard == Heard.Message, at), Moment(heard == Heard.Touch, at),
                    Moment(didAt is not null, didAt?.ToUnixTimeMilliseconds() ?? 0)),
                Command("""INSERT INTO inbox ("Key", "Reply", "At") VALUES ($1, $2, $3)""", key, reply, at),
            },
        };
        await batch.ExecuteNonQueryAsync();
    }

    public override async ValueTask<int> NextNumberAsync(DateOnly day)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                Command(
                    """
                    INSERT INTO case_numbers ("Day", "Last") VALUES ($1, 1)
                    ON CONFLICT ("Day") DO UPDATE SET "Last" = case_numbers."Last" + 1 RETURNING "Last"
                    """,
                    NumberRow.DayKey(day)),
            },
        };
        return (int)(await batch.ExecuteScalarAsync())!;
    }

    /// <summary>One lock for all lanes: nearly every message counts against the app's own, and several locks could be taken in two orders.</summary>
    public override async ValueTask LockOutboxAsync()
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { Command("SELECT pg_advisory_xact_lock($1)", ClaimLock) } };
        await batch.ExecuteNonQueryAsync();
    }

    public override async ValueTask RemindAsync(string person, DateTimeOffset? at)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                at is { } moment
                    ? Command(
                        """INSERT INTO reminders ("Person", "DueAt") VALUES ($1, $2) ON CONFLICT ("Person") DO UPDATE SET "DueAt" = excluded."DueAt" """,
                        person, moment.ToUnixTimeMilliseconds())
                    : Command("""DELETE FROM reminders WHERE "Person" = $1""", person),
            },
        };
        await batch.ExecuteNonQueryAsync();
    }

    internal async Task SaveAsync()
    {
        if (_cases is not null)
            await _cases.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _cases?.DisposeAsync() ?? default;

    protected override async ValueTask LockCaseAsync(string number)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { Command("""SELECT 1 FROM cases WHERE "Number" = $1 FOR UPDATE""", number) },
        };
        await batch.ExecuteNonQueryAsync();
    }

    protected override async ValueTask<IReadOnlyList<long>> LockDueCasesAsync(int atMost, DateTimeOffset now)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                Command(
                    """SELECT "Id" FROM cases WHERE "NextDueAt" <= $1 ORDER BY "NextDueAt", "Id" LIMIT $2 FOR UPDATE SKIP LOCKED""",
                    now.ToUnixTimeMilliseconds(), (long)atMost),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        var due = new List<long>();
        while (await reader.ReadAsync())
            due.Add(reader.GetInt64(0));
        return due;
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                long number => new NpgsqlParameter<long> { TypedValue = number },
                NoMoment => new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint, Value = DBNull.Value },
                _ => new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text, Value = value ?? DBNull.Value },
            });
        }

        return command;
    }

    private static object Moment(bool happened, long at) => happened ? at : NoMoment.It;

    private static string? TextOrNull(NpgsqlDataReader reader) => reader.IsDBNull(0) ? null : reader.GetString(0);

    /// <summary>A bigint that is null: a plain null counts as text.</summary>
    private sealed class NoMoment
    {
        public static readonly NoMoment It = new();
    }

    private CaseContext NewContext()
    {
        var context = new CaseContext(options);
        context.Database.SetDbConnection(connection);
        context.Database.UseTransaction(transaction);
        context.Database.AutoSavepointsEnabled = false;
        return context;
    }
}
