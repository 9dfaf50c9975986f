using CaseStore.Tests.Providers;
using FsCheck.Xunit;

namespace CaseStore.Tests.Persistence;

public abstract class CaseNumberTests(StoreFixture store) : StoreTests(store)
{
    private static int _days;

    [Fact]
    public async Task Each_Day_Counts_From_One()
    {
        var (monday, tuesday) = (FreshDay(), FreshDay());

        var numbers = await Store.Writer.WriteAsync(async session => new[]
        {
            await session.NextNumberAsync(monday),
            await session.NextNumberAsync(monday),
            await session.NextNumberAsync(tuesday),
            await session.NextNumberAsync(monday),
        });

        Assert.Equal([1, 2, 1, 3], numbers);
    }

    [Property(MaxTest = 15)]
    public async Task Numbers_Have_No_Gaps_And_No_Doubles_Whoever_Fails_In_Between(bool[] fails)
    {
        var day = FreshDay();

        var given = await Task.WhenAll(fails.Select(fail => Task.Run(() => TakeAsync(day, fail))));

        Assert.Equal(Enumerable.Range(1, fails.Count(fail => !fail)), given.OfType<int>().Order());
    }

    private async Task<int?> TakeAsync(DateOnly day, bool fail)
    {
        try
        {
            return await Store.Writer.WriteAsync(async session =>
            {
                var number = await session.NextNumberAsync(day);
                await Task.Yield();
                return fail ? throw new InvalidTimeZoneException() : number;
            });
        }
        catch (InvalidTimeZoneException)
        {
            return null;
        }
    }

    private static DateOnly FreshDay() => new DateOnly(2030, 1, 1).AddDays(Interlocked.Increment(ref _days));
}

public sealed class CaseNumberTestsOnSqlite(SqliteStore store) : CaseNumberTests(store), IClassFixture<SqliteStore>;

public sealed class CaseNumberTestsOnPostgreSql(PostgresStore store) : CaseNumberTests(store), IClassFixture<PostgresStore>;
