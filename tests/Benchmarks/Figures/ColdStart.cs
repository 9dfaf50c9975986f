using System.Diagnostics;
using Benchmarks.Load;
using Benchmarks.Servers;

namespace Benchmarks.Figures;

/// <summary>A restart at rush hour: 32 people write in the moment the port opens.</summary>
internal sealed class ColdStart(PublishedGateway gateway, string folder)
{
    private const int Crowd = 32;
    private const int Rounds = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < Rounds; round++)
        {
            var took = await CrowdAsync(Path.Combine(folder, $"cold-{round}.db"));
            slowest = took > slowest ? took : slowest;
        }

        return [new Figure($"cold start: {Crowd} at once, all answered (slowest of {Rounds})", $"{slowest.TotalMilliseconds:F0} ms", "< 2,000 ms", slowest < Longest)];
    }

    private async Task<TimeSpan> CrowdAsync(string database)
    {
        // Everybody writes something else: help, progress, two reports, a greeting.
        var posts = Enumerable.Range(0, Crowd)
            .Select(i => Post.Make(new Talk.Mixed(), (i % 5 * Crowd) + i, Crowd, TimeProvider.System.GetUtcNow()))
            .ToArray();
        await using var server = gateway.Start(database);
        using var first = await server.ListeningAsync();
        var opened = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(posts.Select(post => Task.Run(() => AskAsync(server.Port, post))));
        var took = Stopwatch.GetElapsedTime(opened);
        return answers.All(a => a.IsGood) ? took : throw new InvalidOperationException("Somebody in the crowd got no answer.");
    }

    private static async Task<Answer> AskAsync(int port, byte[] post)
    {
        using var connection = await Connection.OpenAsync(port);
        return await connection.AskAsync(post);
    }
}
