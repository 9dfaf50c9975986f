using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseStore.Persistence.Migrations;

/// <summary>What a message told on its lines is found when it is given up.</summary>
[DbContext(typeof(CaseContext))]
[Migration("20261213000002_LinesOfDigests")]
internal sealed class LinesOfDigests : Migration
{
    protected override void Up(MigrationBuilder schema) =>
        schema.CreateIndex("IX_outbox_SentWith", "outbox", "SentWith", filter: "\"SentWith\" IS NOT NULL");
}
