using System.CommandLine;
using BotGateway.Settings;
using CaseStore.Catalogue.Sheet;

namespace BotGateway.Cli;

/// <summary><c>catalogue export --to FILE</c> and <c>catalogue import --from FILE [--dry-run]</c>; a running gateway takes the new one by itself.</summary>
internal static class CatalogueVerb
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int NothingRead = 2;

    public static Command Command() => new("catalogue", "What can be reported, as a spreadsheet (问题目录)") { Export(), Import() };

    private static Command Export()
    {
        var to = new Option<FileInfo>("--to") { Description = "The CSV to write (UTF-8 with a byte order mark, as spreadsheets like it)", Required = true };
        var export = new Command("export", "Writes the subtypes of config/catalogue.json into a CSV") { to };
        export.SetAction((parsed, cancellation) => ExportAsync(parsed.GetValue(to)!, cancellation));
        return export;
    }

    private static Command Import()
    {
        var from = new Option<FileInfo>("--from") { Description = "A CSV with the columns of the export; UTF-8 or GB18030", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check it and say what would change, and do nothing" };
        var import = new Command("import", "Replaces the subtypes of config/catalogue.json; with one mistake in the CSV nothing is changed") { from, dryRun };
        import.SetAction((parsed, cancellation) => ImportAsync(parsed.GetValue(from)!, parsed.GetValue(dryRun), cancellation));
        return import;
    }

    private static async Task<int> ExportAsync(FileInfo file, CancellationToken cancellation)
    {
        if (ConfigDirectory() is not { } directory)
        {
            return NothingRead;
        }

        var (sheet, faults) = CatalogueSheet.Export(directory);
        if (sheet is null)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', faults));
            return NothingRead;
        }

        try
        {
            await File.WriteAllBytesAsync(file.FullName, sheet, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return await CannotAsync(file, error);
        }

        Console.WriteLine($"已写入 {file}");
        return Done;
    }

    private static async Task<int> ImportAsync(FileInfo file, bool dryRun, CancellationToken cancellation)
    {
        if (ConfigDirectory() is not { } directory)
        {
            return NothingRead;
        }

        byte[] sheet;
        try
        {
            sheet = file.Exists && file.Length > CatalogueSheet.LargestBytes ? new byte[CatalogueSheet.LargestBytes + 1] : await File.ReadAllBytesAsync(file.FullName, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return await CannotAsync(file, error);
        }

        switch (CatalogueSheet.Import(directory, sheet))
        {
            case SheetImport.Refused refused:
                await Console.Error.WriteLineAsync("没有导入,原来的目录没有动:\n" + string.Join('\n', refused.Faults));
                return refused.Faults.All(f => f.Row == 0) ? NothingRead : Refused;
            case SheetImport.Ready { Changes.Any: false }:
                Console.WriteLine("和现在的目录一样,没有要改的");
                return Done;
            case SheetImport.Ready ready:
                try
                {
                    if (!dryRun)
                    {
                        CatalogueSheet.Replace(directory, ready.Json);
                    }
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    return await CannotAsync(new FileInfo(Path.Combine(directory, "catalogue.json")), error);
                }

                Print(ready.Changes, dryRun);
                return Done;
            default:
                throw new InvalidOperationException();
        }
    }

    private static void Print(SheetChanges changes, bool dryRun)
    {
        Console.WriteLine(dryRun ? "试运行,没有写入:" : "已导入,原来的目录存为 catalogue.json.bak;正在运行的网关会自己换上新的:");
        foreach (var (what, codes) in new[] { ("新增", changes.Added), ("修改", changes.Changed), ("删除", changes.Removed) })
        {
            if (codes.Count > 0)
            {
                Console.WriteLine($"  {what} {codes.Count}:{string.Join('、', codes)}");
            }
        }

        if (!changes.SameOrder)
        {
            Console.WriteLine("  顺序变了");
        }
    }

    private static async Task<int> CannotAsync(FileInfo file, Exception error)
    {
        await Console.Error.WriteLineAsync($"{file}: {error.Message}");
        return NothingRead;
    }

    /// <summary>Found as the gateway finds it: <c>Config:Directory</c> of the environment, else <c>config</c>.</summary>
    private static string? ConfigDirectory()
    {
        var root = ProjectRoot.Find();
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        return builder.AddConfigurationFile(root) ? ProjectRoot.Resolve(root, builder.Configuration["Config:Directory"] is { Length: > 0 } set ? set.Trim() : "config") : null;
    }
}
