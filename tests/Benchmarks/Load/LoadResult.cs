namespace Benchmarks.Load;

/// <param name="Faults">Answers that were not a reply, broken connections, and passes beyond the first over the messages.</param>
internal sealed record LoadResult(long Answered, TimeSpan Took, TimeSpan Median, TimeSpan P99, long Faults)
{
    public double PerSecond => Answered / Took.TotalSeconds;
}
