using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseStore.Persistence.Migrations;

/// <summary>When a person last did something, by the platform's clock: what comes late is told from what is new.</summary>
[DbContext(typeof(CaseContext))]
[Migration("20261213000001_WhatPeopleDid")]
internal sealed class WhatPeopleDid : Migration
{
    protected override void Up(MigrationBuilder schema) => schema.AddColumn<long>("DidAt", "conversations", nullable: true);
}
