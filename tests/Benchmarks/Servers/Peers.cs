namespace Benchmarks.Servers;

/// <summary>
/// Independent servers to measure beside, from a folder that is not part of this repository: <c>echo-server.cjs</c> (npm's
/// wechat on Express; with MODE=memory it keeps nothing) and <c>limit/</c> (envelope and two durable rows in our own runtime, nothing else).
/// They are built in a copy.
/// </summary>
internal sealed record Peers(string Folder)
{
    public static async Task<Peers> BuildAsync(string source, string workFolder)
    {
        var folder = Path.Combine(workFolder, "peers");
        Copy(source, folder);
        await Shell.RunAsync(folder, "npm", "install", "--no-audit", "--no-fund");
        await Shell.RunAsync(Path.Combine(folder, "limit"), "dotnet", "publish", "-c", "Release", "-o", "published", "-v", "quiet");
        return new Peers(folder);
    }

    public RunningServer StartMemory() => RunningServer.Start("node", (start, port) =>
    {
        start.WorkingDirectory = Folder;
        start.ArgumentList.Add("echo-server.cjs");
        start.Environment["MODE"] = "memory";
        start.Environment["PORT"] = port.ToString();
    });

    public RunningServer StartLimit(string database) => RunningServer.Start(Path.Combine(Folder, "limit", "published", "limit"), (start, port) =>
    {
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["DB"] = database;
    });

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(f => Path.GetFileName(f) is not ("bin" or "obj" or "node_modules")))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
