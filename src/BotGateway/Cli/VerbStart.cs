using BotGateway.Settings;
using CaseStore.City;
using CaseStore.Persistence;

namespace BotGateway.Cli;

/// <summary>What a verb works with: the gateway's settings, city and store, and nothing that serves.</summary>
internal static class VerbStart
{
    /// <returns>Null when something is wrong; what is wrong has then been written to standard error.</returns>
    public static WebApplication? Build(Action<IServiceCollection>? more = null)
    {
        var root = ProjectRoot.Find();
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        if (!builder.AddConfigurationFile(root))
        {
            return null;
        }

        var (settings, faults) = SettingsReader.Read(builder.Configuration, root);
        if (settings is null)
        {
            StartFaults.Report(faults);
            return null;
        }

        var city = CityConfiguration.Load(settings.ConfigDirectory);
        if (city is CityConfiguration.Faulty faulty)
        {
            StartFaults.Report(faulty.Faults);
            return null;
        }

        var loaded = (CityConfiguration.Loaded)city;
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(loaded.City).AddSingleton(loaded.Catalogue).AddSingleton(loaded.Calendar);
        builder.Services.AddCaseStore(settings.DatabaseProvider, settings.ConnectionString);
        builder.Services.AddSingleton(settings);
        more?.Invoke(builder.Services);
        return builder.Build();
    }
}
