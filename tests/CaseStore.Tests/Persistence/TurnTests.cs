using CaseStore.Persistence;
using CaseStore.Tests.Providers;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Tests.Persistence;

public abstract class TurnTests(StoreFixture store) : StoreTests(store)
{
    [Fact]
    public async Task A_Stranger_Has_No_State_And_A_New_Message_No_Reply() =>
        Assert.Equal(new TurnStart(false, null, null), await LookAsync(Fresh("person"), Fresh("key")));

    [Fact]
    public async Task The_Next_Message_Finds_The_State_The_Last_One_Left()
    {
        var person = Fresh("person");
        await KeepAsync(person, Fresh("key"), """{"草稿":"垃圾桶满了 🗑️"}""", "收到");

        Assert.Equal(new TurnStart(false, null, """{"草稿":"垃圾桶满了 🗑️"}"""), await LookAsync(person, Fresh("key")));
    }

    [Fact]
    public async Task A_State_Can_Be_Forgotten_Again()
    {
        var person = Fresh("person");
        await KeepAsync(person, Fresh("key"), "{}", null);
        await KeepAsync(person, Fresh("key"), null, null);

        Assert.Null((await LookAsync(person, Fresh("key"))).State);
    }

    [Fact]
    public async Task When_A_Person_Last_Wrote_Survives_Turns_In_Which_They_Did_Not()
    {
        var person = Fresh("person");
        await WriteAsync(session => session.KeepTurnAsync(person, Fresh("key"), "{}", null, Noon, Heard.Message).AsTask());
        await WriteAsync(session => session.KeepTurnAsync(person, Fresh("key"), "{}", null, Noon.AddHours(1), Heard.Touch).AsTask());
        await WriteAsync(session => session.KeepTurnAsync(person, Fresh("key"), "{}", null, Noon.AddHours(2)).AsTask());

        Assert.Equal(new LastHeard(Noon, Noon.AddHours(1)), await ReadAsync(store => store.LastHeardAsync(person)));
        Assert.Equal(default, await ReadAsync(store => store.LastHeardAsync(Fresh("nobody"))));
    }

    [Fact]
    public async Task When_A_Person_Last_Did_Something_Is_Known_To_The_Next_Turn()
    {
        var person = Fresh("person");
        Assert.Null((await LookAsync(person, Fresh("key"))).DidAt);
        await WriteAsync(session => session.KeepTurnAsync(person, Fresh("key"), "{}", null, Noon, Heard.Touch, Noon.AddSeconds(-3)).AsTask());
        await WriteAsync(session => session.KeepTurnAsync(person, Fresh("key"), "{}", null, Noon.AddHours(1)).AsTask());
        Assert.Equal(Noon.AddSeconds(-3), (await LookAsync(person, Fresh("key"))).DidAt);

        // A clock that was ahead for a while does not bind what comes after.
        await WriteAsync(session => session.KeepTurnAsync(person, Fresh("key"), "{}", null, Noon, Heard.Message, Noon.AddSeconds(-9)).AsTask());
        Assert.Equal(Noon.AddSeconds(-9), (await LookAsync(person, Fresh("key"))).DidAt);
    }

    [Fact]
    public async Task News_Waits_Until_It_Is_Cleared()
    {
        var person = Fresh("person");
        await KeepAsync(person, Fresh("key"), "{}", null);
        await WriteAsync(session => session.SetNewsAsync(person, true).AsTask());
        Assert.True((await LookAsync(person, Fresh("key"))).News);

        await KeepAsync(person, Fresh("key"), "{}", null);
        Assert.True((await LookAsync(person, Fresh("key"))).News);

        await WriteAsync(session => session.SetNewsAsync(person, false).AsTask());
        Assert.False((await LookAsync(person, Fresh("key"))).News);
    }

