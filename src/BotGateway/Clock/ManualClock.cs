namespace BotGateway.Clock;

/// <summary>
/// The simulator's clock: runs with the real one until it is moved ahead. In tests it is also held still.
/// Timers keep real time; only the question "what time is it" is answered differently.
/// </summary>
internal sealed class ManualClock(TimeProvider real) : TimeProvider
{
    private readonly Lock _gate = new();
    private TimeSpan _ahead;
    private DateTimeOffset? _held;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _held ?? real.GetUtcNow() + _ahead;
        }
    }

    public override long GetTimestamp() => real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Stops at <paramref name="moment"/> until the next move.</summary>
    public void HoldAt(DateTimeOffset moment)
    {
        lock (_gate)
        {
            _held = moment;
        }
    }

    /// <summary>Goes on, running, from the moment it was held at. It is never turned back: what is recorded must stay in order.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (_held is { } moment)
            {
                _ahead = moment - real.GetUtcNow();
                _held = null;
            }
        }
    }
}
