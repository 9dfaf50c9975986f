using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace CaseStore.Persistence.Migrations;

/// <summary>Every attempt to send, when a person was last heard, what waits to be told, who has had the day's digest.</summary>
[DbContext(typeof(CaseContext))]
[Migration("20261210000000_Delivering")]
internal sealed class Delivering : Migration
{
    protected override void Up(MigrationBuilder schema)
    {
        schema.AddColumn<bool>("AtOnce", "outbox", defaultValue: false);
        schema.AddColumn<long>("SentWith", "outbox", nullable: true);
        schema.AddColumn<string>("TraceParent", "outbox", maxLength: 64, nullable: true);
        schema.Sql("""UPDATE outbox SET "AtOnce" = "Urgent" """);
        schema.Sql("""UPDATE outbox SET "NextAttemptAt" = "LeaseUntil" WHERE "State" = 'Sending' AND "LeaseUntil" IS NOT NULL""");
        schema.CreateIndex("IX_outbox_CaseNumber", "outbox", "CaseNumber");
        schema.CreateIndex(
            "IX_outbox_Queue", "outbox", ["Urgent", "AtOnce", "Id"], filter: "\"State\" IN ('Pending', 'Sending')", descending: [true, true, false]);
        schema.AddColumn<long>("HeardAt", "conversations", nullable: true);
        schema.AddColumn<long>("TouchedAt", "conversations", nullable: true);
        schema.AddColumn<bool>("News", "conversations", defaultValue: false);

        // Who has a talk has written; whether that is more than 48 hours ago is seen from the moment of their last turn.
        schema.Sql("""UPDATE conversations SET "HeardAt" = "UpdatedAt" """);

        // Danger that nobody has accepted yet rings from now on: the clock looks once, and knows when to look again.
        schema.Sql("""UPDATE cases SET "NextDueAt" = "ReportedAt" WHERE "Emergency" AND "AcceptedAt" IS NULL AND "State" IN ('UnderReview', 'Dispatched')""");
        schema.CreateTable(
            "sends",
            table => new
            {
                Id = table.Column<long>()
                    .Annotation("Sqlite:Autoincrement", true)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                OutboxId = table.Column<long>(),
                Lane = table.Column<string>(maxLength: 192),
                StartedAt = table.Column<long>(),
                EndedAt = table.Column<long>(nullable: true),
                Outcome = table.Column<string>(maxLength: 32),
                Code = table.Column<int>(nullable: true),
                HoldsLaneUntil = table.Column<long>(nullable: true),
                MessageId = table.Column<string>(maxLength: 128, nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_sends", s => s.Id));
        schema.CreateIndex("IX_sends_OutboxId", "sends", "OutboxId");
        schema.CreateIndex("IX_sends_Lane_EndedAt", "sends", ["Lane", "EndedAt"]);
        schema.CreateIndex("IX_sends_Lane_HoldsLaneUntil", "sends", ["Lane", "HoldsLaneUntil"], filter: "\"HoldsLaneUntil\" IS NOT NULL");
        schema.CreateIndex("IX_sends_MessageId", "sends", "MessageId");
        schema.CreateTable(
            "digests",
            table => new
            {
                Organisation = table.Column<string>(maxLength: 64),
                Day = table.Column<string>(maxLength: 8),
                At = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_digests", d => new { d.Organisation, d.Day }));
        schema.CreateTable(
            "uploaded_photos",
            table => new
            {
                PhotoKey = table.Column<string>(maxLength: 256),
                Channel = table.Column<string>(maxLength: 32),
                MediaId = table.Column<string>(maxLength: 512),
                At = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_uploaded_photos", u => new { u.PhotoKey, u.Channel }));
    }
}
