namespace Training;

internal static class ProjectFolder
{
    /// <summary>The folder of the solution, from wherever this runs.</summary>
    public static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WoodpeckerBot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("run inside the project's folder, or say --config and --sentences");
        }

        return folder.FullName;
    }
}
