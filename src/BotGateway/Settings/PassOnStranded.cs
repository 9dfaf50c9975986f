namespace BotGateway.Settings;

/// <summary>Passes on, by the configuration in force, every open case that is with nobody.</summary>
internal delegate Task PassOnStranded(CancellationToken cancellation);
