namespace Benchmarks.Year;

/// <summary>All that is left to chance in a year, from one seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public bool Of(double share) => _random.NextDouble() < share;

    public double Share() => _random.NextDouble();

    public int From(int least, int most) => _random.Next(least, most + 1);

    public T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    /// <summary>Weights need not sum to one.</summary>
    public T One<T>(IReadOnlyList<(T What, double Weight)> of)
    {
        var left = _random.NextDouble() * of.Sum(o => o.Weight);
        foreach (var (what, weight) in of)
        {
            left -= weight;
            if (left < 0)
            {
                return what;
            }
        }

        return of[^1].What;
    }

    public TimeSpan Hours(double least, double most) => TimeSpan.FromHours(least + (_random.NextDouble() * (most - least)));

    /// <summary>Mostly about the median, now and then many times as much, as people are.</summary>
    public TimeSpan Around(TimeSpan median, double spread = 0.8)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return median * Math.Min(20, Math.Exp(normal * spread));
    }
}
