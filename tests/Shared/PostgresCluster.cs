using System.Diagnostics;
using Npgsql;

namespace Shared;

/// <summary>
/// A PostgreSQL server of this test run's own, in a temporary directory and reached by a socket in it: nothing to configure, no port to collide.
/// It belongs to a shell that ends it and clears up as soon as its input closes, so it cannot outlive the tests, however they end.
/// </summary>
internal sealed class PostgresCluster
{
    // Debian keeps the server's programs out of the path. fsync off: what is tested here is not the disk.
    private const string Script = """
        cd /
        bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
        [ -x "$bin/initdb" ] || { echo "No PostgreSQL server found. Install it (Debian: apt-get install postgresql); these tests are never skipped." >&2; exit 1; }
        home=$(mktemp -d /tmp/woodpecker-pg.XXXXXX) || exit 1
        trap '"$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1; rm -rf "$home"' EXIT
        trap : INT TERM HUP
        "$bin/initdb" -D "$home/data" -U tests -A trust -E UTF8 --locale=C --no-sync >"$home/log" 2>&1 &&
        "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -o "-c listen_addresses= -k $home -c fsync=off -c max_connections=200" start >/dev/null 2>&1 ||
        { cat "$home/log" >&2; exit 1; }
        echo "$home"
        cat >/dev/null
        """;

    private static readonly Lazy<Task<PostgresCluster>> OfThisRun = new(StartAsync);

    private readonly Process _keeper;
    private readonly string _directory;
    private int _databases;

    private PostgresCluster(Process keeper, string directory)
    {
        _keeper = keeper;
        _directory = directory;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _keeper.StandardInput.Close();
    }

    /// <summary>One for the whole run, started by whoever asks first.</summary>
    public static Task<PostgresCluster> StartedAsync() => OfThisRun.Value;

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        // PostgreSQL refuses to run as root; its package brings a user for it.
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", "sh", "-c", Script] : ["sh", "-c", Script];
        var keeper = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        return await keeper.StandardOutput.ReadLineAsync() is { } directory
            ? new PostgresCluster(keeper, directory)
            : throw new InvalidOperationException($"PostgreSQL did not start. {await keeper.StandardError.ReadToEndAsync()}");
    }

    private string ConnectionString(string database) => $"Host={_directory};Username=tests;Database={database};Maximum Pool Size=40";
}
