using System.CommandLine;
using System.Data.Common;
using BotGateway.Settings;
using CaseStore.People;
using CaseStore.Persistence;

namespace BotGateway.Cli;

/// <summary><c>roster import FILE [--dry-run]</c>: may run while the gateway serves; both wait for each other's transaction.</summary>
internal static class RosterVerb
{
    private const int AllTaken = 0;
    private const int SomeRefused = 1;
    private const int NothingRead = 2;

    public static Command Command()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV with 姓名, 电话 and, if known, 身份 and 小区; UTF-8 or GB18030" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done, and do nothing" };
        var import = new Command("import", "Imports a community's list of reporters: good lines are taken, bad ones named; twice changes nothing") { file, dryRun };
        import.SetAction((parsed, cancellation) => ImportAsync(parsed.GetValue(file)!, parsed.GetValue(dryRun), cancellation));
        return new Command("roster", "The list of reporters (啄木鸟名单)") { import };
    }

    private static async Task<int> ImportAsync(FileInfo file, bool dryRun, CancellationToken cancellation)
    {
        byte[] bytes;
        try
        {
            bytes = file.Exists && file.Length > RosterImport.LargestBytes ? new byte[RosterImport.LargestBytes + 1] : await File.ReadAllBytesAsync(file.FullName, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{file}: {error.Message}");
            return NothingRead;
        }

        await using var app = VerbStart.Build(services => services.AddSingleton<RosterImport>());
        if (app is null || !await app.OpenStoreAsync())
        {
            return NothingRead;
        }

        RosterResult result;
        try
        {
            var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            var import = app.Services.GetRequiredService<RosterImport>();
            result = await import.RunAsync(app.Services.GetRequiredService<ICaseWriter>(), bytes, now, dryRun, cancellation);
        }
        catch (DbException error)
        {
            await Console.Error.WriteLineAsync($"the database cannot be written; what was taken before that stays, and the same file may be imported again: {error.Message}");
            return NothingRead;
        }

        Print(result, dryRun);
        return result.IsUnreadable ? NothingRead : result.Faults.Count > 0 ? SomeRefused : AllTaken;
    }

    private static void Print(RosterResult result, bool dryRun)
    {
        Console.WriteLine(
            $"{(dryRun ? "试运行,没有写入:" : "")}新增 {result.Imported},更新 {result.Updated},不变 {result.Unchanged},已注册的居民通过核对 {result.Verified}");
        foreach (var fault in result.Faults)
        {
            Console.WriteLine(fault.Line == 0 ? fault.Reason : $"第 {fault.Line} 行:{fault.Reason}");
        }
    }
}
