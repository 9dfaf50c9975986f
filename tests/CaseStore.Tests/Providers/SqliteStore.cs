using CaseStore.Persistence;
using Microsoft.Data.Sqlite;

namespace CaseStore.Tests.Providers;

public sealed class SqliteStore : StoreFixture
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("woodpecker-sqlite");
    private int _databases;

    public override string Provider => CaseStoreServices.Sqlite;

    public override string SchemaQuery => """
        WITH tables AS (SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\_\_EF%' ESCAPE '\')
        SELECT 'table ' || name || CASE WHEN sql LIKE '%AUTOINCREMENT%' THEN ' autoincrement' ELSE '' END FROM tables
        UNION ALL
        SELECT printf('column %s.%s %s notnull=%d default=%s pk=%d', t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk)
        FROM tables t, pragma_table_info(t.name) c
        UNION ALL
        SELECT printf('index %s on %s unique=%d origin=%s partial=%d', i.name, t.name, i."unique", i.origin, i.partial)
        FROM tables t, pragma_index_list(t.name) i
        UNION ALL
        SELECT printf('index %s[%d] %s.%s desc=%d collation=%s', i.name, c.seqno, t.name, c.name, c."desc", c.coll)
        FROM tables t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) c WHERE c.key = 1
        UNION ALL
        SELECT printf('foreign key %s.%s to %s.%s update=%s delete=%s', t.name, f."from", f."table", f."to", f.on_update, f.on_delete)
        FROM tables t, pragma_foreign_key_list(t.name) f
        ORDER BY 1
        """;

    public override Task<string> NewDatabaseAsync() => Task.FromResult($"Data Source={_directory.FullName}/made/on/demand/{++_databases}.db");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }
}
