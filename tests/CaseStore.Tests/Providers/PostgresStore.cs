using CaseStore.Persistence;
using Shared;

namespace CaseStore.Tests.Providers;

public sealed class PostgresStore : StoreFixture
{
    public override string Provider => CaseStoreServices.PostgreSql;

    public override string SchemaQuery => """
        SELECT concat_ws(' ', 'column', table_name || '.' || column_name, data_type, character_maximum_length, 'nullable=' || is_nullable,
                         'default=' || column_default, 'identity=' || identity_generation)
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_EF%'
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\_\_EF%'
        UNION ALL
        SELECT concat_ws(' ', 'constraint', conname, conrelid::regclass, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conname NOT LIKE '%\_\_EF%'
        ORDER BY 1
        """;

    public override async Task<string> NewDatabaseAsync() => await (await PostgresCluster.StartedAsync()).NewDatabaseAsync();
}
