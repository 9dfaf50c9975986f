using EndToEnd.Tests.Harness;
using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests.Stories;

/// <summary>Before the port opens, whole talks are rehearsed on the real database.</summary>
public sealed class WarmUpTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_start_leaves_nothing_in_the_database()
    {
        await using var gateway = RunningGateway.Create(_folder, platform: null);
        await gateway.StartAsync();
        gateway.Kill();

        await using var database = new SqliteConnection($"Data Source={Path.Combine(_folder, "cases.db")};Pooling=False");
        await database.OpenAsync();
        var tables = await TextsAsync(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'");
        Assert.Contains("cases", tables);
        Assert.Contains("inbox", tables);
        foreach (var table in tables)
        {
            Assert.Equal([], await TextsAsync(database, $"SELECT '{table}' FROM \"{table}\""));
        }
    }

    private static async Task<List<string>> TextsAsync(SqliteConnection database, string sql)
    {
        await using var command = database.CreateCommand();
#pragma warning disable CA2100 // Our own tables' names.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }
}
