namespace CaseStore.Persistence;

/// <summary>
/// Runs work in a transaction and returns when it is durable. SQLite groups waiting work into one commit with a savepoint each;
/// PostgreSQL gives each its own transaction and repeats it when the database says two collided, so work must be repeatable:
/// it may touch nothing outside its session, this writer included.
/// </summary>
public interface ICaseWriter
{
    /// <summary>A failure inside <paramref name="work"/> rolls back that work alone and is thrown to its caller.</summary>
    Task<T> WriteAsync<T>(Func<WriteSession, ValueTask<T>> work, CancellationToken cancellation = default);
}
