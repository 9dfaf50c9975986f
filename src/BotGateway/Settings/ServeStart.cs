using System.Net.Sockets;
using CaseStore.City;

namespace BotGateway.Settings;

internal static class ServeStart
{
    /// <summary>Serves until it is told to stop; false, with the reason told, when it cannot listen where it should.</summary>
    public static async Task<bool> ServeAsync(this WebApplication app)
    {
        var started = app.Lifetime.ApplicationStarted;
        try
        {
            await app.RunAsync();
            return true;
        }
        catch (Exception error) when (!started.IsCancellationRequested && error is IOException or SocketException or FormatException or ArgumentException)
        {
            StartFaults.Report([new ConfigurationFault("settings", "urls", "cannot listen there: " + error.Message)]);
            return false;
        }
    }
}
