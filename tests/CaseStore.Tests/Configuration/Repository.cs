namespace CaseStore.Tests.Configuration;

internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string ConfigDirectory => Path.Combine(Root, "config");

    private static string Find(string? directory) =>
        directory is null ? throw new InvalidOperationException("The tests do not run inside the repository.")
        : File.Exists(Path.Combine(directory, "WoodpeckerBot.sln")) ? directory
        : Find(Path.GetDirectoryName(directory));
}
