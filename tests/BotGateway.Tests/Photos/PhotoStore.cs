using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Photos;

/// <summary>Just enough of a store for photos: a SQLite file, one writer at a time.</summary>
internal sealed class PhotoStore : IDbContextFactory<CaseContext>, ICaseWriter, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly DbContextOptions<CaseContext> _options;

    public PhotoStore(string directory)
    {
        _options = new DbContextOptionsBuilder<CaseContext>().UseSqlite($"Data Source={Path.Combine(directory, "photos.db")};Pooling=False").Options;
        using var store = CreateDbContext();
        store.Database.EnsureCreated();
    }

    public CaseContext CreateDbContext() => new(_options);

    public async Task AddAsync(params Photo[] photos)
    {
        await using var store = CreateDbContext();
        store.AddRange(photos);
        await store.SaveChangesAsync();
    }

    public async Task<Photo> FindAsync(string key)
    {
        await using var store = CreateDbContext();
        return await store.Photos.AsNoTracking().SingleAsync(photo => photo.Key == key);
    }

    public async Task<T> WriteAsync<T>(Func<WriteSession, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var store = CreateDbContext();
            var result = await work(new Session(store));
            await store.SaveChangesAsync(cancellation);
            return result;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private sealed class Session(CaseContext store) : WriteSession
    {
        public override CaseContext Cases => store;

        public override ValueTask<TurnStart> BeginTurnAsync(string person, string key) => throw new NotSupportedException();

        public override ValueTask KeepTurnAsync(string person, string key, string? state, string? reply, DateTimeOffset now) => throw new NotSupportedException();

        public override ValueTask<int> NextNumberAsync(DateOnly day) => throw new NotSupportedException();

        public override ValueTask<Case?> FindCaseAsync(string number) => throw new NotSupportedException();
    }
}
