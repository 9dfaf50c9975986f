using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace CaseStore.Persistence.Migrations;

/// <summary>Who the reporters are: roster, registration, points; who follows whose case; whom to wake.</summary>
[DbContext(typeof(CaseContext))]
[Migration("20261124000000_Neighbourhood")]
internal sealed class Neighbourhood : Migration
{
    // New columns of old tables are nullable: a default would stand in the schema for ever and in the model nowhere.
    protected override void Up(MigrationBuilder schema)
    {
        schema.AddColumn<string>("Name", "people", maxLength: 64, nullable: true);
        schema.AddColumn<string>("Phone", "people", maxLength: 16, nullable: true);
        schema.AddColumn<string>("Role", "people", maxLength: 32, nullable: true);
        schema.AddColumn<string>("CompoundId", "people", maxLength: 64, nullable: true);
        schema.AddColumn<long>("RegisteredAt", "people", nullable: true);
        schema.AddColumn<int>("Tries", "people", nullable: true);
        schema.AddColumn<long>("TriesSince", "people", nullable: true);
        schema.AddColumn<long>("LeftAt", "people", nullable: true);
        schema.CreateIndex("IX_people_Phone", "people", "Phone");
        schema.AddColumn<double>("Latitude", "cases", nullable: true);
        schema.AddColumn<double>("Longitude", "cases", nullable: true);
        schema.CreateIndex("IX_cases_CompoundId_Subtype_ReportedAt", "cases", ["CompoundId", "Subtype", "ReportedAt"]);
        Followers(schema);
        Roster(schema);
        Points(schema);
        Reminders(schema);
    }

    private static void Followers(MigrationBuilder schema)
    {
        schema.CreateTable(
            "case_followers",
            table => new
            {
                Id = Identity(table),
                CaseId = table.Column<long>(),
                PersonId = table.Column<long>(),
                At = table.Column<long>(),
                PageToken = table.Column<string>(maxLength: 64),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_case_followers", f => f.Id);
                table.ForeignKey("FK_case_followers_cases_CaseId", f => f.CaseId, "cases", "Id", onDelete: ReferentialAction.Restrict);
                table.ForeignKey("FK_case_followers_people_PersonId", f => f.PersonId, "people", "Id", onDelete: ReferentialAction.Restrict);
            });
        schema.CreateIndex("IX_case_followers_CaseId_PersonId", "case_followers", ["CaseId", "PersonId"], unique: true);
        schema.CreateIndex("IX_case_followers_PageToken", "case_followers", "PageToken", unique: true);
        schema.CreateIndex("IX_case_followers_PersonId", "case_followers", "PersonId");
    }

    private static void Roster(MigrationBuilder schema)
    {
        schema.CreateTable(
            "roster",
            table => new
            {
                Id = Identity(table),
                Name = table.Column<string>(maxLength: 64),
                Phone = table.Column<string>(maxLength: 16),
                Role = table.Column<string>(maxLength: 32),
                CompoundId = table.Column<string>(maxLength: 64, nullable: true),
                ImportedAt = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_roster", r => r.Id));
        schema.CreateIndex("IX_roster_Phone", "roster", "Phone", unique: true);
    }

    private static void Points(MigrationBuilder schema)
    {
        schema.CreateTable(
            "points",
            table => new
            {
                Id = Identity(table),
                PersonId = table.Column<long>(),
                CaseNumber = table.Column<string>(maxLength: 32),
                Reason = table.Column<string>(maxLength: 32),
                Points = table.Column<int>(),
                At = table.Column<long>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_points", p => p.Id);
                table.ForeignKey("FK_points_people_PersonId", p => p.PersonId, "people", "Id", onDelete: ReferentialAction.Restrict);
            });
        schema.CreateIndex("IX_points_PersonId_CaseNumber_Reason", "points", ["PersonId", "CaseNumber", "Reason"], unique: true);
    }

    private static void Reminders(MigrationBuilder schema)
    {
        schema.CreateTable(
            "reminders",
            table => new
            {
                Person = table.Column<string>(maxLength: 160),
                DueAt = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_reminders", r => r.Person));
        schema.CreateIndex("IX_reminders_DueAt", "reminders", "DueAt");
    }

    private static OperationBuilder<AddColumnOperation> Identity(ColumnsBuilder table) => table.Column<long>()
        .Annotation("Sqlite:Autoincrement", true)
        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
}
