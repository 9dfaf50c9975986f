using BotGateway.Settings;
using CaseStore.City;

namespace BotGateway.Api;

/// <summary>Since when the configuration is in force, and what keeps a changed one from it.</summary>
internal static class ConfigurationApi
{
    public static void MapConfigurationApi(this RouteGroupBuilder api) => api
        .MapGet("/configuration", (ConfigurationInForce inForce) => TypedResults.Ok(Of(inForce)))
        .WithName("GetConfiguration").WithTags("Configuration").WithSummary("The configuration in force, and why a changed one was refused");

    public static ConfigurationJson Of(ConfigurationInForce inForce) => new(inForce.Set.City.Local(inForce.LoadedAt), inForce.Faults);
}

/// <param name="LoadedAt">When the configuration in force was taken.</param>
/// <param name="Faults">Empty when what stands in the files is in force.</param>
internal sealed record ConfigurationJson(DateTimeOffset LoadedAt, IReadOnlyList<ConfigurationFault> Faults);

/// <param name="Status">ready, or what is not.</param>
internal sealed record ReadyJson(string Status, ReadyConfigurationJson Configuration);

/// <summary>Nobody needs a key for it: where the faults are, without what they say.</summary>
internal sealed record ReadyConfigurationJson(DateTimeOffset LoadedAt, IReadOnlyList<ReadyFaultJson> Faults);

internal sealed record ReadyFaultJson(string File, string Path);
