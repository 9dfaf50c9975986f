using CaseStore.Cases;
using CaseStore.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Cases;

/// <summary>A database of its own in memory, for rules that no provider changes. Every step is a session of its own, as in life.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly Dictionary<DateOnly, int> _numbers = [];

    public TestStore()
    {
        _connection.Open();
        using var context = NewContext();
        context.Database.EnsureCreated();
    }

    public async Task<T> RunAsync<T>(Func<WriteSession, ValueTask<T>> work)
    {
        await using var context = NewContext();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var result = await work(new Session(context, _numbers));
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        return result;
    }

    /// <summary>Everything is done, and then the process dies before it is durable.</summary>
    public async Task CrashAsync<T>(Func<WriteSession, ValueTask<T>> work)
    {
        await using var context = NewContext();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await work(new Session(context, new Dictionary<DateOnly, int>(_numbers)));
        await context.SaveChangesAsync();
    }

    public async Task<Case> ReadAsync(string number)
    {
        await using var context = NewContext();
        return await context.Cases.Include(c => c.Reporter).Include(c => c.History.OrderBy(h => h.Id)).Include(c => c.Photos).Include(c => c.Calls.OrderBy(w => w.Id)).Include(c => c.Followers).ThenInclude(f => f.Person).SingleAsync(c => c.Number == number);
    }

    public async Task<T> LookAsync<T>(Func<CaseContext, Task<T>> look)
    {
        await using var context = NewContext();
        return await look(context);
    }

    public async Task AddPhotoAsync(string key, PhotoState state = PhotoState.Kept)
    {
        await using var context = NewContext();
        context.Photos.Add(new Photo
        {
            Key = key,
            Channel = People.Channel.WeChat,
            Sender = "somebody",
            Token = "token-" + key,
            ReceivedAt = Some.Now,
            State = state,
        });
        await context.SaveChangesAsync();
    }

    public async Task RefusePhotoAsync(string key)
    {
        await using var context = NewContext();
        (await context.Photos.SingleAsync(p => p.Key == key)).State = PhotoState.Refused;
        await context.SaveChangesAsync();
    }

    public void Dispose() => _connection.Dispose();

    private CaseContext NewContext() => new(new DbContextOptionsBuilder<CaseContext>().UseSqlite(_connection).Options);

    private sealed class Session(CaseContext context, Dictionary<DateOnly, int> numbers) : WriteSession(new CaseQueries())
    {
        public override CaseContext Cases => context;

        public override ValueTask<int> NextNumberAsync(DateOnly day) =>
            ValueTask.FromResult(numbers[day] = numbers.GetValueOrDefault(day) + 1);

        protected override ValueTask LockCaseAsync(string number) => default;

        public override ValueTask<TurnStart> BeginTurnAsync(string person, string key, string? present = null) => throw new NotSupportedException();

        public override ValueTask KeepTurnAsync(
            string person, string key, string? state, string? reply, DateTimeOffset now, Heard heard = Heard.Nothing, DateTimeOffset? didAt = null) =>
            throw new NotSupportedException();

        public override ValueTask RemindAsync(string person, DateTimeOffset? at) => throw new NotSupportedException();
    }
}
