using BotGateway.Clock;

namespace BotGateway.Settings;

internal static class ConfigurationServices
{
    public static IServiceCollection AddConfiguration(this IServiceCollection services, ConfigurationSet first) => services
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<ConfigurationInForce>(provider, first))
        .AddSingleton<CityNow>(provider =>
        {
            var inForce = provider.GetRequiredService<ConfigurationInForce>();
            return () => inForce.Set.City;
        })
        .AddSingleton<PhrasesNow>(provider =>
        {
            var inForce = provider.GetRequiredService<ConfigurationInForce>();
            return () => inForce.Set.Phrases;
        })
        .AddScoped<ConfigurationScope>()
        .AddScoped(provider => provider.GetRequiredService<ConfigurationScope>().Set.City)
        .AddScoped(provider => provider.GetRequiredService<ConfigurationScope>().Set.Catalogue)
        .AddScoped(provider => provider.GetRequiredService<ConfigurationScope>().Set.Calendar)
        .AddScoped(provider => provider.GetRequiredService<ConfigurationScope>().Set.Phrases)
        .AddSingleton<ConfigurationReload>()
        .AddHostedService<ConfigurationWatch>();

    /// <summary>
    /// Something made from city, catalogue, calendar or phrases: once for each configuration, shared by all who work with it. What outlives a
    /// configuration asks <see cref="ConfigurationInForce.Get"/> each time it begins something; to inject it there is a mistake that stops the start.
    /// </summary>
    public static IServiceCollection AddPerConfiguration<T>(this IServiceCollection services)
        where T : class => typeof(IDisposable).IsAssignableFrom(typeof(T)) || typeof(IAsyncDisposable).IsAssignableFrom(typeof(T))
        ? throw new ArgumentException($"{typeof(T).Name} would be disposed with the first request that asks for it.")
        : services.AddScoped(provider => provider.GetRequiredService<ConfigurationScope>().Get<T>());

    /// <summary>The same for work that waits for a moment: each run with the configuration then in force.</summary>
    public static IServiceCollection AddWorkPerConfiguration<T>(this IServiceCollection services)
        where T : class, IDueWork => services
        .AddPerConfiguration<T>()
        .AddSingleton<IDueWork>(provider => new WorkInForce<T>(provider.GetRequiredService<ConfigurationInForce>()));

    private sealed class WorkInForce<T>(ConfigurationInForce inForce) : IDueWork
        where T : class, IDueWork
    {
        public string Name => typeof(T).Name;

        public Task<DateTimeOffset?> NextAsync(CancellationToken cancellation) => inForce.Get<T>().NextAsync(cancellation);

        public Task<int> RunDueAsync(CancellationToken cancellation) => inForce.Get<T>().RunDueAsync(cancellation);

        public Task WaitForBellAsync(CancellationToken cancellation) => inForce.Get<T>().WaitForBellAsync(cancellation);

    }
}
