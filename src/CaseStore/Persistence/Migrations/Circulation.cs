using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace CaseStore.Persistence.Migrations;

/// <summary>How a case gets on: acknowledged, waited for, claimed, called to; and who has left.</summary>
[DbContext(typeof(CaseContext))]
[Migration("20261201000000_Circulation")]
internal sealed class Circulation : Migration
{
    protected override void Up(MigrationBuilder schema)
    {
        schema.AddColumn<long>("AcknowledgeBy", "cases", nullable: true);
        schema.AddColumn<long>("WaitingSince", "cases", nullable: true);
        schema.AddColumn<string>("ClaimedBy", "cases", maxLength: 64, nullable: true);
        schema.AddColumn<long>("UnpausedDueAt", "cases", nullable: true);
        schema.AddColumn<string>("DueCounts", "cases", maxLength: 32, nullable: true);

        // So far nobody was waited for: every promise stands as it was made.
        schema.Sql("""UPDATE cases SET "UnpausedDueAt" = "DueAt" """);
        schema.CreateIndex("IX_case_history_At", "case_history", "At");
        Calls(schema);
        schema.CreateTable(
            "invalid_members",
            table => new
            {
                UserId = table.Column<string>(maxLength: 64),
                Since = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_invalid_members", m => m.UserId));
    }

    private static void Calls(MigrationBuilder schema)
    {
        schema.CreateTable(
            "case_calls",
            table => new
            {
                Id = Identity(table),
                CaseId = table.Column<long>(),
                Organisation = table.Column<string>(maxLength: 64),
                CalledAt = table.Column<long>(),
                DueAt = table.Column<long>(),
                ReportedInAt = table.Column<long>(nullable: true),
                Member = table.Column<string>(maxLength: 64, nullable: true),
                LateTold = table.Column<bool>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_case_calls", w => w.Id);
                table.ForeignKey("FK_case_calls_cases_CaseId", w => w.CaseId, "cases", "Id", onDelete: ReferentialAction.Restrict);
            });
        schema.CreateIndex("IX_case_calls_CaseId", "case_calls", "CaseId");
        schema.CreateIndex("IX_case_calls_Organisation", "case_calls", "Organisation");
    }

    private static OperationBuilder<AddColumnOperation> Identity(ColumnsBuilder table) => table.Column<long>()
        .Annotation("Sqlite:Autoincrement", true)
        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
}
