using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseStore.Persistence.Migrations;

/// <summary>What is still open is found without walking through what is closed.</summary>
[DbContext(typeof(CaseContext))]
[Migration("20261126000000_ListByState")]
internal sealed class ListByState : Migration
{
    protected override void Up(MigrationBuilder schema) => schema.CreateIndex("IX_cases_State_ReportedAt", "cases", ["State", "ReportedAt"]);
}
