using CaseStore.Persistence;
using CaseStore.Tests.Providers;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Persistence;

/// <summary>Who may be taken from the outbox, in which order, and when the next one may be.</summary>
public abstract class OutboxQueueTests(StoreFixture store) : StoreTests(store)
{
    [Fact]
    public async Task What_Is_Urgent_Comes_First_Then_What_Somebody_Waits_For_Then_By_Age()
    {
        await EmptyAsync();
        await PostAsync("a", "b", "c at once", "d at once", "e urgent", "f");
        Assert.Equal(["e urgent", "c at once", "d at once", "a"], await DueAsync(4));
        Assert.Equal(["e urgent", "c at once", "d at once", "a", "b", "f"], await DueAsync(10));
    }

    [Fact]
    public async Task One_Destination_Is_Served_In_Its_Order_Unless_Something_Is_More_Pressing()
    {
        await EmptyAsync();
        await PostAsync("a 1", "a 2", "b 1", "a 3 at once", "a 4 urgent");
        Assert.Equal(["a 4 urgent", "a 3 at once", "a 1", "b 1"], await DueAsync(10));
        await MarkAsync("a 1", OutboxState.Dead);
        Assert.Equal(["a 4 urgent", "a 3 at once", "a 2", "b 1"], await DueAsync(10));
    }

    [Fact]
    public async Task While_One_Is_Under_Way_Only_Danger_Overtakes_It()
    {
        await EmptyAsync();
        await PostAsync("a 1", "a 2 at once", "a 3 urgent");
        await MarkAsync("a 1", OutboxState.Sending, Noon.AddMinutes(2));
        Assert.Equal(["a 3 urgent"], await DueAsync(10));
        await MarkAsync("a 3 urgent", OutboxState.Sending, Noon.AddMinutes(2));
        Assert.Empty(await DueAsync(10));
        Assert.Equal(Noon.AddMinutes(2), await ReadAsync(c => c.NextOutboxAsync()));
        Assert.Equal(["a 3 urgent", "a 1"], await DueAsync(10, Noon.AddMinutes(2)));
    }

    [Fact]
    public async Task Who_Waits_For_A_Later_Moment_Holds_Up_Who_Came_After_And_Names_The_Moment()
    {
        await EmptyAsync();
        await PostAsync("a 1", "a 2", "a 3");
        await MarkAsync("a 1", OutboxState.Pending, Noon.AddHours(1));
        Assert.Empty(await DueAsync(10));
        Assert.Equal(Noon.AddHours(1), await ReadAsync(c => c.NextOutboxAsync()));
        Assert.Equal(["a 1"], await DueAsync(10, Noon.AddHours(1)));
    }

    [Fact]
    public async Task The_Ordinary_Rows_Of_A_Destination_Come_Together()
    {
        await EmptyAsync();
        await PostAsync("a 1", "a 2 at once", "b 1", "a 3", "a 4", "a 5 urgent");
        await MarkAsync("a 4", OutboxState.Pending, Noon.AddHours(1));
        var rows = await Store.Writer.WriteAsync(s => s.DueOutboxOfAsync("a", 10, Noon));
        Assert.Equal(["a 1", "a 3"], rows.Select(r => r.Payload));
    }

    [Fact]
    public async Task Nothing_Waiting_Names_No_Moment()
    {
        await EmptyAsync();
        await PostAsync("a 1");
        await MarkAsync("a 1", OutboxState.Sent);
        Assert.Null(await ReadAsync(c => c.NextOutboxAsync()));
    }

    [Fact]
    public async Task Claims_Come_One_After_The_Other()
    {
        var inside = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => WriteAsync(async session =>
        {
            await session.LockOutboxAsync();
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await session.DueOutboxAsync(5, Noon);
            Interlocked.Decrement(ref inside);
        })));
        Assert.Equal(1, most);
    }

    /// <summary>"a 3 urgent": destination a, and how pressing; the whole is the payload.</summary>
    private Task PostAsync(params string[] messages) => WriteAsync(session =>
    {
        session.Cases.Outbox.AddRange(messages.Select(m => new OutboxMessage
        {
            CreatedAt = Noon,
            Destination = m.Split(' ')[0],
            Payload = m,
            Urgent = m.EndsWith("urgent", StringComparison.Ordinal),
            AtOnce = m.EndsWith("urgent", StringComparison.Ordinal) || m.EndsWith("at once", StringComparison.Ordinal),
            NextAttemptAt = Noon,
        }));
        return Task.CompletedTask;
    });

    private Task MarkAsync(string message, OutboxState state, DateTimeOffset? next = null) => WriteAsync(session => session.Cases.Outbox
        .Where(m => m.Payload == message)
        .ExecuteUpdateAsync(m => m.SetProperty(x => x.State, state).SetProperty(x => x.NextAttemptAt, x => next ?? x.NextAttemptAt)));

    private async Task<IReadOnlyList<string>> DueAsync(int atMost, DateTimeOffset? now = null) =>
        [.. (await Store.Writer.WriteAsync(s => s.DueOutboxAsync(atMost, now ?? Noon))).Select(r => r.Payload)];

    private Task EmptyAsync() => WriteAsync(session => session.Cases.Outbox.ExecuteDeleteAsync());
}

public sealed class OutboxQueueOnSqlite(SqliteStore store) : OutboxQueueTests(store), IClassFixture<SqliteStore>;

public sealed class OutboxQueueOnPostgres(PostgresStore store) : OutboxQueueTests(store), IClassFixture<PostgresStore>;
