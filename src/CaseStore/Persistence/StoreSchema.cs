using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CaseStore.Persistence;

public static class StoreSchema
{
    /// <summary>Any number that nobody else on the server uses: "woodpeck" in ASCII.</summary>
    private const long MigrationLock = 0x776F6F647065636B;

    /// <summary>Brings the database to this version's schema, creating it where there is none. To be awaited before anything is served.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation = default)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<CaseContext>>();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (context.Database.IsSqlite())
            await PrepareFileAsync(context, cancellation);
        if (context.Database.IsNpgsql())
            await MigrateAloneAsync(context, cancellation);
        else
            await context.Database.MigrateAsync(cancellation);
    }

    /// <summary>EF locks for one migration at a time; between two of them another node would begin with the second as well.</summary>
    private static async Task MigrateAloneAsync(CaseContext context, CancellationToken cancellation)
    {
        await OpenServerAsync(context, cancellation);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellation);
        try
        {
            await context.Database.MigrateAsync(cancellation);
        }
        finally
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
    }

    // Past EF's strategy, which would wrap what went wrong: the start tells it in words.
    private static async Task OpenServerAsync(CaseContext context, CancellationToken cancellation)
    {
        var connection = context.Database.GetDbConnection();
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabaseAsync(context, cancellation);
            await connection.OpenAsync(cancellation);
        }
    }

    private static async Task CreateDatabaseAsync(CaseContext context, CancellationToken cancellation)
    {
        try
        {
            await context.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellation);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node was quicker.
        }
    }

    private static async Task PrepareFileAsync(CaseContext context, CancellationToken cancellation)
    {
        var file = new SqliteConnectionStringBuilder(context.Database.GetConnectionString()).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory)
            Directory.CreateDirectory(directory);

        await context.Database.OpenConnectionAsync(cancellation);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);

        // EF waits for ever for the lock of a process that was killed while migrating. One gateway owns the file, so a lock found here is such a one.
        await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellation);
    }
}
