namespace BotGateway.Couriers.Lanes;

/// <summary>At most so many messages in any stretch of time of this length.</summary>
internal readonly record struct LaneLimit(int Cap, TimeSpan Window)
{
    // protocol.md 6.1: 20 messages a minute per robot, beyond that 45009.
    private static readonly LaneLimit[] Robot = [new(20, TimeSpan.FromMinutes(1))];

    // protocol.md 5.2: per app and member 30 a minute and 1000 an hour; the surplus is dropped without a word.
    private static readonly LaneLimit[] Member = [new(30, TimeSpan.FromMinutes(1)), new(1000, TimeSpan.FromHours(1))];

    // protocol.md 5.7: 10,000 a minute per company and interface. A fifth of it: others send for the same company.
    private static readonly LaneLimit[] WeCom = [new(2000, TimeSpan.FromMinutes(1))];

    /// <summary>None for a resident: their window is counted by whoever sends to them (protocol.md 2.2).</summary>
    public static IReadOnlyList<LaneLimit> Of(string lane) =>
        lane.StartsWith(Lane.RobotPrefix, StringComparison.Ordinal) ? Robot
        : lane.StartsWith(Lane.MemberPrefix, StringComparison.Ordinal) ? Member
        : lane == Lane.WeCom ? WeCom
        : [];
}
