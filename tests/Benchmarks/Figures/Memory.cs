using Benchmarks.Load;
using Benchmarks.Servers;

namespace Benchmarks.Figures;

/// <summary>What the process holds after 100,000 messages from 5,000 people.</summary>
internal sealed class Memory(PublishedGateway gateway, string folder)
{
    private const int Messages = 100_000;
    private const int People = 5_000;
    private const long Most = 300L * 1024 * 1024;

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var posts = PostFile.Make(Path.Combine(folder, "memory.posts"), new Talk.Mixed(), 0, Messages, People);
        await using var server = gateway.Start(Path.Combine(folder, "memory.db"));
        (await server.ListeningAsync()).Dispose();
        var result = await OwnLoad.RunAsync(server.Port, posts.Read());
        var (now, peak) = server.Memory;
        File.Delete(posts.Path);
        return
        [
            new Figure($"memory after {result.Answered:N0} messages from {People:N0} people", Megabytes(now), "< 300 MB", now < Most && result.Faults == 0),
            new Figure("memory, the most there was", Megabytes(peak)),
        ];
    }

    private static string Megabytes(long bytes) => $"{bytes / 1024 / 1024:N0} MB";
}
