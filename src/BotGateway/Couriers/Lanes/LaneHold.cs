using BotGateway.PlatformApi;

namespace BotGateway.Couriers.Lanes;

/// <summary>What an answer means for everything else that would go the same way: a robot, or a whole app.</summary>
internal static class LaneHold
{
    /// <summary>The platform counts by the minute; the rest is for clocks that differ.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(65);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>Then one message tries whether somebody has put the robot back.</summary>
    private static readonly TimeSpan RobotStopped = TimeSpan.FromMinutes(5);

    public static bool Concerns(string lane) =>
        lane.StartsWith(Lane.RobotPrefix, StringComparison.Ordinal) || lane.StartsWith(Lane.AppPrefix, StringComparison.Ordinal);

    /// <summary>Null: it concerned that message alone.</summary>
    public static DateTimeOffset? After(Delivery delivery, DateTimeOffset now) => (delivery as Delivery.Failed)?.Reaction switch
    {
        Reaction.SlowDown => now + Minute,
        Reaction.Crowded => now + Moment,
        Reaction.RobotGone => now + RobotStopped,
        _ => null,
    };
}
