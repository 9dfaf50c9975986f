using Benchmarks.Year;

namespace Benchmarks.Figures;

/// <summary>A whole year of a simulated city, printed; throws when something broke that must always hold.</summary>
internal static class YearFigures
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int seed, string folder)
    {
        var report = await SimulatedYear.RunAsync(YearPlan.Whole(seed), Path.Combine(Sources.Root(), "config"), folder);
        foreach (var line in report.Lines())
        {
            Console.WriteLine(line);
        }

        return report.Figures();
    }
}
