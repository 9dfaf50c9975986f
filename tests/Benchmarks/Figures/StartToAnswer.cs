using System.Diagnostics;
using Benchmarks.Load;
using Benchmarks.Servers;

namespace Benchmarks.Figures;

/// <summary>From the process's start to its first answer, where there is no database yet and where there is one with talks in it.</summary>
internal sealed class StartToAnswer(PublishedGateway gateway, string folder)
{
    private const int Rounds = 3;
    private const int Written = 5_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var (fresh, existing) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var round = 0; round < Rounds; round++)
        {
            var database = Path.Combine(folder, $"start-{round}.db");
            fresh = Later(fresh, await FirstAnswerAsync(database, 2 * round, write: Written));
            existing = Later(existing, await FirstAnswerAsync(database, (2 * round) + 1, write: 0));
        }

        return [Tell("fresh", fresh), Tell("existing", existing)];
    }

    private static Figure Tell(string which, TimeSpan took) =>
        new($"start to first answer, {which} database (slowest of {Rounds})", $"{took.TotalMilliseconds:F0} ms", "< 3,000 ms", took < Longest);

    private async Task<TimeSpan> FirstAnswerAsync(string database, int index, int write)
    {
        var post = Post.Make(new Talk.Greetings(), index, 1, TimeProvider.System.GetUtcNow());
        await using var server = gateway.Start(database);
        using var connection = await server.ListeningAsync();
        var answer = await connection.AskAsync(post);
        var took = Stopwatch.GetElapsedTime(server.StartedAt);
        if (!answer.IsGood)
            throw new InvalidOperationException($"The first answer was {answer}.");
        var posts = Post.MakeMany(new Talk.Mixed(), 1_000, write, 500, TimeProvider.System.GetUtcNow());
        await OwnLoad.RunAsync(server.Port, [.. posts.Select(p => (ReadOnlyMemory<byte>)p)]);
        return took;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
