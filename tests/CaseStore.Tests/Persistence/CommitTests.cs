using CaseStore.Cases;
using CaseStore.People;
using CaseStore.Persistence;
using CaseStore.Tests.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseStore.Tests.Persistence;

public abstract class CommitTests(StoreFixture store) : StoreTests(store)
{
    [Fact]
    public async Task A_Failing_Work_Takes_Nothing_With_It_And_Leaves_Nothing_Behind()
    {
        var run = Fresh("run");

        var ends = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            try
            {
                await WriteAsync(async session =>
                {
                    await session.KeepTurnAsync($"{run}/{i}", $"{run}/{i}", "kept", null, Noon);
                    session.Cases.People.Add(new() { Channel = Channel.WeChat, ExternalId = $"{run}/{i}", FirstSeenAt = Noon });
                    await session.Cases.SaveChangesAsync();
                    if (i % 3 == 0)
                        throw new InvalidTimeZoneException($"{run}/{i}");
                });
                return null;
            }
            catch (InvalidTimeZoneException failure)
            {
                return failure.Message;
            }
        })));

        Assert.Equal(Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? $"{run}/{i}" : null), ends);
        var kept = await ReadAsync(context => context.Set<ConversationRow>().Where(c => c.State == "kept").Select(c => c.Person).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 60).Where(i => i % 3 != 0).Select(i => $"{run}/{i}").Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
        Assert.Equal(40, await ReadAsync(context => context.People.CountAsync(p => p.ExternalId.StartsWith(run + "/"))));
    }

    [Fact]
    public async Task What_Happens_After_The_Commit_Sees_What_Was_Committed()
    {
        var (person, key) = (Fresh("person"), Fresh("key"));
        string? seen = null;

        await WriteAsync(async session =>
        {
            await session.KeepTurnAsync(person, key, "committed", null, Noon);
            session.AfterCommit(() =>
            {
                using var context = Store.Contexts.CreateDbContext();
                seen = context.Set<ConversationRow>().Single(c => c.Person == person).State;
            });
        });

        Assert.Equal("committed", seen);
    }

    [Fact]
    public async Task Nothing_Happens_After_A_Rollback()
    {
        var heard = false;

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WriteAsync(session =>
        {
            session.AfterCommit(() => heard = true);
            throw new InvalidTimeZoneException();
        }));
        await LookAsync(Fresh("person"), Fresh("key"));

        Assert.False(heard);
    }

    [Fact]
    public async Task What_Was_Changed_Through_The_Context_Needs_No_Saving_By_Hand()
    {
        var person = NewPerson();

        await WriteAsync(session =>
        {
            session.Cases.People.Add(person);
            return Task.CompletedTask;
        });

        Assert.Equal(1, await ReadAsync(context => context.People.CountAsync(p => p.ExternalId == person.ExternalId)));
    }

    [Fact]
    public async Task What_A_Failed_Work_Left_In_Its_Context_Is_Not_Saved_By_The_Next_One()
    {
        var person = NewPerson();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WriteAsync(session =>
        {
            session.Cases.People.Add(person);
            throw new InvalidTimeZoneException();
        }));

        await WriteAsync(session =>
        {
            session.Cases.People.Add(NewPerson());
            return Task.CompletedTask;
        });

        Assert.Equal(0, await ReadAsync(context => context.People.CountAsync(p => p.ExternalId == person.ExternalId)));
    }

    [Fact]
    public async Task What_Was_Committed_Is_There_When_The_Store_Is_Opened_Again()
    {
        var database = await Store.NewDatabaseAsync();
        var first = Store.Open(database);
        await StoreSchema.MigrateAsync(first);
        await first.GetRequiredService<ICaseWriter>().WriteAsync(async session =>
        {
            await session.KeepTurnAsync("person", "key", "state", "reply", Noon);
            session.Cases.Add(NewCase($"WP-20260803-{await session.NextNumberAsync(new(2026, 8, 3)):0000}"));
            return true;
        });
        await first.DisposeAsync();

        var writer = Store.Open(database).GetRequiredService<ICaseWriter>();

        Assert.Equal(new TurnStart(true, "reply", null), await writer.WriteAsync(session => session.BeginTurnAsync("person", "key")));
        Assert.Equal(new TurnStart(false, null, "state"), await writer.WriteAsync(session => session.BeginTurnAsync("person", "next")));
        Assert.Equal("门口垃圾桶满了", (await writer.WriteAsync(session => session.FindCaseAsync("WP-20260803-0001")))!.Description);
        Assert.Equal(2, await writer.WriteAsync(session => session.NextNumberAsync(new(2026, 8, 3))));
    }

    [Fact]
    public async Task Two_Who_Change_A_Case_At_Once_Both_Count()
    {
        var number = Fresh("WP");
        await WriteAsync(session => Task.FromResult(session.Cases.Add(NewCase(number))));

        // Read without a lock, as a query over many cases does: where two can collide, the later one starts again from what the first left.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WriteAsync(async session =>
        {
            var kase = await session.Cases.Cases.SingleAsync(c => c.Number == number);
            await Task.Yield();
            kase.Nudges++;
            kase.Version++;
        }))));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => WriteAsync(async session =>
        {
            var kase = await session.FindCaseAsync(number);
            await Task.Yield();
            kase!.Nudges++;
            kase.Version++;
            kase.Record(Noon.AddMinutes(i), $"Nudge {kase.History.Count}", Actor.Clock, null);
        }))));

        var after = await Store.Writer.WriteAsync(session => session.FindCaseAsync(number));
        Assert.Equal((24, 24), (after!.Nudges, after.Version));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Nudge {i}"), after.History.Select(h => h.Act));
    }

    [Fact]
    public async Task Two_Who_Meet_The_Same_New_Resident_End_With_One()
    {
        var stranger = NewPerson();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteAsync(async session =>
        {
            if (await session.Cases.People.AnyAsync(p => p.ExternalId == stranger.ExternalId))
                return;

            await Task.Yield();
            session.Cases.People.Add(new() { Channel = stranger.Channel, ExternalId = stranger.ExternalId, FirstSeenAt = Noon });
        }))));

        Assert.Equal(1, await ReadAsync(context => context.People.CountAsync(p => p.ExternalId == stranger.ExternalId)));
    }
}

public sealed class CommitTestsOnSqlite(SqliteStore store) : CommitTests(store), IClassFixture<SqliteStore>;

public sealed class CommitTestsOnPostgreSql(PostgresStore store) : CommitTests(store), IClassFixture<PostgresStore>;
