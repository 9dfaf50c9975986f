using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace CaseStore.Persistence.Migrations;

/// <summary>Cases with all that belongs to them, the outbox, and the three tables of the hot path.</summary>
[DbContext(typeof(CaseContext))]
[Migration("20260801000000_FirstSchema")]
internal sealed class FirstSchema : Migration
{
    // Column types are left to the provider's own mapping, so that one set of migrations serves both.
    protected override void Up(MigrationBuilder schema)
    {
        People(schema);
        Cases(schema);
        History(schema);
        Photos(schema);
        Outbox(schema);
        Cards(schema);
        if (ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
            HotTablesWithoutRowId(schema);
        else
            HotTables(schema);
        schema.CreateIndex("IX_inbox_At", "inbox", "At");
    }

    private static void People(MigrationBuilder schema)
    {
        schema.CreateTable(
            "people",
            table => new
            {
                Id = Identity(table),
                Channel = table.Column<string>(maxLength: 32),
                ExternalId = table.Column<string>(maxLength: 128),
                Verified = table.Column<bool>(),
                FirstSeenAt = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_people", p => p.Id));
        schema.CreateIndex("IX_people_Channel_ExternalId", "people", ["Channel", "ExternalId"], unique: true);
    }

    private static void Cases(MigrationBuilder schema)
    {
        schema.CreateTable(
            "cases",
            table => new
            {
                Id = Identity(table),
                Number = table.Column<string>(maxLength: 32),
                Kind = table.Column<string>(maxLength: 32),
                Subtype = table.Column<string>(maxLength: 64, nullable: true),
                State = table.Column<string>(maxLength: 32),
                Loop = table.Column<string>(maxLength: 32),
                CompoundId = table.Column<string>(maxLength: 64),
                Place = table.Column<string>(),
                Description = table.Column<string>(),
                Emergency = table.Column<bool>(),
                Danger = table.Column<string>(maxLength: 64, nullable: true),
                ReporterId = table.Column<long>(),
                HandlerOrganisation = table.Column<string>(maxLength: 64),
                HandlerMember = table.Column<string>(maxLength: 64, nullable: true),
                ReportedAt = table.Column<long>(),
                DueAt = table.Column<long>(nullable: true),
                ClockStartedAt = table.Column<long>(),
                AcceptedAt = table.Column<long>(nullable: true),
                ResolvedAt = table.Column<long>(nullable: true),
                ClosedAt = table.Column<long>(nullable: true),
                Outcome = table.Column<string>(maxLength: 32, nullable: true),
                OutcomeNote = table.Column<string>(nullable: true),
                DeadlineVersion = table.Column<int>(),
                NextDueAt = table.Column<long>(nullable: true),
                NextDue = table.Column<string>(maxLength: 32, nullable: true),
                Nudges = table.Column<int>(),
                Extensions = table.Column<int>(),
                Reopened = table.Column<int>(),
                UrgedAt = table.Column<long>(nullable: true),
                Grade = table.Column<int>(nullable: true),
                GradeComment = table.Column<string>(nullable: true),
                GradedByDefault = table.Column<bool>(),
                MergedInto = table.Column<string>(maxLength: 32, nullable: true),
                PageToken = table.Column<string>(maxLength: 64),
                PageUntil = table.Column<long>(nullable: true),
                Version = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_cases", c => c.Id);
                table.ForeignKey("FK_cases_people_ReporterId", c => c.ReporterId, "people", "Id", onDelete: ReferentialAction.Restrict);
            });
        schema.CreateIndex("IX_cases_Number", "cases", "Number", unique: true);
        schema.CreateIndex("IX_cases_PageToken", "cases", "PageToken", unique: true);
        schema.CreateIndex("IX_cases_NextDueAt", "cases", "NextDueAt");
        schema.CreateIndex("IX_cases_HandlerOrganisation_State", "cases", ["HandlerOrganisation", "State"]);
        schema.CreateIndex("IX_cases_ReportedAt", "cases", "ReportedAt");
        schema.CreateIndex("IX_cases_ReporterId_State", "cases", ["ReporterId", "State"]);
    }

    private static void History(MigrationBuilder schema)
    {
        schema.CreateTable(
            "case_history",
            table => new
            {
                Id = Identity(table),
                CaseId = table.Column<long>(),
                At = table.Column<long>(),
                Act = table.Column<string>(maxLength: 32),
                By = table.Column<string>(maxLength: 64),
                Role = table.Column<string>(maxLength: 32),
                Note = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_case_history", h => h.Id);
                table.ForeignKey("FK_case_history_cases_CaseId", h => h.CaseId, "cases", "Id", onDelete: ReferentialAction.Restrict);
            });
        schema.CreateIndex("IX_case_history_CaseId", "case_history", "CaseId");
    }

    private static void Photos(MigrationBuilder schema)
    {
        schema.CreateTable(
            "photos",
            table => new
            {
                Key = table.Column<string>(maxLength: 256),
                Channel = table.Column<string>(maxLength: 32),
                Sender = table.Column<string>(maxLength: 128),
                MediaId = table.Column<string>(nullable: true),
                PicUrl = table.Column<string>(nullable: true),
                Token = table.Column<string>(maxLength: 64),
                ReceivedAt = table.Column<long>(),
                State = table.Column<string>(maxLength: 32),
                Hash = table.Column<string>(maxLength: 64, nullable: true),
                ContentType = table.Column<string>(maxLength: 32, nullable: true),
                Attempts = table.Column<int>(),
                NextAttemptAt = table.Column<long>(nullable: true),
                CaseId = table.Column<long>(nullable: true),
                Role = table.Column<string>(maxLength: 32, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_photos", p => p.Key);
                table.ForeignKey("FK_photos_cases_CaseId", p => p.CaseId, "cases", "Id", onDelete: ReferentialAction.Restrict);
            });
        schema.CreateIndex("IX_photos_Token", "photos", "Token", unique: true);
        schema.CreateIndex("IX_photos_NextAttemptAt", "photos", "NextAttemptAt");
        schema.CreateIndex("IX_photos_CaseId", "photos", "CaseId");
    }

    private static void Outbox(MigrationBuilder schema)
    {
        schema.CreateTable(
            "outbox",
            table => new
            {
                Id = Identity(table),
                CreatedAt = table.Column<long>(),
                Destination = table.Column<string>(maxLength: 192),
                Payload = table.Column<string>(),
                CaseNumber = table.Column<string>(maxLength: 32, nullable: true),
                OnlyForDeadline = table.Column<int>(nullable: true),
                Urgent = table.Column<bool>(),
                State = table.Column<string>(maxLength: 32),
                Attempts = table.Column<int>(),
                NextAttemptAt = table.Column<long>(),
                LeaseUntil = table.Column<long>(nullable: true),
                SentAt = table.Column<long>(nullable: true),
                LastError = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_outbox", m => m.Id));
        schema.CreateIndex("IX_outbox_State_NextAttemptAt", "outbox", ["State", "NextAttemptAt"]);
        schema.CreateIndex("IX_outbox_Destination_State", "outbox", ["Destination", "State"]);
    }

    private static void Cards(MigrationBuilder schema)
    {
        schema.CreateTable(
            "cards",
            table => new
            {
                TaskId = table.Column<string>(maxLength: 128),
                CaseNumber = table.Column<string>(maxLength: 32),
                Users = table.Column<string>(maxLength: 1024),
                ResponseCode = table.Column<string>(maxLength: 512, nullable: true),
                SentAt = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_cards", c => c.TaskId));
        schema.CreateIndex("IX_cards_CaseNumber", "cards", "CaseNumber");
    }

    private static void HotTables(MigrationBuilder schema)
    {
        schema.CreateTable(
            "conversations",
            table => new
            {
                Person = table.Column<string>(maxLength: 160),
                State = table.Column<string>(nullable: true),
                UpdatedAt = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_conversations", c => c.Person));
        schema.CreateTable(
            "inbox",
            table => new
            {
                Key = table.Column<string>(maxLength: 256),
                Reply = table.Column<string>(nullable: true),
                At = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_inbox", i => i.Key));
        schema.CreateTable(
            "case_numbers",
            table => new
            {
                Day = table.Column<string>(maxLength: 8),
                Last = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_case_numbers", n => n.Day));
    }

    /// <summary>The same tables, each one tree instead of two; EF has no word for it.</summary>
    private static void HotTablesWithoutRowId(MigrationBuilder schema)
    {
        schema.Sql("""
            CREATE TABLE "conversations" (
                "Person" TEXT NOT NULL CONSTRAINT "PK_conversations" PRIMARY KEY, "State" TEXT NULL, "UpdatedAt" INTEGER NOT NULL
            ) WITHOUT ROWID;
            """);
        schema.Sql("""
            CREATE TABLE "inbox" (
                "Key" TEXT NOT NULL CONSTRAINT "PK_inbox" PRIMARY KEY, "Reply" TEXT NULL, "At" INTEGER NOT NULL
            ) WITHOUT ROWID;
            """);
        schema.Sql("""
            CREATE TABLE "case_numbers" (
                "Day" TEXT NOT NULL CONSTRAINT "PK_case_numbers" PRIMARY KEY, "Last" INTEGER NOT NULL
            ) WITHOUT ROWID;
            """);
    }

    private static OperationBuilder<AddColumnOperation> Identity(ColumnsBuilder table) => table.Column<long>()
        .Annotation("Sqlite:Autoincrement", true)
        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
}
