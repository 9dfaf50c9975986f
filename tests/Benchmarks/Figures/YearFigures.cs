using Benchmarks.Year;

namespace Benchmarks.Figures;

/// <summary>A whole year of a simulated city, printed; throws when something broke that must always hold.</summary>
internal static class YearFigures
{
    private const string Memory = "/dev/shm";
    private const long Enough = 512 * 1024 * 1024;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int seed, string folder)
    {
        var place = Place(folder);
        try
        {
            var report = await SimulatedYear.RunAsync(YearPlan.Whole(seed), Path.Combine(Sources.Root(), "config"), place);
            foreach (var line in report.Lines())
            {
                Console.WriteLine(line);
            }

            return report.Figures();
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    /// <summary>In memory where there is room: the city's clock does not wait for a disk, and what a flush costs is another benchmark's question.</summary>
    private static string Place(string folder)
    {
        var memory = Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= Enough;
        return Directory.CreateDirectory(Path.Combine(memory ? Memory : folder, $"woodpecker-year-{Guid.NewGuid():N}")).FullName;
    }
}
