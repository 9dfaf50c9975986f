using CaseStore.City;

namespace BotGateway.Settings;

internal static class ConfigurationFiles
{
    /// <summary><c>config/appsettings.json</c> below everything else: environment and command line win.</summary>
    public static bool AddConfigurationFile(this WebApplicationBuilder builder, string root)
    {
        var directory = ProjectRoot.Resolve(root, builder.Configuration["Config:Directory"] ?? "config");
        var file = new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource
        {
            Path = "appsettings.json",
            Optional = true,
            FileProvider = Directory.Exists(directory) ? new Microsoft.Extensions.FileProviders.PhysicalFileProvider(directory) : null,
        };
        try
        {
            ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, file);
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            StartFaults.Report([new ConfigurationFault("appsettings.json", "$", (error.InnerException ?? error).Message)]);
            return false;
        }

        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }

        return true;
    }
}
