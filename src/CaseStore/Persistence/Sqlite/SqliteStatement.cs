using SQLitePCL;

namespace CaseStore.Persistence.Sqlite;

/// <summary>A statement compiled once for its connection's life. Used by one thread at a time.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        if (raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement) != raw.SQLITE_OK)
            throw Failure();
    }

    public SqliteStatement Bind(int parameter, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(_statement, parameter) : raw.sqlite3_bind_text(_statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, long? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_int64(_statement, parameter, number) : raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    /// <summary>True when there is a row to read. Every walk ends in <see cref="Reset"/>.</summary>
    public bool Step() => raw.sqlite3_step(_statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        _ => throw FailureAfterReset(),
    };

    public string? Text(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public int Integer(int column) => raw.sqlite3_column_int(_statement, column);

    public DateTimeOffset? Moment(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL
        ? null
        : DateTimeOffset.FromUnixTimeMilliseconds(raw.sqlite3_column_int64(_statement, column));

    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void Execute()
    {
        Step();
        Reset();
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw Failure();
    }

    private Microsoft.Data.Sqlite.SqliteException FailureAfterReset()
    {
        var failure = Failure();
        Reset();
        return failure;
    }

    private Microsoft.Data.Sqlite.SqliteException Failure() => new(
        $"SQLite: {raw.sqlite3_errmsg(_connection).utf8_to_string()}", raw.sqlite3_errcode(_connection), raw.sqlite3_extended_errcode(_connection));
}
