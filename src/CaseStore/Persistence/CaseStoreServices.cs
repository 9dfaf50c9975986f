using CaseStore.Persistence.PostgreSql;
using CaseStore.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CaseStore.Persistence;

public static class CaseStoreServices
{
    public const string Sqlite = "Sqlite";
    public const string PostgreSql = "PostgreSql";

    /// <summary>The store on one of its two databases: <see cref="ICaseWriter"/> for all writing, a context factory for reading.</summary>
    public static IServiceCollection AddCaseStore(this IServiceCollection services, string provider, string connectionString) => provider switch
    {
        Sqlite => services
            .AddPooledDbContextFactory<CaseContext>(options => options.UseSqlite(connectionString).ConfigureWarnings(KnownMigrations))
            .AddSingleton<ICaseWriter>(_ => new SqliteCaseWriter(connectionString)),
        PostgreSql => services
            .AddSingleton(_ => Open(connectionString))
            .AddPooledDbContextFactory<CaseContext>((all, options) =>
                options.UseNpgsql(all.GetRequiredService<NpgsqlDataSource>()).ConfigureWarnings(KnownMigrations))
            .AddSingleton<ICaseWriter, PostgresCaseWriter>(),
        _ => throw new ArgumentException($"Unknown database provider '{provider}'; known are {Sqlite} and {PostgreSql}.", nameof(provider)),
    };

    /// <summary>The hot path's few statements are prepared on each connection without being told to.</summary>
    private static NpgsqlDataSource Open(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 64;
        return NpgsqlDataSource.Create(settings);
    }

    // The migrations are written by hand and have no snapshot for EF to compare with. A test compares the schemas themselves.
    private static void KnownMigrations(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.PendingModelChangesWarning);
}
