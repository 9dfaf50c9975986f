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
            var now = clock.GetUtcNow();
            var target = now + by;
            clock.HoldAt(now);
            await SettleAsync(cancellation);
            while (await NextAsync(cancellation) is { } next && next <= target)
            {
                // Something overdue that cannot be done now (another node holds it) must not stop time.
                now = next > now ? next : now.AddMinutes(1);
                if (now > target)
                {
                    break;
                }

                clock.HoldAt(now);
                await SettleAsync(cancellation);
            }

            clock.HoldAt(target);
            await SettleAsync(cancellation);
            return target;
        }
        finally
        {
            clock.Release();
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task SettleAsync(CancellationToken cancellation)
    {
        bool any;
        do
        {
            any = false;
            foreach (var work in gate.Works)
            {
                any |= await gate.RunAsync(work, cancellation) > 0;
            }
        }
        while (any);
    }

    private async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        DateTimeOffset? first = null;
        foreach (var work in gate.Works)
        {
            if (await work.NextAsync(cancellation) is { } next && (first is null || next < first))
            {
                first = next;
            }
        }

        return first;
    }
}
