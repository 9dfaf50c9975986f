namespace BotGateway.Couriers;

/// <summary>When somebody may be told what can wait.</summary>
internal sealed class DecentHours
{
    /// <summary>The first moment from <paramref name="moment"/> on for a message to this destination (<see cref="Conversation.Announcements.Notification.Destination"/>).</summary>
    /// <param name="atOnce">Danger, or an answer to what somebody has just done: that never waits.</param>
#pragma warning disable CA1822 // Will ask the city.
    public DateTimeOffset Next(string destination, bool atOnce, DateTimeOffset moment) => moment;
#pragma warning restore CA1822
}
