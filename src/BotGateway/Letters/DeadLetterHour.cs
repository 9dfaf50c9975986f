namespace BotGateway.Letters;

/// <summary>The next full hour at which given-up messages are told; outlives a change of the configuration.</summary>
internal sealed class DeadLetterHour(TimeProvider clock)
{
    public DateTimeOffset Next { get; private set; } = FullHourAfter(clock.GetUtcNow());

    public void Passed(DateTimeOffset now) => Next = FullHourAfter(now);

    private static DateTimeOffset FullHourAfter(DateTimeOffset moment) => moment.AddTicks(TimeSpan.TicksPerHour - (moment.Ticks % TimeSpan.TicksPerHour));
}
