namespace Benchmarks.Year;

/// <summary>A simulated year, or a shorter stretch of it. The same plan gives the same year.</summary>
/// <param name="Cases">How many reports are filed, spread over <paramref name="Days"/> from New Year's Day on.</param>
internal sealed record YearPlan(int Seed, int Cases, int Days)
{
    public static YearPlan Whole(int seed) => new(seed, 5_000, 365);

    public DateTimeOffset Begin { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    public DateTimeOffset End => Begin.AddDays(Days);
}
