namespace BotGateway.Settings;

/// <summary>Where a scope's configuration comes from: its own, or, for a request, the one in force when the request first asked.</summary>
internal sealed class ConfigurationScope(IServiceProvider services)
{
    private IServiceProvider? _from;

    public ConfigurationSet? Own { get; set; }

    public ConfigurationSet Set => Own ?? From.GetRequiredService<ConfigurationScope>().Own!;

    /// <summary>Made once a configuration, however many requests ask.</summary>
    public T Get<T>()
        where T : class => Own is null ? From.GetRequiredService<T>() : ActivatorUtilities.CreateInstance<T>(services);

    private IServiceProvider From => _from ??= services.GetRequiredService<ConfigurationInForce>().Services;
}
