using CaseStore.City;

namespace BotGateway.Settings;

/// <summary>
/// The configuration everybody works with now. All that is made from one lives in a scope of its own; taking another makes a whole new
/// scope and then points to it, so that whoever has begun with one finishes with it.
/// </summary>
internal sealed class ConfigurationInForce(ConfigurationSet first, IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly Lock _one = new();
    private volatile Loaded? _now;

    public ConfigurationSet Set => Now.Set;

    public DateTimeOffset LoadedAt => Now.At;

    public IServiceProvider Services => Now.Services;

    /// <summary>Why what stands in the files is not in force, or what is wrong with what is.</summary>
    public IReadOnlyList<ConfigurationFault> Faults { get; set => Volatile.Write(ref field, value); } = [];

    /// <summary>A service made from the configuration in force, to be used for one thing from beginning to end.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public void Take(ConfigurationSet set) => _now = Load(set);

    private Loaded Now
    {
        get
        {
            if (_now is { } now)
            {
                return now;
            }

            // Not in the constructor: what is made here asks for this very object.
            lock (_one)
            {
                return _now ??= Load(first);
            }
        }
    }

    /// <summary>Never disposed: a turn may still be working with it, and nothing in it holds more than memory.</summary>
    private Loaded Load(ConfigurationSet set)
    {
        var services = scopes.CreateScope().ServiceProvider;
        services.GetRequiredService<ConfigurationScope>().Own = set;
        return new Loaded(set, clock.GetUtcNow(), services);
    }

    private sealed record Loaded(ConfigurationSet Set, DateTimeOffset At, IServiceProvider Services);
}
