using CaseStore.Persistence;
using CaseStore.Persistence.Sqlite;
using CaseStore.Tests.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Persistence;

/// <summary>What can go wrong when many works share one commit.</summary>
public sealed class SqliteBatchTests(SqliteStore store) : StoreTests(store), IClassFixture<SqliteStore>
{
    [Theory]
    [InlineData("PRAGMA journal_mode", "wal")]
    [InlineData("PRAGMA synchronous", "2")]
    [InlineData("PRAGMA foreign_keys", "1")]
    public async Task A_Commit_Is_On_The_Disk_Before_It_Is_Told(string setting, string value)
    {
        string? actual = null;

        await WriteAsync(async session => actual = (await session.Cases.Database.SqlQueryRaw<string>(setting).ToListAsync()).Single());

        Assert.Equal(value, actual);
    }

    [Fact]
    public async Task Works_Of_One_Batch_Succeed_And_Fail_Each_For_Itself()
    {
        var run = Fresh("run");

        var ends = await InOneBatchAsync(Enumerable.Range(0, 20).Select(i => (Func<WriteSession, Task>)(async session =>
        {
            await session.KeepTurnAsync(run, $"{run}/{i}", i.ToString(), null, Noon);
            if (i % 2 == 1)
                throw new InvalidTimeZoneException();
        })));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => i % 2 == 1), ends.Select(end => end is InvalidTimeZoneException));
        Assert.Equal("18", (await LookAsync(run, Fresh("key"))).State);
        Assert.Equal(10, await ReadAsync(context => context.Set<InboxRow>().CountAsync(i => i.Key.StartsWith(run + "/"))));
    }

    [Fact]
    public async Task A_Failing_Commit_Fails_All_It_Was_For_And_The_Next_One_Works()
    {
        var run = Fresh("run");
        var heard = false;

        var ends = await InOneBatchAsync(
        [
            async session =>
            {
                await session.KeepTurnAsync(run, run, "lost", null, Noon);
                session.AfterCommit(() => heard = true);
            },

            // A violation that SQLite notices at the commit only.
            session => session.Cases.Database.ExecuteSqlRawAsync(
                "PRAGMA defer_foreign_keys = ON; INSERT INTO case_history (\"CaseId\", \"At\", \"Act\", \"By\", \"Role\") VALUES (-1, 0, '', '', '')"),
        ]);

        Assert.All(ends, end => Assert.IsType<SqliteException>(end));
        Assert.False(heard);
        Assert.Equal(new TurnStart(false, null, null), await LookAsync(run, run));
    }

    [Fact]
    public async Task A_Transaction_That_Breaks_Off_Fails_Those_Before_It_And_Spares_Those_After()
    {
        var run = Fresh("run");

        var ends = await InOneBatchAsync(
        [
            session => session.KeepTurnAsync(run, $"{run}/1", "1", null, Noon).AsTask(),
            session => session.Cases.Database.ExecuteSqlRawAsync("ROLLBACK"),
            session => session.KeepTurnAsync(run, $"{run}/3", "3", null, Noon).AsTask(),
        ]);

        Assert.NotNull(ends[0]);
        Assert.NotNull(ends[1]);
        Assert.Null(ends[2]);
        Assert.False((await LookAsync(run, $"{run}/1")).Seen);
        Assert.True((await LookAsync(run, $"{run}/3")).Seen);
    }

    [Fact]
    public async Task Whoever_Gives_Up_While_Waiting_Never_Writes()
    {
        var run = Fresh("run");
        using var patience = new CancellationTokenSource();
        var ran = false;
        Task? impatient = null;

        await WriteAsync(async _ =>
        {
            impatient = Store.Writer.WriteAsync(session => new ValueTask<bool>(ran = true), patience.Token);
            await patience.CancelAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient!);
        Assert.False(ran);
    }

    [Fact]
    public async Task A_Listener_That_Throws_Harms_Nobody_Else()
    {
        var ends = await InOneBatchAsync(
        [
            session =>
            {
                session.AfterCommit(() => throw new InvalidTimeZoneException());
                return Task.CompletedTask;
            },
            _ => Task.CompletedTask,
        ]);

        Assert.IsType<InvalidTimeZoneException>(ends[0]);
        Assert.Null(ends[1]);
    }

    [Fact]
    public async Task Closing_Finishes_What_Waits_And_Takes_Nothing_More()
    {
        var database = await Store.NewDatabaseAsync();
        await StoreSchema.MigrateAsync(Store.Open(database));
        var writer = new SqliteCaseWriter(database);
        var works = Enumerable.Range(0, 1000).Select(_ => writer.WriteAsync(session => session.NextNumberAsync(new(2026, 8, 3)))).ToList();

        writer.Dispose();

        Assert.Equal(Enumerable.Range(1, 1000), await Task.WhenAll(works));
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => writer.WriteAsync(session => session.NextNumberAsync(new(2026, 8, 3))));
    }

    [Fact]
    public async Task A_Writer_Without_A_Schema_Says_So_And_Recovers_Once_There_Is_One()
    {
        var database = await Store.NewDatabaseAsync();
        using var writer = new SqliteCaseWriter(database);
        await Assert.ThrowsAsync<SqliteException>(() => writer.WriteAsync(session => session.NextNumberAsync(new(2026, 8, 3))));

        await StoreSchema.MigrateAsync(Store.Open(database));

        Assert.Equal(1, await writer.WriteAsync(session => session.NextNumberAsync(new(2026, 8, 3))));
    }

    /// <summary>Runs works that were all waiting when the transaction began; returns each one's failure, null for none.</summary>
    private async Task<Exception?[]> InOneBatchAsync(IEnumerable<Func<WriteSession, Task>> works)
    {
        var open = new TaskCompletionSource();
        var before = Record.ExceptionAsync(() => WriteAsync(_ => open.Task));
        var ends = works.Select(work => Record.ExceptionAsync(() => WriteAsync(work))).ToList();
        open.SetResult();
        await before;
        return await Task.WhenAll(ends);
    }
}
