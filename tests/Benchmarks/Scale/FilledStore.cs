using System.Diagnostics;
using BotGateway.Api;
using CaseStore.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Scale;

/// <summary>
/// A store as years of service leave it, filled past the rules but through the real schema. Closed cases lie 95 seconds apart
/// (three years for a million), so that more of them means a longer past and not a busier present.
/// </summary>
internal sealed class FilledStore : IAsyncDisposable
{
    public const int Open = 10_000;
    public const int CasesOfAPerson = 4;

    private const int Chunk = 50_000;

    /// <summary>Cases ?1 to ?2, the oldest first: ?3 closed ones, then the open ones of the last three days before ?4; of ?5 people.</summary>
    private const string Cases = """
        WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2),
        f(i, open, at) AS (SELECT i, i > ?3, CASE WHEN i > ?3 THEN ?4 - (?3 + 10000 - i) * 25000 ELSE ?4 - 250000000 - (?3 - i) * 95000 END FROM n)
        INSERT INTO cases ("Id", "Number", "Kind", "Subtype", "State", "Loop", "CompoundId", "Place", "Description", "Emergency", "ReporterId", "HandlerOrganisation",
            "HandlerMember", "ReportedAt", "DueAt", "ClockStartedAt", "AcceptedAt", "ResolvedAt", "ClosedAt", "Outcome", "OutcomeNote", "DeadlineVersion", "NextDueAt",
            "NextDue", "Nudges", "Extensions", "Reopened", "Grade", "GradedByDefault", "PageToken", "PageUntil", "Version")
        SELECT i, printf('WP-%s-%04d', strftime('%Y%m%d', at / 1000 + 28800, 'unixepoch'), i % 10000), 'PropertyService',
            CASE i % 5 WHEN 0 THEN 'Sanitation' WHEN 1 THEN 'PublicOrder' WHEN 2 THEN 'Facilities' WHEN 3 THEN 'Greening' ELSE 'CustomerService' END,
            CASE WHEN NOT open THEN 'Closed' WHEN i % 10 = 0 THEN 'UnderReview' WHEN i % 10 < 3 THEN 'Accepted' ELSE 'Dispatched' END, 'Micro', 'x' || (i % 20),
            (i % 40) || '号楼2单元门口', '垃圾桶满了没人清,味道很大,已经三天了', 0, 1 + (i * 7919) % ?5, CASE WHEN open AND i % 10 = 0 THEN 't1' ELSE 'p' || (i % 20 % 6) END,
            CASE WHEN NOT open OR i % 10 IN (1, 2) THEN 'officer-' || (i % 20 % 6) END, at, at + 259200000, at, CASE WHEN NOT open OR i % 10 IN (1, 2) THEN at + 3600000 END,
            CASE WHEN NOT open THEN at + 86400000 END, CASE WHEN NOT open THEN at + 172800000 END, CASE WHEN NOT open THEN 'Fixed' END,
            CASE WHEN NOT open THEN '已清运' END, 1, CASE WHEN open THEN ?4 + 3600000 + (i - ?3) * 1000 END, CASE WHEN open THEN 'Warning' END, 0, 0, 0,
            CASE WHEN NOT open THEN 3 + i % 3 END, 0, lower(hex(randomblob(16))), CASE WHEN NOT open THEN at + 7948800000 END, 3 FROM f
        """;

    private const string History = """
        INSERT INTO case_history ("CaseId", "At", "Act", "By", "Role", "Note")
        SELECT c."Id", c."ReportedAt" + l.column2, l.column1, CASE l.column3 WHEN 'Reporter' THEN 'R' || c."ReporterId" WHEN 'System' THEN 'clock' ELSE 'officer-1' END,
            l.column3, CASE l.column1 WHEN 'Dispatch' THEN c."HandlerOrganisation" WHEN 'Resolve' THEN '已清运' WHEN 'Outcome' THEN 'Fixed' WHEN 'Rate' THEN '5' END
        FROM cases c JOIN (VALUES ('Report', 0, 'Reporter'), ('Dispatch', 0, 'System'), ('Accept', 3600000, 'InfoOfficer'), ('Resolve', 86400000, 'InfoOfficer'),
            ('Outcome', 86400000, 'InfoOfficer'), ('Rate', 172800000, 'Reporter'), ('Close', 172800000, 'Reporter')) l
        WHERE c."Id" BETWEEN ?1 AND ?2 AND (c."State" = 'Closed' OR l.column1 IN ('Report', 'Dispatch') OR (l.column1 = 'Accept' AND c."State" = 'Accepted'))
        """;

    private const string Photos = """
        INSERT INTO photos ("Key", "Channel", "Sender", "Token", "ReceivedAt", "State", "Hash", "ContentType", "Attempts", "CaseId", "Role")
        SELECT 'wx-' || c."Id", 'WeChat', 'o' || c."ReporterId", lower(hex(randomblob(16))), c."ReportedAt", 'Kept', lower(hex(randomblob(32))), 'image/jpeg', 1, c."Id", 'Report'
        FROM cases c WHERE c."Id" BETWEEN ?1 AND ?2
        """;

    private const string People = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
        INSERT INTO people ("Id", "Channel", "ExternalId", "Verified", "FirstSeenAt") SELECT i, 'WeChat', 'o' || i, 0, 0 FROM n
        """;

    private readonly ServiceProvider _services;

    private FilledStore(ServiceProvider services, int closed)
    {
        _services = services;
        Closed = closed;
    }

    public int Closed { get; }

    public CaseTotal Total { get; } = new(Town.Clock);

    public int Persons => (Closed + Open) / CasesOfAPerson;

    public ICaseWriter Writer => _services.GetRequiredService<ICaseWriter>();

    public IDbContextFactory<CaseContext> Reads => _services.GetRequiredService<IDbContextFactory<CaseContext>>();

    public static async Task<FilledStore> MakeAsync(string folder, int closed)
    {
        var file = Path.Combine(folder, $"scale-{closed}.db");
        var services = new ServiceCollection().AddCaseStore(CaseStoreServices.Sqlite, $"Data Source={file}").BuildServiceProvider();
        await StoreSchema.MigrateAsync(services);
        SqliteConnection.ClearAllPools();
        Fill(file, closed);
        return new FilledStore(services, closed);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static void Fill(string file, int closed)
    {
        var start = Stopwatch.GetTimestamp();
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;");
        var (all, now) = (closed + Open, Town.Now.ToUnixTimeMilliseconds());
        Run(connection, People, all / CasesOfAPerson);
        for (var first = 1; first <= all; first += Chunk)
        {
            var last = Math.Min(first + Chunk - 1, all);
            using var transaction = connection.BeginTransaction();
            Run(connection, Cases, first, last, closed, now, all / CasesOfAPerson);
            Run(connection, History, first, last);
            Run(connection, Photos, first, last);
            transaction.Commit();
            Console.Error.Write($"\rfilling: {last:N0} of {all:N0} cases, {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s ");
        }

        Run(connection, "PRAGMA journal_mode = WAL;");
        Console.Error.WriteLine($"{new FileInfo(file).Length / 1024 / 1024:N0} MB");
    }

    private static void Run(SqliteConnection connection, string sql, params ReadOnlySpan<long> values)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Nobody's words are in it.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"?{i + 1}", values[i]);
        }

        command.ExecuteNonQuery();
    }
}
