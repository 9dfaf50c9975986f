namespace BotGateway.Settings;

/// <summary>Relative paths in the settings start here, from wherever the program was started: the nearest folder above with a <c>config/city.json</c>.</summary>
internal static class ProjectRoot
{
    public static string Find()
    {
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "config", "city.json")))
                {
                    return folder.FullName;
                }
            }
        }

        return Directory.GetCurrentDirectory();
    }

    public static string Resolve(string root, string path) => Path.GetFullPath(path, root);
}
