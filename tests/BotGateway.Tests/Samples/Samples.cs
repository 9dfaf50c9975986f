namespace BotGateway.Tests;

/// <summary>One file for each thing a platform can send, written after protocol.md.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    public static IEnumerable<string> Files(string platform) =>
        Directory.GetFiles(Path.Combine(Folder, platform), "*.xml").Order(StringComparer.Ordinal).Select(file => $"{platform}/{Path.GetFileName(file)}");

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));
}
