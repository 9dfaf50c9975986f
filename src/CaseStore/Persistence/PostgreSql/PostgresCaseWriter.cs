using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CaseStore.Persistence.PostgreSql;

/// <summary>Each work its own transaction, as many at once as there are connections; collisions are tried again from the start.</summary>
internal sealed class PostgresCaseWriter(NpgsqlDataSource database) : ICaseWriter
{
    private const int Attempts = 8;

    // Without a connection: each session lends its own.
    private readonly DbContextOptions<CaseContext> _options = new DbContextOptionsBuilder<CaseContext>().UseNpgsql().Options;

    private readonly CaseQueries _queries = new();

    public async Task<T> WriteAsync<T>(Func<WriteSession, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        var (session, result) = await CommitAsync(work, cancellation).ConfigureAwait(false);
        session.RunAfterCommit();
        return result;
    }

    private async Task<(WriteSession Session, T Result)> CommitAsync<T>(Func<WriteSession, ValueTask<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryCommitAsync(work, cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (attempt < Attempts && IsCollision(failure))
            {
                // What the other one did is visible now; the next attempt starts from it.
            }
        }
    }

    private async Task<(WriteSession Session, T Result)> TryCommitAsync<T>(Func<WriteSession, ValueTask<T>> work, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation).ConfigureAwait(false);
        await using var session = new PostgresWriteSession(connection, transaction, _options, _queries);
        var result = await work(session).ConfigureAwait(false);
        await session.SaveAsync().ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return (session, result);
    }

    private static bool IsCollision(Exception failure) => failure switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException database => database.SqlState
            is PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.UniqueViolation,
        { InnerException: { } inner } => IsCollision(inner),
        _ => false,
    };
}
