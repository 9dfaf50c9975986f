using BotGateway.Clock;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using Conversation.Announcements;
using Conversation.Officer;
using Conversation.Phrases;
using Conversation.Reporter;
using Conversation.Understanding;
using Conversation.Understanding.Model;

namespace BotGateway.Settings;

/// <summary>Reads settings and <c>config/</c>; any fault stops the start with file, path and reason.</summary>
internal static class GatewaySetup
{
    /// <returns>The settings, or null when something is wrong; what is wrong has then been written to standard error.</returns>
    public static GatewaySettings? AddGatewaySettings(this WebApplicationBuilder builder, string root)
    {
        var (settings, faults) = SettingsReader.Read(builder.Configuration, root);
        if (settings is null)
        {
            StartFaults.Report(faults);
            return null;
        }

        if (PhotoFolder.Check(settings.PhotosDirectory) is { } photoFault)
        {
            StartFaults.Report([photoFault]);
            return null;
        }

        if (ReadModel() is not { } model)
        {
            return null;
        }

        var (set, configurationFaults) = ConfigurationSet.Read(settings.ConfigDirectory);
        if (set is null)
        {
            StartFaults.Report(configurationFaults);
            return null;
        }

        // What outlives a configuration and holds a part of it would work with yesterday's city: found out at the start, not on the day of the change.
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = true);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton<OwnAddress>();
        services.AddSingleton(model);
        services.AddConfiguration(set);
        services.AddPerConfiguration<CaseDesk>();
        services.AddPerConfiguration<RosterImport>();
        services.AddPerConfiguration<CaseWords>();
        services.AddPerConfiguration<Understander>();
        services.AddSingleton(provider => new CaseLinks(() => provider.GetRequiredService<OwnAddress>().Public));
        services.AddPerConfiguration<ReporterDialog>();
        services.AddPerConfiguration<StaffDialog>();
        services.AddPerConfiguration<Announcer>();
        return settings;
    }

    /// <summary>It is made by the build and stands beside the program.</summary>
    private static SentenceModel? ReadModel()
    {
        try
        {
            return SentenceModel.Load(Path.Combine(AppContext.BaseDirectory, SentenceModel.FileName));
        }
        catch (InvalidDataException error)
        {
            StartFaults.Report([new ConfigurationFault(SentenceModel.FileName, "$", error.Message)]);
            return null;
        }
    }

    /// <summary>The one clock: real when live, movable in the simulator.</summary>
    public static IServiceCollection AddClock(this IServiceCollection services, PlatformMode mode)
    {
        if (mode == PlatformMode.Live)
        {
            return services.AddSingleton(TimeProvider.System);
        }

        var clock = new ManualClock(TimeProvider.System);
        return services.AddSingleton(clock).AddSingleton<TimeProvider>(clock).AddSingleton<ClockMover>();
    }
}
