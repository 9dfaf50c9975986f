using BotGateway.Clock;
using BotGateway.Deadlines;
using BotGateway.Photos;
using CaseStore.Cases;
using Conversation;

namespace BotGateway.Turns;

internal static class TurnServices
{
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<TurnMeter>();
        services.AddSingleton<FactFinder>();
        services.AddSingleton<TurnHandler>();
        services.AddSingleton<InboundHandler>(provider => provider.GetRequiredService<TurnHandler>().HandleAsync);

        // A refused picture goes through the same lock as the talk it belongs to.
        services.AddSingleton<PhotoRefusedHandler>(provider => async (photo, _) => await provider.GetRequiredService<TurnHandler>().HandleAsync(
            new Inbound(photo.Channel, photo.Sender, "photo-refused:" + photo.Key, photo.ReceivedAt, new InboundContent.PhotoRefused(photo.Key))));
        return services;
    }

    public static IServiceCollection AddDeadlines(this IServiceCollection services) => services.AddSingleton<IDueWork, DeadlineWorker>();

    public static IServiceCollection AddSilence(this IServiceCollection services) => services.AddSingleton<IDueWork, SilenceWorker>();

    /// <summary>The last of the works: what nobody waits for.</summary>
    public static IServiceCollection AddInboxKeeper(this IServiceCollection services) => services.AddSingleton<IDueWork, InboxKeeper>();

    /// <summary>Each <see cref="IDueWork"/> in the order of its registration: a moved clock keeps to it.</summary>
    public static IServiceCollection AddDueWork(this IServiceCollection services) => services
        .AddSingleton<DueWorkGate>()
        .AddHostedService<DueWorkLoop>();
}