    [Theory]
    [InlineData("您的上报已受理")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_Redelivery_Gets_The_Kept_Reply(string? reply)
    {
        var (person, key) = (Fresh("person"), Fresh("key"));
        await KeepAsync(person, key, "{}", reply);

        var again = await LookAsync(person, key);

        Assert.True(again.Seen);
        Assert.Equal(reply, again.Reply);
    }

    [Fact]
    public async Task A_Message_Delivered_Fifty_Times_At_Once_Works_Once()
    {
        var (person, key, day) = (Fresh("person"), Fresh("key"), new DateOnly(2026, 8, 4));

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Store.Writer.WriteAsync(async session =>
        {
            var turn = await session.BeginTurnAsync(person, key);
            if (turn.Seen)
                return turn.Reply;

            await Task.Yield();
            var reply = $"No. {await session.NextNumberAsync(day)}";
            await session.KeepTurnAsync(person, key, "{}", reply, Noon);
            return reply;
        }))));

        Assert.All(replies, reply => Assert.Equal("No. 1", reply));
    }

    [Fact]
    public async Task Messages_Of_One_Person_See_What_Those_Before_Them_Left()
    {
        var person = Fresh("person");

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => WriteAsync(async session =>
        {
            var turn = await session.BeginTurnAsync(person, $"{person}/{i}");
            await Task.Yield();
            await session.KeepTurnAsync(person, $"{person}/{i}", turn.State + "|", null, Noon);
        }))));

        Assert.Equal(new string('|', 40), (await LookAsync(person, Fresh("key"))).State);
    }

    [Fact]
    public async Task Who_Is_Heard_Is_There_Again_However_They_Are_Spelt_And_Nobody_Else()
    {
        var (gone, other) = (Fresh("Officer"), Fresh("officer"));
        await WriteAsync(async session =>
        {
            await session.MarkMemberInvalidAsync(gone, Noon);
            await session.MarkMemberInvalidAsync(other, Noon);
        });

        await WriteAsync(session => session.BeginTurnAsync("WeCom:" + gone, Fresh("key")).AsTask());
        await WriteAsync(session => session.BeginTurnAsync("WeCom:x", Fresh("key"), Fresh("somebody")).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(async session =>
        {
            await session.BeginTurnAsync("WeCom:" + gone, Fresh("key"), gone);
            throw new InvalidOperationException("the turn fails");
        }));
        Assert.Superset(new HashSet<string> { gone, other }, await MarkedAsync());

        await WriteAsync(async session =>
        {
            var turn = await session.BeginTurnAsync("WeCom:" + gone, Fresh("key"), gone.ToUpperInvariant());
            Assert.Equal(new TurnStart(false, null, null), turn);
            Assert.DoesNotContain(gone, await session.InvalidMembersAsync());
        });

        Assert.DoesNotContain(gone, await MarkedAsync());
        Assert.Contains(other, await MarkedAsync());
    }

    [Fact]
    public async Task Old_Answers_Are_Forgotten_Oldest_First_And_Few_At_A_Time()
    {
        var keys = Enumerable.Range(0, 5).Select(_ => Fresh("key")).ToArray();
        foreach (var (hours, key) in keys.Index())
        {
            await WriteAsync(session => session.KeepTurnAsync("person", key, null, null, Noon.AddYears(-1).AddHours(hours)).AsTask());
        }

        Assert.Equal(2, await Store.Writer.WriteAsync(session => session.PurgeInboxAsync(Noon.AddYears(-1).AddHours(4), atMost: 2)));
        Assert.Equal(2, await Store.Writer.WriteAsync(session => session.PurgeInboxAsync(Noon.AddYears(-1).AddHours(4), atMost: 100)));

        var left = await ReadAsync(context => context.Set<InboxRow>().Select(i => i.Key).ToListAsync());
        Assert.Equal(keys[4..], keys.Intersect(left));
    }

    private Task<HashSet<string>> MarkedAsync() => ReadAsync(context => context.InvalidMembers.Select(m => m.UserId).ToHashSetAsync());

    [Property(MaxTest = 25)]
    public Property Whatever_Is_Said_The_First_Reply_And_The_Last_State_Are_Kept()
    {
        var turns = Gen.Two(Gen.Choose(0, 5)).Zip(ArbMap.Default.GeneratorFor<NonNull<string>>()).ListOf();
        return Prop.ForAll(turns.ToArbitrary(), async talk =>
        {
            var run = Fresh("run");
            var (replies, states) = (new Dictionary<string, string?>(), new Dictionary<string, string?>());
            foreach (var ((who, what), words) in talk)
            {
                var (person, key) = ($"{run}/{who}", $"{run}/{who}/{what}");

                // PostgreSQL's text has no NUL; JSON, which the state is, writes it as an escape.
                var state = System.Text.Json.JsonSerializer.Serialize(words.Get);
                var reply = await Store.Writer.WriteAsync(async session =>
                {
                    var turn = await session.BeginTurnAsync(person, key);
                    if (turn.Seen)
                        return turn.Reply;

                    Assert.Equal(states.GetValueOrDefault(person), turn.State);
                    await session.KeepTurnAsync(person, key, state, state, Noon);
                    return state;
                });
                if (replies.TryAdd(key, reply))
                    states[person] = state;
                Assert.Equal(replies[key], reply);
            }
        });
    }
}

public sealed class TurnTestsOnSqlite(SqliteStore store) : TurnTests(store), IClassFixture<SqliteStore>;

public sealed class TurnTestsOnPostgreSql(PostgresStore store) : TurnTests(store), IClassFixture<PostgresStore>
{
    [Fact]
    public async Task Different_People_Do_Not_Wait_For_Each_Other()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());

        await Task.WhenAll(Meet(first, second), Meet(second, first)).WaitAsync(TimeSpan.FromSeconds(30));

        Task Meet(TaskCompletionSource mine, TaskCompletionSource theirs) => WriteAsync(async session =>
        {
            await session.BeginTurnAsync(Fresh("person"), Fresh("key"));
            mine.SetResult();
            await theirs.Task;
        });
    }
}
