using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseStore.Tests.Providers;

/// <summary>A migrated store on one of the databases, fresh for each test class.</summary>
public abstract class StoreFixture : IAsyncLifetime
{
    private readonly List<ServiceProvider> _opened = [];
    private ServiceProvider? _store;

    public abstract string Provider { get; }

    /// <summary>A query that gives one line of text for each table, column, index and foreign key.</summary>
    public abstract string SchemaQuery { get; }

    public ICaseWriter Writer => _store!.GetRequiredService<ICaseWriter>();

    public IDbContextFactory<CaseContext> Contexts => _store!.GetRequiredService<IDbContextFactory<CaseContext>>();

    /// <summary>The connection string of a database without any table.</summary>
    public abstract Task<string> NewDatabaseAsync();

    public ServiceProvider Open(string connectionString)
    {
        var store = new ServiceCollection().AddCaseStore(Provider, connectionString).BuildServiceProvider();
        _opened.Add(store);
        return store;
    }

    public virtual async Task InitializeAsync()
    {
        _store = Open(await NewDatabaseAsync());
        await StoreSchema.MigrateAsync(_store);
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }
    }
}
