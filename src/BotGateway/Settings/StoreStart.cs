using System.Data.Common;
using System.Net.Sockets;
using CaseStore.City;
using CaseStore.Persistence;

namespace BotGateway.Settings;

internal static class StoreStart
{
    /// <summary>Opens and migrates the database before anything is served; false, with the reason told, when it cannot be had.</summary>
    public static async Task<bool> OpenStoreAsync(this WebApplication app)
    {
        try
        {
            await StoreSchema.MigrateAsync(app.Services);
            return true;
        }
        catch (Exception error) when (error is DbException or SocketException or IOException or UnauthorizedAccessException)
        {
            StartFaults.Report([new ConfigurationFault("settings", "ConnectionStrings:Cases", "the database cannot be opened: " + (error.InnerException ?? error).Message)]);
            return false;
        }
    }
}
