namespace BotGateway.Clock;

/// <summary>Moves the simulator's clock ahead and does everything that falls due on the way, moment by moment, in its order.</summary>
internal sealed class ClockMover(ManualClock clock, DueWorkGate gate) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <returns>The new time.</returns>
    public async Task<DateTimeOffset> AdvanceAsync(TimeSpan by, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await gate.CloseAsync(cancellation);
            try
            {
                return await MoveAsync(by, cancellation);
            }
            finally
            {
                clock.Release();
                gate.Open();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<DateTimeOffset> MoveAsync(TimeSpan by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var target = now + by;
        clock.HoldAt(now);
        while (await SettleAsync(now, cancellation) is { } next && next <= target)
        {
            // Something overdue that cannot be done now (another node holds it) must not stop time.
            now = next > now ? next : now.AddMinutes(1);
            if (now > target)
            {
                break;
            }

            clock.HoldAt(now);
        }

        clock.HoldAt(target);
        do
        {
            await SettleAsync(target, cancellation);
        }
        while (await RunAllAsync(cancellation));

        return target;
    }

    /// <summary>Runs what is due, and what that leads to, until nothing is left to do at this moment.</summary>
    /// <returns>The next moment.</returns>
    private async Task<DateTimeOffset?> SettleAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        while (true)
        {
            var any = false;
            DateTimeOffset? first = null;
            foreach (var work in gate.Works)
            {
                // Asking costs less than running in vain: in a year there are thousands of moments, and each is one work's.
                var next = await work.NextAsync(cancellation);
                any |= next <= now && await work.RunDueAsync(cancellation) > 0;
                first = first < next ? first : next ?? first;
            }

            if (!any)
            {
                return first;
            }
        }
    }

    /// <summary>The works that never name a moment as well.</summary>
    private async Task<bool> RunAllAsync(CancellationToken cancellation)
    {
        var any = false;
        foreach (var work in gate.Works)
        {
            any |= await work.RunDueAsync(cancellation) > 0;
        }

        return any;
    }
}
