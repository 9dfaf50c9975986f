namespace BotGateway.Couriers;

/// <summary>
/// Frees what a killed process had under way: once this one listens, so that one that cannot start touches nothing of another's, and
/// before any courier sets out.
/// </summary>
internal sealed partial class OutboxRelease(OutboxLedger ledger, ILogger<OutboxRelease> log) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await ledger.ReleaseAsync() is > 0 and var released)
        {
            Log.Released(log, released);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(2012, LogLevel.Warning, "{Released} messages were under way when the last process ended; they may be heard twice")]
        public static partial void Released(ILogger log, int released);
    }
}
