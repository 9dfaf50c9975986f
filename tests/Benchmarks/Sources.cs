namespace Benchmarks;

internal static class Sources
{
    /// <summary>The project's folder, with the configuration that ships.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WoodpeckerBot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the benchmarks run outside the project's folder");
        }

        return folder.FullName;
    }
}
