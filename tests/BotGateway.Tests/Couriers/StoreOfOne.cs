using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Couriers;

/// <summary>A small SQLite store with one writer: what the couriers need of it, and nothing else.</summary>
internal sealed class StoreOfOne : ICaseWriter, IDbContextFactory<CaseContext>, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"couriers-{Guid.NewGuid():N}.db");
    private readonly SemaphoreSlim _gate = new(1);
    private readonly DbContextOptions<CaseContext> _options;

    public StoreOfOne()
    {
        _options = new DbContextOptionsBuilder<CaseContext>().UseSqlite($"Data Source={_file}").Options;
        using var context = CreateDbContext();
        context.Database.EnsureCreated();
    }

    public CaseContext CreateDbContext() => new(_options);

    public async Task<T> WriteAsync<T>(Func<WriteSession, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            await using var context = CreateDbContext();
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            var result = await work(new Session(context));
            await context.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _gate.Dispose();
        SqliteConnection.ClearAllPools();
        foreach (var part in new[] { "", "-wal", "-shm" })
        {
            File.Delete(_file + part);
        }
    }

    private sealed class Session(CaseContext cases) : WriteSession
    {
        public override CaseContext Cases => cases;

        public override ValueTask<TurnStart> BeginTurnAsync(string person, string key) => throw new NotSupportedException();

        public override ValueTask KeepTurnAsync(string person, string key, string? state, string? reply, DateTimeOffset now) => throw new NotSupportedException();

        public override ValueTask<int> NextNumberAsync(DateOnly day) => throw new NotSupportedException();

        public override ValueTask<Case?> FindCaseAsync(string number) => throw new NotSupportedException();
    }
}
