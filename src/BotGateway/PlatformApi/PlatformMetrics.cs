using System.Diagnostics.Metrics;

namespace BotGateway.PlatformApi;

/// <summary>Calls to the platforms, in numbers.</summary>
internal sealed class PlatformMetrics(IMeterFactory meters)
{
    public const string MeterName = "WoodpeckerBot";

    private readonly Counter<long> _sends = meters.Create(MeterName).CreateCounter<long>(
        "woodpecker.sends", description: "Messages handed to a platform, by kind and outcome");

    private readonly Counter<long> _tokens = meters.Create(MeterName).CreateCounter<long>(
        "woodpecker.token_refreshes", description: "Access tokens fetched, by platform");

    public void Delivered(string kind, string outcome) => _sends.Add(1, new("kind", kind), new("outcome", outcome));

    public void TokenRefreshed(string platform, bool good) => _tokens.Add(1, new("platform", platform), new("outcome", good ? "good" : "failed"));
}
