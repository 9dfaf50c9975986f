using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseStore.Persistence.Migrations;

/// <summary>Which of the hour's lines tells of what was given up, apart from what goes on a line of a digest.</summary>
[DbContext(typeof(CaseContext))]
[Migration("20261213000000_HourLines")]
internal sealed class HourLines : Migration
{
    protected override void Up(MigrationBuilder schema)
    {
        schema.AddColumn<long>("HourLine", "outbox", nullable: true);
        schema.CreateIndex("IX_outbox_HourLine", "outbox", "HourLine", filter: "\"HourLine\" IS NOT NULL");

        // So far what was given up had it as if it stood in a digest, and the lines bore nothing.
        schema.Sql("""UPDATE outbox SET "HourLine" = "Id" WHERE "Id" IN (SELECT "SentWith" FROM outbox WHERE "State" = 'Dead')""");
        schema.Sql("""UPDATE outbox SET "HourLine" = "SentWith", "SentWith" = NULL WHERE "State" = 'Dead' AND "SentWith" IS NOT NULL""");
    }
}
