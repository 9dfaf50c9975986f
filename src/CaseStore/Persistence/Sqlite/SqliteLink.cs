using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SQLitePCL;

namespace CaseStore.Persistence.Sqlite;

/// <summary>The writer's one connection with the statements that stay compiled on it.</summary>
internal sealed class SqliteLink : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<SqliteStatement> _statements = [];
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _savepoint;
    private readonly SqliteStatement _release;
    private readonly SqliteStatement _rollbackTo;

    // Of size one: EF registers its functions on a connection whenever it meets it in a new context, and that expires every compiled statement.
    private readonly PooledDbContextFactory<CaseContext> _contexts;

    private SqliteLink(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _savepoint = Prepare("SAVEPOINT work");
        _release = Prepare("RELEASE work");
        _rollbackTo = Prepare("ROLLBACK TO work");
        FindReply = Prepare("""SELECT "Reply" FROM inbox WHERE "Key" = ?1""");
        FindState = Prepare("""SELECT "State", "News", "DidAt" FROM conversations WHERE "Person" = ?1""");
        KeepReply = Prepare("""INSERT INTO inbox ("Key", "Reply", "At") VALUES (?1, ?2, ?3)""");
        KeepState = Prepare("""
            INSERT INTO conversations ("Person", "State", "UpdatedAt", "HeardAt", "TouchedAt", "DidAt") VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT ("Person") DO UPDATE SET "State" = excluded."State", "UpdatedAt" = excluded."UpdatedAt",
                "HeardAt" = coalesce(excluded."HeardAt", "HeardAt"), "TouchedAt" = coalesce(excluded."TouchedAt", "TouchedAt"),
                "DidAt" = coalesce(excluded."DidAt", "DidAt")
            """);
        NextNumber = Prepare("""
            INSERT INTO case_numbers ("Day", "Last") VALUES (?1, 1) ON CONFLICT ("Day") DO UPDATE SET "Last" = "Last" + 1 RETURNING "Last"
            """);
        ForgetAbsence = Prepare("""DELETE FROM invalid_members WHERE lower("UserId") = ?1""");
        KeepReminder = Prepare("""
            INSERT INTO reminders ("Person", "DueAt") VALUES (?1, ?2) ON CONFLICT ("Person") DO UPDATE SET "DueAt" = excluded."DueAt"
            """);
        DropReminder = Prepare("""DELETE FROM reminders WHERE "Person" = ?1""");
        _contexts = new(new DbContextOptionsBuilder<CaseContext>().UseSqlite(connection).AddInterceptors(new KeptCommands()).Options, poolSize: 1);
    }

    public SqliteStatement FindReply { get; }

    public SqliteStatement FindState { get; }

    public SqliteStatement KeepReply { get; }

    public SqliteStatement KeepState { get; }

    public SqliteStatement NextNumber { get; }

    /// <summary>Of a table that is empty nearly always.</summary>
    public SqliteStatement ForgetAbsence { get; }

    public SqliteStatement KeepReminder { get; }

    public SqliteStatement DropReminder { get; }

    public CaseQueries Queries { get; } = new();

    /// <summary>False once SQLite has ended the transaction by itself, as it does when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle!) == 0;

    public static SqliteLink Open(string connectionString)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var settings = connection.CreateCommand();
            settings.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON;";
            settings.ExecuteNonQuery();
            return new SqliteLink(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin() => _begin.Execute();

    public void Commit() => _commit.Execute();

    public void Rollback() => _rollback.Execute();

    public void SetSavepoint() => _savepoint.Execute();

    public void ReleaseSavepoint() => _release.Execute();

    public void RollbackToSavepoint()
    {
        _rollbackTo.Execute();
        _release.Execute();
    }

    public CaseContext NewContext()
    {
        var context = _contexts.CreateDbContext();

        // The transaction and its savepoints are ours; EF has only to write.
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        context.Database.AutoSavepointsEnabled = false;
        return context;
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(_connection.Handle!, sql);
        _statements.Add(statement);
        return statement;
    }
}
