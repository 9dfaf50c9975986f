using CaseStore.City;

namespace BotGateway.Settings;

/// <summary>Tried out at the start: else the first to notice would be a resident whose picture is lost.</summary>
internal static class PhotoFolder
{
    public static ConfigurationFault? Check(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var trial = Path.Combine(directory, "." + Path.GetRandomFileName());
            using var stream = new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new ConfigurationFault("settings", "Photos:Directory", "no file can be written there: " + error.Message);
        }
    }
}
