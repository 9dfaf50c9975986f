using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Harness;

/// <summary>The configuration that a story's gateway reads.</summary>
internal static class ConfigFolder
{
    /// <summary>As it is shipped, with its quiet hours.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "config");

    /// <summary>A copy in which nobody ever sleeps: for stories in which the hour of the day is not the point, whenever they run.</summary>
    public static string RoundTheClock(string folder)
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder, "config")).FullName;
        foreach (var path in Directory.GetFiles(Shipped))
        {
            File.Copy(path, Path.Combine(copy, Path.GetFileName(path)), overwrite: true);
        }

        // Only this one value: stories change other parts of the text as it stands in the file.
        var city = Path.Combine(copy, "city.json");
        var hours = (string)JsonNode.Parse(File.ReadAllText(city))!["quietHours"]!;
        File.WriteAllText(city, File.ReadAllText(city).Replace($"\"quietHours\": \"{hours}\"", "\"quietHours\": \"none\"", StringComparison.Ordinal));
        return copy;
    }
}
