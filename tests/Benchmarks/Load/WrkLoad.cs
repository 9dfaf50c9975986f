using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Benchmarks.Load;

/// <summary>The program <c>wrk</c> (a Debian package) with our script.</summary>
internal sealed partial class WrkLoad(string program) : LoadGenerator
{
    public override string Name => "wrk";

    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, "wrk"))
        .FirstOrDefault(File.Exists);

    public override async Task<LoadResult> RunAsync(int port, PostFile posts, TimeSpan time)
    {
        var start = new ProcessStartInfo(program)
        {
            ArgumentList =
            {
                "-t1", $"-c{Connections}", $"-d{(int)time.TotalSeconds}s", "-s", Path.Combine(AppContext.BaseDirectory, "Load", "replay.lua"),
                $"http://127.0.0.1:{port}",
            },
            Environment = { ["REQS"] = posts.Path },
            RedirectStandardOutput = true,
        };
        using var wrk = Process.Start(start)!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var figures = Figures().Match(output);
        if (!figures.Success)
            throw new InvalidOperationException($"wrk ended with {wrk.ExitCode} and said:\n{output}");
        long Get(string name) => long.Parse(figures.Groups[name].ValueSpan);
        return new LoadResult(
            Get("answered"), Microseconds(Get("us")), Microseconds(Get("p50")), Microseconds(Get("p99")), Get("bad") + Get("errors") + Get("again"));
    }

    private static TimeSpan Microseconds(long count) => TimeSpan.FromMicroseconds(count);

    [GeneratedRegex(@"FIGURES answered=(?<answered>\d+) us=(?<us>\d+) p50=(?<p50>\d+) p99=(?<p99>\d+) bad=(?<bad>\d+) errors=(?<errors>\d+) again=(?<again>\d+)")]
    private static partial Regex Figures();
}
