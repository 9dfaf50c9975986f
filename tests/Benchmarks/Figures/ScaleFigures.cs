using System.Diagnostics;
using Benchmarks.Scale;

namespace Benchmarks.Figures;

/// <summary>What daily work costs with a million closed cases, beside what it costs with ten thousand; both have 10,000 open ones.</summary>
internal sealed class ScaleFigures(string folder)
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const int Rounds = 15;
    private const int WarmUp = 3;
    private const double Most = 1.5;

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var small = await FilledStore.MakeAsync(folder, Few);
        await using var big = await FilledStore.MakeAsync(folder, Many);
        var figures = new List<Figure>();
        foreach (var work in Work.All)
        {
            var (few, many) = await TakeTurnsAsync(work, small, big);
            var ratio = many / few;
            figures.Add(new Figure(
                $"{work.Name}: {Few:N0} closed, {Many:N0} closed", $"{few:F2} ms  {many:F2} ms  × {ratio:F2}", $"<= {Most}", ratio <= Most));
        }

        return figures;
    }

    /// <summary>In turns, one by one, so that a busy moment of the machine meets both; medians, so that it meets neither.</summary>
    private static async Task<(double Few, double Many)> TakeTurnsAsync(Work work, FilledStore small, FilledStore big)
    {
        var (few, many) = (new List<double>(), new List<double>());
        for (var time = 0; time < (WarmUp + Rounds) * work.Times; time++)
        {
            foreach (var store in (FilledStore[])(time % 2 == 0 ? [small, big] : [big, small]))
            {
                var start = Stopwatch.GetTimestamp();
                await work.DoAsync(store, time);
                if (time >= WarmUp * work.Times)
                {
                    (store == small ? few : many).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }

        return (Median(few), Median(many));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
