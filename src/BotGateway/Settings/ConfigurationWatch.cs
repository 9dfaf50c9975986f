namespace BotGateway.Settings;

/// <summary>
/// Looks when the folder says that something happened in it, and every few seconds anyway: containers and network drives do not always say. A file
/// being written, or replaced by renaming, is given a moment to come to rest.
/// </summary>
internal sealed partial class ConfigurationWatch(ConfigurationReload reload, GatewaySettings settings, ILogger<ConfigurationWatch> log) : BackgroundService
{
    private const int MostRests = 20;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var bell = new SemaphoreSlim(0);
        using var watcher = Watch(bell);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                await bell.WaitAsync(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The database away, or a mistake of ours: what is in force stays, and it is tried again.
                Log.Failed(log, error);
                await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        var stamp = ConfigurationSet.StampOf(settings.ConfigDirectory);
        if (!reload.IsNew(stamp))
        {
            await reload.SweepAsync(stopping);
            return;
        }

        for (var rests = 0; rests < MostRests; rests++)
        {
            await Task.Delay(Rest, stopping);
            var later = ConfigurationSet.StampOf(settings.ConfigDirectory);
            if (later == stamp)
            {
                break;
            }

            stamp = later;
        }

        await reload.LookAsync(stopping);
    }

    private FileSystemWatcher? Watch(SemaphoreSlim bell)
    {
        void Ring(object sender, FileSystemEventArgs what)
        {
            if (bell.CurrentCount == 0)
            {
                bell.Release();
            }
        }

        try
        {
            var watcher = new FileSystemWatcher(settings.ConfigDirectory);
            watcher.Changed += Ring;
            watcher.Created += Ring;
            watcher.Deleted += Ring;
            watcher.Renamed += Ring;
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            Log.NotWatched(log, error.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The configuration could not be looked at and will be again")]
        public static partial void Failed(ILogger log, Exception error);

        [LoggerMessage(2, LogLevel.Warning, "The configuration folder cannot be watched, it is looked at every few seconds: {Reason}")]
        public static partial void NotWatched(ILogger log, string reason);
    }
}
