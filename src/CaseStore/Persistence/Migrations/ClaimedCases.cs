using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseStore.Persistence.Migrations;

/// <summary>What a volunteer has claimed is found without walking through what nobody did.</summary>
[DbContext(typeof(CaseContext))]
[Migration("20261212000000_ClaimedCases")]
internal sealed class ClaimedCases : Migration
{
    protected override void Up(MigrationBuilder schema) =>
        schema.CreateIndex("IX_cases_ClaimedBy_State", "cases", ["ClaimedBy", "State"], filter: "\"ClaimedBy\" IS NOT NULL");
}
