using System.Diagnostics;

namespace Benchmarks.Load;

/// <summary>When there is no wrk, and where a number of messages is wanted and not a time.</summary>
internal sealed class OwnLoad : LoadGenerator
{
    public override string Name => "own generator";

    public override Task<LoadResult> RunAsync(int port, PostFile posts, TimeSpan time) => RunAsync(port, posts.Read(), time);

    public static async Task<LoadResult> RunAsync(int port, IReadOnlyList<ReadOnlyMemory<byte>> posts, TimeSpan? time = null)
    {
        var clock = Stopwatch.StartNew();
        var next = -1;
        var lines = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(LineAsync)));
        var took = clock.Elapsed;
        var latencies = lines.SelectMany(l => l.Latencies).Order().ToArray();
        var faults = lines.Sum(l => l.Faults) + (time is not null && next >= posts.Count ? 1 : 0);
        return new LoadResult(latencies.Length, took, At(latencies, 0.5), At(latencies, 0.99), faults);

        async Task<(List<long> Latencies, long Faults)> LineAsync()
        {
            using var connection = await Connection.OpenAsync(port);
            var latencies = new List<long>();
            var faults = 0L;
            while ((time is null || clock.Elapsed < time) && Interlocked.Increment(ref next) is var index && index < posts.Count)
            {
                var before = Stopwatch.GetTimestamp();
                var answer = await connection.AskAsync(posts[index]);
                latencies.Add(Stopwatch.GetTimestamp() - before);
                faults += answer.IsGood ? 0 : 1;
            }

            return (latencies, faults);
        }
    }

    private static TimeSpan At(long[] sorted, double share) =>
        sorted.Length == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))]);
}
