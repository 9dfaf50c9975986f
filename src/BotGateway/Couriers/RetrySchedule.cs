using BotGateway.PlatformApi;

namespace BotGateway.Couriers;

/// <summary>When to try again after a failure, and when to stop.</summary>
internal static class RetrySchedule
{
    /// <summary>What is older than this helps nobody any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(48);

    private static readonly TimeSpan[] Few = [Seconds(5), Seconds(30), Seconds(120)];
    private static readonly TimeSpan[] Outage = [Seconds(5), Seconds(15), Seconds(60), Seconds(300), Seconds(900), Seconds(1800)];
    private static readonly TimeSpan[] Minutes = [Seconds(65), Seconds(130), Seconds(300), Seconds(600), Seconds(600), Seconds(600)];
    private static readonly TimeSpan[] Days = [TimeSpan.FromHours(8), TimeSpan.FromHours(8), TimeSpan.FromHours(8)];

    /// <param name="attempts">Made so far, in a row, that ended like this one.</param>
    /// <param name="age">Since the message was written.</param>
    /// <returns>Null: give up.</returns>
    public static TimeSpan? Next(Reaction reaction, int attempts, TimeSpan age)
    {
        if (age >= Patience)
        {
            return null;
        }

        return reaction switch
        {
            // The platform is away for everybody: goes on, ever more slowly.
            Reaction.NoAnswer or Reaction.NotYet => Outage[Math.Clamp(attempts, 1, Outage.Length) - 1],
            Reaction.BackOff or Reaction.RenewToken => Step(Few, attempts),
            Reaction.SlowDown => Step(Minutes, attempts),
            Reaction.NextDay => Step(Days, attempts),
            _ => null,
        };
    }

    private static TimeSpan? Step(TimeSpan[] steps, int attempts) => attempts <= steps.Length ? steps[Math.Max(attempts, 1) - 1] : null;

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
