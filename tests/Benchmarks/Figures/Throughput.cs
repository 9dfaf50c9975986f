using Benchmarks.Load;
using Benchmarks.Servers;

namespace Benchmarks.Figures;

/// <summary>
/// Safe-mode texts answered per second. Every server is started anew on an empty store, warmed, then measured; the servers take
/// turns, so that what else the machine does falls on all of them, and the median of the turns counts.
/// </summary>
internal sealed class Throughput(PublishedGateway gateway, Peers? peers, LoadGenerator load, string folder, Options options)
{
    private const int People = 2_000;
    private const int MostPerSecond = 25_000;
    private const double OverMemory = 2.5;
    private const double OfLimit = 0.6;
    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SlowestP99 = TimeSpan.FromMilliseconds(50);

    private int _databases;

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var figures = new List<Figure>();
        foreach (Talk talk in new Talk[] { new Talk.Greetings(), new Talk.Mixed() })
        {
            figures.AddRange(await MeasureAsync(talk));
        }

        return figures;
    }

    private async Task<IEnumerable<Figure>> MeasureAsync(Talk talk)
    {
        var warmCount = MostPerSecond * (int)WarmTime.TotalSeconds / 2;
        var warm = PostFile.Make(Path.Combine(folder, $"{talk.Name}.warm"), talk, 0, warmCount, People);
        var posts = PostFile.Make(Path.Combine(folder, $"{talk.Name}.posts"), talk, warmCount, MostPerSecond * (int)options.Time.TotalSeconds, People);
        List<LoadResult> ours = [], memory = [], limit = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            ours.Add(await RunAsync(gateway.Start(NewDatabase()), warm, posts));
            if (peers is not null)
            {
                memory.Add(await RunAsync(peers.StartMemory(), warm, posts));
                limit.Add(await RunAsync(peers.StartLimit(NewDatabase()), warm, posts));
            }

            await Console.Error.WriteLineAsync($"  {talk.Name}, round {round + 1}: {string.Join(", ", Last("gateway", ours), Last("memory", memory), Last("limit", limit))}");
        }

        File.Delete(warm.Path);
        File.Delete(posts.Path);
        return Tell(talk, ours, memory, limit);
    }

    private static IEnumerable<Figure> Tell(Talk talk, List<LoadResult> ours, List<LoadResult> memory, List<LoadResult> limit)
    {
        var rate = Median(ours, r => r.PerSecond);
        var p99 = Median(ours, r => r.P99.TotalMilliseconds);
        var faults = ours.Concat(memory).Concat(limit).Sum(r => r.Faults);
        yield return new Figure($"{talk.Name}: gateway, answered per second", $"{rate:N0}");
        yield return new Figure($"{talk.Name}: gateway, p99", $"{p99:F1} ms", $"< {SlowestP99.TotalMilliseconds:F0} ms", p99 < SlowestP99.TotalMilliseconds);
        yield return new Figure($"{talk.Name}: answers that were none", $"{faults:N0}", "0", faults == 0);
        if (memory.Count == 0)
            yield break;

        var (memoryRate, limitRate) = (Median(memory, r => r.PerSecond), Median(limit, r => r.PerSecond));
        yield return new Figure($"{talk.Name}: peer `memory`", $"{memoryRate:N0}, p99 {Median(memory, r => r.P99.TotalMilliseconds):F1} ms");
        yield return new Figure($"{talk.Name}: peer `limit`", $"{limitRate:N0}, p99 {Median(limit, r => r.P99.TotalMilliseconds):F1} ms");
        yield return new Figure($"{talk.Name}: gateway ÷ memory", $"{rate / memoryRate:F2}", $"≥ {OverMemory}", rate / memoryRate >= OverMemory);
        yield return new Figure($"{talk.Name}: gateway ÷ limit", $"{rate / limitRate:F2}", $"≥ {OfLimit}", rate / limitRate >= OfLimit);
    }

    private async Task<LoadResult> RunAsync(RunningServer server, PostFile warm, PostFile posts)
    {
        await using (server)
        {
            (await server.ListeningAsync()).Dispose();
            await load.RunAsync(server.Port, warm, WarmTime);
            return await load.RunAsync(server.Port, posts, options.Time);
        }
    }

    private string NewDatabase() => Path.Combine(folder, $"throughput-{++_databases}.db");

    private static string Last(string name, List<LoadResult> results) =>
        results.Count == 0 ? $"{name} absent" : $"{name} {results[^1].PerSecond:N0}/s p99 {results[^1].P99.TotalMilliseconds:F1} ms";

    private static double Median(List<LoadResult> results, Func<LoadResult, double> of)
    {
        var sorted = results.Select(of).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
