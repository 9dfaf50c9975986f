using CaseStore.People;
using CaseStore.Persistence;
using CaseStore.Persistence.Sqlite;
using CaseStore.Tests.Cases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Persistence;

/// <summary>A compiled statement that is used again must answer what a fresh one would.</summary>
public sealed class KeptCommandsTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly KeptCommands _kept = new();

    public KeptCommandsTests()
    {
        _connection.Open();
        using var context = NewContext();
        context.Database.EnsureCreated();
        context.People.AddRange(Enumerable.Range(0, 9).Select(i => NewPerson($"{i}")));
        context.SaveChanges();
    }

    [Fact]
    public async Task The_Same_Question_Is_Compiled_Once_And_Answers_Each_Time_What_It_Is_Asked()
    {
        await using var context = NewContext();
        await FindAsync(context, "0");
        var before = _kept.Count;

        foreach (var id in (string[])["3", "nobody", "5", "3"])
        {
            Assert.Equal(id == "nobody" ? null : id, (await FindAsync(context, id))?.ExternalId);
        }

        Assert.Equal(before, _kept.Count);
    }

    [Fact]
    public async Task A_Question_Asked_Again_Before_It_Is_Answered_To_The_End_Answers_Both()
    {
        await using var context = NewContext();
        var pairs = new List<(string, string)>();

        await foreach (var one in context.People.AsNoTracking().OrderBy(p => p.ExternalId).AsAsyncEnumerable())
        {
            await foreach (var other in context.People.AsNoTracking().OrderBy(p => p.ExternalId).AsAsyncEnumerable())
            {
                pairs.Add((one.ExternalId, other.ExternalId));
            }
        }

        Assert.Equal(Enumerable.Range(0, 81).Select(i => ($"{i / 9}", $"{i % 9}")), pairs);
    }

    [Fact]
    public async Task An_Answer_That_Was_Not_Read_To_The_End_Holds_Nothing_Up()
    {
        await using var context = NewContext();
        await foreach (var _ in context.People.AsNoTracking().AsAsyncEnumerable())
        {
            break;
        }

        await context.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE");
        await context.People.ExecuteDeleteAsync();
        await context.Database.ExecuteSqlRawAsync("COMMIT");

        Assert.Empty(await context.People.AsNoTracking().ToListAsync());
    }

    [Fact]
    public async Task What_Fails_Fails_Alone()
    {
        await InsertAsync("new");
        await Assert.ThrowsAsync<DbUpdateException>(() => InsertAsync("new"));
        await InsertAsync("newer");

        await using var context = NewContext();
        Assert.Equal(11, await context.People.CountAsync());

        async Task InsertAsync(string id)
        {
            await using var fresh = NewContext();
            fresh.People.Add(NewPerson(id));
            await fresh.SaveChangesAsync();
        }
    }

    [Fact]
    public async Task A_Column_That_Was_Added_Meanwhile_Does_Not_Disturb()
    {
        await using var context = NewContext();
        await FindAsync(context, "1");
        await context.Database.ExecuteSqlRawAsync("ALTER TABLE people ADD COLUMN \"Later\" TEXT NULL; CREATE INDEX later ON people (\"Later\")");

        Assert.Equal("2", (await FindAsync(context, "2"))?.ExternalId);
    }

    [Fact]
    public async Task Many_Different_Questions_Do_Not_Pile_Up()
    {
        await using var context = NewContext();
        for (var i = 1; i <= 400; i++)
        {
            Assert.Equal(i <= 9, await context.People.AnyAsync(p => p.Id == EF.Constant(i)));
        }

        Assert.InRange(_kept.Count, 100, 256);
    }

    public void Dispose() => _connection.Dispose();

    private static Task<Person?> FindAsync(CaseContext context, string id) => context.People.AsNoTracking().FirstOrDefaultAsync(p => p.ExternalId == id);

    private static Person NewPerson(string id) => new() { Channel = Channel.WeChat, ExternalId = id, FirstSeenAt = Some.Now };

    private CaseContext NewContext() => new(new DbContextOptionsBuilder<CaseContext>().UseSqlite(_connection).AddInterceptors(_kept).Options);
}
