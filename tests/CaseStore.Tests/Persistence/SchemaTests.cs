using CaseStore.Persistence;
using CaseStore.Tests.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CaseStore.Tests.Persistence;

public abstract class SchemaTests(StoreFixture store) : StoreTests(store)
{
    protected abstract string[] KnownLines { get; }

    [Fact]
    public async Task Migrating_An_Empty_Database_Gives_Exactly_The_Schema_Of_The_Model()
    {
        var (migrated, created) = (Store.Open(await Store.NewDatabaseAsync()), Store.Open(await Store.NewDatabaseAsync()));
        await StoreSchema.MigrateAsync(migrated);
        await using (var context = NewContext(created))
        {
            // Makes a file, but no directory for it; the migration has made theirs.
            Assert.True(await context.Database.EnsureCreatedAsync());
        }

        Assert.Equal(await DescribeAsync(created), await DescribeAsync(migrated));
    }

    [Fact]
    public async Task The_Description_Of_A_Schema_Leaves_Nothing_Out()
    {
        await using var context = await Store.Contexts.CreateDbContextAsync();

        var lines = await context.Database.SqlQueryRaw<string>(Store.SchemaQuery).ToListAsync();

        Assert.Subset(lines.ToHashSet(), KnownLines.ToHashSet());
        Assert.Equal(context.Model.GetEntityTypes().Sum(e => e.GetProperties().Count()), lines.Count(l => l.StartsWith("column", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Second_Start_On_The_Same_Database_Just_Works()
    {
        var database = await Store.NewDatabaseAsync();
        await StoreSchema.MigrateAsync(Store.Open(database));
        var before = await DescribeAsync(Store.Open(database));

        await StoreSchema.MigrateAsync(Store.Open(database));

        Assert.Equal(before, await DescribeAsync(Store.Open(database)));
    }

    [Fact]
    public async Task A_Database_Of_The_First_Version_Keeps_What_It_Holds()
    {
        var database = Store.Open(await Store.NewDatabaseAsync());
        await using (var context = NewContext(database))
        {
            if (context.Database.GetDbConnection().DataSource is { Length: > 0 } file && context.Database.IsSqlite())
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            }

            await context.GetService<Microsoft.EntityFrameworkCore.Migrations.IMigrator>().MigrateAsync("20260801000000_FirstSchema");
            await context.Database.ExecuteSqlRawAsync("""INSERT INTO people ("Channel", "ExternalId", "Verified", "FirstSeenAt") VALUES ('WeChat', 'o-old', true, 1)""");
            await context.Database.ExecuteSqlRawAsync("""
                INSERT INTO cases ("Number", "Kind", "State", "Loop", "CompoundId", "Place", "Description", "Emergency", "ReporterId", "HandlerOrganisation", "ReportedAt",
                    "ClockStartedAt", "DeadlineVersion", "Nudges", "Extensions", "Reopened", "GradedByDefault", "PageToken", "Version")
                SELECT 'WP-20260801-0001', 'PropertyService', 'Dispatched', 'Micro', 'x1', 'p', 'd', false, "Id", 'p1', 1, 1, 1, 0, 0, 0, false, 'token', 1 FROM people
                """);
        }

        await StoreSchema.MigrateAsync(database);

        await using var after = NewContext(database);
        var kase = await after.Cases.Include(c => c.Reporter).Include(c => c.Followers).SingleAsync();
        Assert.Equal(("WP-20260801-0001", "o-old", true), (kase.Number, kase.Reporter.ExternalId, kase.Reporter.Verified));
        Assert.Empty(kase.Followers);
        Assert.Null(kase.Reporter.Role);
    }

    protected static CaseContext NewContext(IServiceProvider store) => store.GetRequiredService<IDbContextFactory<CaseContext>>().CreateDbContext();

    private async Task<List<string>> DescribeAsync(IServiceProvider store)
    {
        await using var context = NewContext(store);
        return await context.Database.SqlQueryRaw<string>(Store.SchemaQuery).ToListAsync();
    }
}

public sealed class SchemaTestsOnSqlite(SqliteStore store) : SchemaTests(store), IClassFixture<SqliteStore>
{
    protected override string[] KnownLines =>
    [
        "table cases autoincrement",
        "column cases.Id INTEGER notnull=1 default= pk=1",
        "column cases.DueAt INTEGER notnull=0 default= pk=0",
        "column inbox.Key TEXT notnull=1 default= pk=1",
        "index IX_cases_Number on cases unique=1 origin=c partial=0",
        "index IX_outbox_State_NextAttemptAt[1] outbox.NextAttemptAt desc=0 collation=BINARY",
        "foreign key photos.CaseId to cases.Id update=NO ACTION delete=RESTRICT",
    ];

    [Fact]
    public async Task A_Lock_Left_By_A_Process_Killed_While_Migrating_Does_Not_Stop_The_Next_Start()
    {
        var database = Store.Open(await Store.NewDatabaseAsync());
        await StoreSchema.MigrateAsync(database);
        await using (var context = NewContext(database))
        {
            await context.Database.ExecuteSqlRawAsync("""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT)""");
            await context.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-08-03')""");
        }

        await StoreSchema.MigrateAsync(database).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_Hot_Tables_Are_One_Tree_Each() =>
        Assert.Equal(3, await ReadAsync(context => context.Database
            .SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'").CountAsync()));
}

public sealed class SchemaTestsOnPostgreSql(PostgresStore store) : SchemaTests(store), IClassFixture<PostgresStore>
{
    [Fact]
    public async Task Two_Nodes_Started_At_Once_Make_A_Database_That_Does_Not_Exist_Yet()
    {
        var database = (await Store.NewDatabaseAsync()).Replace("Database=test", "Database=new", StringComparison.Ordinal);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => StoreSchema.MigrateAsync(Store.Open(database)))));

        await using var context = NewContext(Store.Open(database));
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    protected override string[] KnownLines =>
    [
        "column cases.Id bigint nullable=NO identity=BY DEFAULT",
        "column cases.Number character varying 32 nullable=NO",
        "column cases.Emergency boolean nullable=NO",
        "index CREATE UNIQUE INDEX \"IX_cases_Number\" ON public.cases USING btree (\"Number\")",
        "constraint FK_photos_cases_CaseId photos FOREIGN KEY (\"CaseId\") REFERENCES cases(\"Id\") ON DELETE RESTRICT",
        "constraint PK_inbox inbox PRIMARY KEY (\"Key\")",
    ];

    [Fact]
    public async Task Several_Nodes_May_Start_On_An_Empty_Database_At_Once()
    {
        var database = await Store.NewDatabaseAsync();
        var nodes = Enumerable.Range(0, 6).Select(_ => Store.Open(database)).ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => StoreSchema.MigrateAsync(node))));
    }
}
