using System.Diagnostics;
using System.Diagnostics.Metrics;
using CaseStore.People;

namespace BotGateway.Health;

/// <summary>What arrives and how long the sweeps take; who wrote and what is nobody's figure.</summary>
internal static class Counts
{
    private static readonly Meter Meter = new(Observability.Name);

    private static readonly Counter<long> Inbound = Meter.CreateCounter<long>(
        "woodpecker.inbound", description: "Posts of the platforms, by channel and outcome: taken, refused, failed");

    private static readonly Histogram<double> Sweeps = Meter.CreateHistogram<double>(
        "woodpecker.sweep.duration", "s", "How long looking for due cases took, by whether anything was due");

    public static void Arrived(Channel channel, string outcome) =>
        Inbound.Add(1, new KeyValuePair<string, object?>("channel", channel.ToString()), new KeyValuePair<string, object?>("outcome", outcome));

    public static void Swept(long startedAt, int due) =>
        Sweeps.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, new KeyValuePair<string, object?>("due", due > 0));
}
