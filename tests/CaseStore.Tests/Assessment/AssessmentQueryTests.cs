using System.Data.Common;
using CaseStore.Assessment;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.Persistence;
using CaseStore.Tests.Cases;
using CaseStore.Tests.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseStore.Tests.Assessment;

/// <summary>Every question of the assessment on both databases, with one case that has something for each.</summary>
public abstract class AssessmentQueryTests(StoreFixture store) : StoreTests(store)
{
    private static readonly CaseDesk Desk = Some.Desk();

    [Fact]
    public async Task Every_Question_Has_The_Same_Answer()
    {
        var who = Fresh("o");
        var month = Period.Parse("2026-08", Some.Zone)!;
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var filed = await Store.Writer.WriteAsync(s => Desk.FileAsync(s, Some.Report() with { ExternalId = who, Place = "北门岗亭" }, Noon.AddMinutes(i)));
            numbers.Add(filed.Case.Number);
        }

        await Store.Writer.WriteAsync(s => Desk.ActAsync(s, numbers[0], new CaseAct.Accept(), Some.Officer, Noon.AddMinutes(30)));
        while ((await Store.Writer.WriteAsync(s => Desk.LookAtDueAsync(s, 100, Noon.AddDays(4)))).Count > 0)
        {
            // First who was to accept is reminded, then who was to be done.
        }

        await ReadAsync(c => c.Cases.Where(k => k.Number == numbers[0]).ExecuteUpdateAsync(set => set.SetProperty(k => k.Loop, Loop.Big)));

        var property = (await ReadAsync(c => Assessor.OfOrganisationsAsync(c, Some.City, OrganisationKind.Property, month))).Single(f => f.Id == "p1").Figures;
        Assert.Equal((3, 3, 3, 1, TimeSpan.FromMinutes(30)), (property.Received, property.Broken, property.Nudges, property.Responses, property.ResponseP90!.Value));
        Assert.Equal(3, Assert.Single(await ReadAsync(c => Assessor.OfReportersAsync(c, month))).Figures.Received);
        var record = await ReadAsync(c => Assessor.RecordOfAsync(c, Some.City.FindOrganisation("p1")!, month));
        Assert.Equal(numbers, record.Occasions.Select(o => o.CaseNumber));
        Assert.Equal(1, Assert.Single(await ReadAsync(c => PraiseTable.OfAsync(c, month))).Points);
        Assert.Equal([numbers[0]], (await ReadAsync(c => OpenCases.HardAsync(c))).Select(c => c.Number));
        Assert.Equal(numbers, Assert.Single(await ReadAsync(c => HotSpots.FindAsync(c, new AssessmentRules(), month.To))).Numbers);
        var agenda = await ReadAsync(c => Agenda.PrepareAsync(c, Some.City, new AssessmentRules(), Some.City.FindOrganisation("c1")!, month, month.To));
        Assert.Equal((1, 1, 3, 0), (agenda.HardCases.Count, agenda.HotSpots.Count, agenda.Overdue.Count, agenda.Suggestions.Count));
    }
}

public sealed class AssessmentQueryTestsOnSqlite(SqliteStore store) : AssessmentQueryTests(store), IClassFixture<SqliteStore>
{
    [Fact]
    public async Task No_Question_Walks_Through_A_Table()
    {
        var plans = new Plans();
        await using var context = new CaseContext(new DbContextOptionsBuilder<CaseContext>()
            .UseSqlite((await ReadAsync(c => Task.FromResult(c.Database.GetConnectionString())))!).AddInterceptors(plans).Options);
        var month = Period.Parse("2026-08", Some.Zone)!;

        await context.Cases.Where(k => k.Place == "x").ToListAsync();
        Assert.Contains("SCAN", Assert.Single(plans.Seen), StringComparison.Ordinal);
        plans.Seen.Clear();

        await Assessor.OfOrganisationsAsync(context, Some.City, OrganisationKind.Property, month);
        await Assessor.OfReportersAsync(context, month);
        await PraiseTable.OfAsync(context, month);
        await OpenCases.HardAsync(context);
        await HotSpots.FindAsync(context, new AssessmentRules(), month.To);
        await Agenda.PrepareAsync(context, Some.City, new AssessmentRules(), Some.City.FindOrganisation("c1")!, month, month.To);

        Assert.Equal(7, plans.Seen.Count);
        Assert.All(plans.Seen, plan => Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal));

        // Everything that ever happened in a compound would be as much as a table.
        Assert.All(plans.Seen, plan => Assert.DoesNotContain("IX_cases_CompoundId", plan, StringComparison.Ordinal));
    }

    /// <summary>How the database would go about each query that is asked.</summary>
    private sealed class Plans : DbCommandInterceptor
    {
        public List<string> Seen { get; } = [];

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await using var explain = command.Connection!.CreateCommand();
#pragma warning disable CA2100 // The text is EF's own.
            explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
#pragma warning restore CA2100
            foreach (DbParameter parameter in command.Parameters)
            {
                var same = explain.CreateParameter();
                (same.ParameterName, same.Value) = (parameter.ParameterName, parameter.Value);
                explain.Parameters.Add(same);
            }

            await using var reader = await explain.ExecuteReaderAsync(cancellationToken);
            var steps = new List<string>();
            while (await reader.ReadAsync(cancellationToken))
            {
                steps.Add(reader.GetString(3));
            }

            Seen.Add(string.Join('\n', steps));
            return result;
        }
    }
}

public sealed class AssessmentQueryTestsOnPostgreSql(PostgresStore store) : AssessmentQueryTests(store), IClassFixture<PostgresStore>;
