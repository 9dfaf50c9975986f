namespace BotGateway.Settings;

internal static class ConfigurationFiles
{
    /// <summary><c>config/appsettings.json</c> below everything else: environment and command line win.</summary>
    public static void AddConfigurationFile(this WebApplicationBuilder builder, string root)
    {
        var directory = ProjectRoot.Resolve(root, builder.Configuration["Config:Directory"] ?? "config");
        var file = new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource
        {
            Path = "appsettings.json",
            Optional = true,
            FileProvider = Directory.Exists(directory) ? new Microsoft.Extensions.FileProviders.PhysicalFileProvider(directory) : null,
        };
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, file);
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }
    }
}
