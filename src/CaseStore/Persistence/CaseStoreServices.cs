using CaseStore.Persistence.PostgreSql;
using CaseStore.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
            .AddPooledDbContextFactory<CaseContext>(options => options.UseSqlite(connectionString).ConfigureWarnings(Known))
            .AddSingleton<ICaseWriter>(_ => new SqliteCaseWriter(connectionString)),
        PostgreSql => services
            .AddSingleton(_ => Open(connectionString))
            .AddPooledDbContextFactory<CaseContext>((all, options) =>
                options.UseNpgsql(all.GetRequiredService<NpgsqlDataSource>()).ConfigureWarnings(Known))
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

    // The migrations are written by hand and have no snapshot for EF to compare with; a test compares the schemas themselves.
    // A failed command is an exception too, and whoever catches that one knows whether it matters: the first start looks for a table that is not there yet.
    private static void Known(WarningsConfigurationBuilder warnings) => warnings
        .Ignore(RelationalEventId.PendingModelChangesWarning)
        .Log((RelationalEventId.CommandError, LogLevel.Debug));
}
