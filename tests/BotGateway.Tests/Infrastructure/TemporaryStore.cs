using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Infrastructure;

/// <summary>The real store on a SQLite file of its own, gone with the test, or on a database given.</summary>
internal class TemporaryStore : ICaseWriter, IDbContextFactory<CaseContext>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");
    private readonly ServiceProvider _services;
    private readonly ICaseWriter _writer;
    private readonly IDbContextFactory<CaseContext> _reads;

    /// <param name="postgres">The connection string of an empty PostgreSQL database; null for SQLite.</param>
    public TemporaryStore(string? postgres = null)
    {
        _services = (postgres is null
            ? new ServiceCollection().AddCaseStore(CaseStoreServices.Sqlite, $"Data Source={Path.Combine(_folder.FullName, "cases.db")};Pooling=False")
            : new ServiceCollection().AddCaseStore(CaseStoreServices.PostgreSql, postgres)).BuildServiceProvider();
        StoreSchema.MigrateAsync(_services).GetAwaiter().GetResult();
        _writer = _services.GetRequiredService<ICaseWriter>();
        _reads = _services.GetRequiredService<IDbContextFactory<CaseContext>>();
    }

    public CaseContext CreateDbContext() => _reads.CreateDbContext();

    public Task<T> WriteAsync<T>(Func<WriteSession, ValueTask<T>> work, CancellationToken cancellation = default) => _writer.WriteAsync(work, cancellation);

    public void Dispose()
    {
        _services.Dispose();
        _folder.Delete(recursive: true);
    }
}
