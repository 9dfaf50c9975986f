namespace BotGateway.Clock;

/// <summary>Runs every work as its moment comes: until nothing is due, then until the next moment, a bell, or half a minute.</summary>
internal sealed partial class DueWorkLoop(DueWorkGate gate, TimeProvider clock, IHostApplicationLifetime life, ILogger<DueWorkLoop> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Nothing before the server listens: a node that cannot start takes nobody's work, and links need its address.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var telling = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(gate.Works.Select(work => LoopAsync(work, stoppingToken)));
    }

    private async Task LoopAsync(IDueWork work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // The bell is taken up before looking, so that one that rings meanwhile is not missed.
                using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                var bell = work.WaitForBellAsync(wait.Token);
                while (await gate.RunAsync(work, stopping) > 0)
                {
                }

                var next = await work.NextAsync(stopping);
                var delay = next is { } moment && moment - clock.GetUtcNow() is var ahead && ahead < LongestWait ? ahead : LongestWait;
                if (delay > TimeSpan.Zero)
                {
                    await Task.WhenAny(bell, Task.Delay(delay, wait.Token));
                }
                else
                {
                    // Due but not taken, e.g. claimed by another node: look again soon, not at once.
                    await Task.WhenAny(bell, Task.Delay(TimeSpan.FromMilliseconds(200), wait.Token));
                }

                await wait.CancelAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Log.WorkFailed(logger, work.Name, error);
                await Task.Delay(AfterFailure, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Work} failed and will be tried again")]
        public static partial void WorkFailed(ILogger logger, string work, Exception error);
    }
}
