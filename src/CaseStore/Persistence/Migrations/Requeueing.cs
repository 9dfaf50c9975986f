using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseStore.Persistence.Migrations;

/// <summary>Since when a message that was put back is tried again.</summary>
[DbContext(typeof(CaseContext))]
[Migration("20261211000000_Requeueing")]
internal sealed class Requeueing : Migration
{
    protected override void Up(MigrationBuilder schema) => schema.AddColumn<long>("RequeuedAt", "outbox", nullable: true);
}
