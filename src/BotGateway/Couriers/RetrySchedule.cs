using BotGateway.PlatformApi;

namespace BotGateway.Couriers;

/// <summary>When to try again after a failure, and when to stop.</summary>
internal static class RetrySchedule
{
    /// <summary>What is older than this helps nobody any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(48);

    // "B, at most 3" in protocol.md 2.10 and 5.8.
    private static readonly TimeSpan[] Few = [Seconds(5), Seconds(30), Seconds(120)];
    private static readonly TimeSpan[] Outage = [Seconds(5), Seconds(15), Seconds(60), Seconds(300), Seconds(900), Seconds(1800)];

    /// <summary>So many repeats come within seven minutes of the first attempt, whose hour was decent.</summary>
    public const int Soon = 4;

    // The platform tells a repeat for three hours at least (protocol.md 5.2); later it might be heard once more.
    private const int ToldApart = 10;

    // It may have been heard, and each repeat may be heard as well.
    private static readonly TimeSpan[] Doubtful = [Seconds(60), Seconds(180), Seconds(600), Seconds(1800), Seconds(1800)];
    private static readonly TimeSpan[] Minutes = [Seconds(65), Seconds(130), Seconds(300), Seconds(600)];
    private static readonly TimeSpan[] Moments = [Seconds(5), Seconds(10), Seconds(20), Seconds(40), Seconds(60)];

    /// <summary>The platforms' days begin at midnight in China, wherever the city is; a little later all of their machines agree.</summary>
    private static readonly TimeSpan PlatformZone = TimeSpan.FromHours(8);
    private static readonly TimeSpan AfterMidnight = TimeSpan.FromMinutes(5);

    /// <param name="attempts">Made so far, in a row, that ended like this one.</param>
    /// <param name="age">Since the message was written, or put back.</param>
    /// <returns>Null: give up.</returns>
    public static DateTimeOffset? Next(Reaction reaction, int attempts, TimeSpan age, DateTimeOffset now)
    {
        if (age >= Patience)
        {
            return null;
        }

        return reaction switch
        {
            // The platform is away for everybody, or lets none of us in: goes on, ever more slowly.
            Reaction.NoAnswer => attempts <= ToldApart ? now + Step(Outage, attempts) : null,
            Reaction.NotReached or Reaction.NotYet or Reaction.RenewToken => now + Step(Outage, attempts),
            Reaction.MaybeHeard => attempts <= Doubtful.Length ? now + Step(Doubtful, attempts) : null,
            Reaction.SlowDown => now + Step(Minutes, attempts),
            Reaction.Crowded => now + Step(Moments, attempts),
            Reaction.NextDay => NextDay(now),
            Reaction.BackOff => attempts <= Few.Length ? now + Step(Few, attempts) : null,
            _ => null,
        };
    }

    /// <summary>When a daily quota is new.</summary>
    public static DateTimeOffset NextDay(DateTimeOffset now) =>
        new DateTimeOffset(now.ToOffset(PlatformZone).Date, PlatformZone).AddDays(1) + AfterMidnight;

    private static TimeSpan Step(TimeSpan[] steps, int attempts) => steps[Math.Clamp(attempts, 1, steps.Length) - 1];

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
