using Benchmarks.Load;
using BotGateway.Settings;

namespace Benchmarks.Servers;

/// <summary>The program as a city would run it: published for release, with its own defaults, in the simulator's mode.</summary>
internal sealed class PublishedGateway
{
    private readonly string _folder;

    private PublishedGateway(string folder) => _folder = folder;

    public static async Task<PublishedGateway> PublishAsync(string workFolder)
    {
        var folder = Path.Combine(workFolder, "gateway");
        await Shell.RunAsync(ProjectRoot.Find(), "dotnet", "publish", "src/BotGateway", "-c", "Release", "-o", folder, "-v", "quiet");
        return new PublishedGateway(folder);
    }

    /// <param name="database">A file; the database is made when there is none.</param>
    public RunningServer Start(string database)
    {
        var program = Path.Combine(_folder, OperatingSystem.IsWindows() ? "BotGateway.exe" : "BotGateway");
        return RunningServer.Start(program, (start, port) =>
        {
            start.WorkingDirectory = _folder;
            start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
            start.Environment["Platform__Mode"] = "Simulator";
            start.Environment["Database__Provider"] = "Sqlite";
            start.Environment["ConnectionStrings__Cases"] = $"Data Source={database}";
            start.Environment["Photos__Directory"] = Path.Combine(_folder, "photos");
            start.Environment["WeChat__AppId"] = BenchAccount.WeChat.AppId;
            start.Environment["WeChat__Token"] = BenchAccount.WeChat.Token;
            start.Environment["WeChat__EncodingAesKey"] = BenchAccount.WeChat.EncodingAesKeys[0];
        });
    }
}
