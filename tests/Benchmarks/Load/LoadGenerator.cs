namespace Benchmarks.Load;

/// <summary>Sends the posts of a file over 32 connections that are kept open, each with one request under way.</summary>
internal abstract class LoadGenerator
{
    public const int Connections = 32;

    public abstract string Name { get; }

    public abstract Task<LoadResult> RunAsync(int port, PostFile posts, TimeSpan time);

    /// <summary>wrk takes less of a small machine's processor away from the servers than we do, so it goes first.</summary>
    public static LoadGenerator Best() => WrkLoad.Find() is { } program ? new WrkLoad(program) : new OwnLoad();
}
