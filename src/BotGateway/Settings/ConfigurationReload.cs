using CaseStore.City;
using CaseStore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Settings;

/// <summary>Takes changed files as a whole or not at all: what is wrong is told, and the configuration in force stays.</summary>
internal sealed partial class ConfigurationReload(
    ConfigurationInForce inForce, GatewaySettings settings, IDbContextFactory<CaseContext> reads, PassOnStranded passOn, ILogger<ConfigurationReload> log)
{
    /// <summary>The files that were looked at last. Null: they were refused because of open cases, which may have ended meanwhile.</summary>
    private string? _tried = inForce.Set.Stamp;

    /// <summary>How often open cases are still to be looked through for desks that a change has emptied.</summary>
    private int _sweeps;

    /// <summary>Whether the files are others than those looked at last.</summary>
    public bool IsNew(string stamp) => stamp != _tried;

    /// <summary>Reads the files if they have changed. One call at a time.</summary>
    public async Task LookAsync(CancellationToken cancellation = default)
    {
        if (!IsNew(ConfigurationSet.StampOf(settings.ConfigDirectory)))
        {
            return;
        }

        var (set, faults) = ConfigurationSet.Read(settings.ConfigDirectory);
        if (set is null)
        {
            _tried = ConfigurationSet.StampOf(settings.ConfigDirectory);
            Refuse(faults);
            return;
        }

        await using (var store = await reads.CreateDbContextAsync(cancellation))
        {
            faults = await StillNeeded.LostAsync(store, inForce.Set.City, set.City, cancellation);
        }

        _tried = faults.Count == 0 ? set.Stamp : null;
        if (faults.Count > 0)
        {
            Refuse(faults);
            return;
        }

        inForce.Take(set);
        inForce.Faults = [];
        Log.Taken(log, set.City.Compounds.Count, set.Catalogue.Subtypes.Count);

        // Once now, and once later for what a turn filed that had begun before.
        _sweeps = 2;
        await SweepAsync(cancellation);
    }

    /// <summary>Passes on what a change has left with nobody, until that has been done.</summary>
    public async Task SweepAsync(CancellationToken cancellation = default)
    {
        if (_sweeps > 0)
        {
            await passOn(cancellation);
            _sweeps--;
        }
    }

    /// <summary>
    /// At the start the files are taken as they are. What open cases need and the files have forgotten is told; cases that are with nobody go to
    /// somebody; and what is wrong even then stays among the faults.
    /// </summary>
    public async Task CheckOpenCasesAsync(CancellationToken cancellation = default)
    {
        foreach (var fault in await UnknownAsync(cancellation))
        {
            Log.Forgotten(log, fault.File, fault.Path, fault.Reason);
        }

        await passOn(cancellation);
        inForce.Faults = await UnknownAsync(cancellation);
    }

    private async Task<IReadOnlyList<ConfigurationFault>> UnknownAsync(CancellationToken cancellation)
    {
        await using var store = await reads.CreateDbContextAsync(cancellation);
        return await StillNeeded.UnknownAsync(store, inForce.Set.City, cancellation);
    }

    private void Refuse(IReadOnlyList<ConfigurationFault> faults)
    {
        // Looked at again and again while cases are open: told once.
        if (inForce.Faults.SequenceEqual(faults))
        {
            return;
        }

        inForce.Faults = faults;
        foreach (var fault in faults)
        {
            Log.Refused(log, fault.File, fault.Path, fault.Reason, inForce.LoadedAt);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Changed configuration taken: {Compounds} compounds, {Subtypes} subtypes")]
        public static partial void Taken(ILogger log, int compounds, int subtypes);

        [LoggerMessage(2, LogLevel.Error, "Changed configuration refused: {File} {Path}: {Reason} (what was taken at {LoadedAt:u} stays in force)")]
        public static partial void Refused(ILogger log, string file, string path, string reason, DateTimeOffset loadedAt);

        [LoggerMessage(3, LogLevel.Error, "{File} {Path}: {Reason}")]
        public static partial void Forgotten(ILogger log, string file, string path, string reason);
    }
}
