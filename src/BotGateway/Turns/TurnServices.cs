using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.Couriers.ToResidents;
using BotGateway.Deadlines;
using BotGateway.Photos;
using BotGateway.Settings;
using CaseStore.Cases;
using Conversation;

namespace BotGateway.Turns;

internal static class TurnServices
{
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<TurnMeter>();
        services.AddSingleton<Outgoing>();
        services.AddPerConfiguration<FactFinder>();
        services.AddPerConfiguration<TurnHandler>();

        // A turn keeps the configuration it begins with.
        services.AddSingleton<InboundHandler>(provider =>
        {
            var inForce = provider.GetRequiredService<ConfigurationInForce>();
            return inbound => inForce.Get<TurnHandler>().HandleAsync(inbound);
        });

        services.AddPerConfiguration<NewsTeller>();
        services.AddPerConfiguration<LostResidents>();
        services.AddPerConfiguration<DeliveryReports>();
        services.AddSingleton<ResidentGone>(provider =>
        {
            var inForce = provider.GetRequiredService<ConfigurationInForce>();
            return (session, channel, externalId, rows, now) => inForce.Get<LostResidents>().TellAsync(session, channel, externalId, rows, now);
        });

        services.AddPerConfiguration<Departures>();
        services.AddSingleton<MemberGone>(provider =>
        {
            var inForce = provider.GetRequiredService<ConfigurationInForce>();
            return (session, userId, now) => inForce.Get<Departures>().MarkAsync(session, userId, now);
        });

        services.AddPerConfiguration<Stranded>();
        services.AddSingleton<PassOnStranded>(provider =>
        {
            var inForce = provider.GetRequiredService<ConfigurationInForce>();
            return cancellation => inForce.Get<Stranded>().PassOnAsync(cancellation);
        });

        // A refused picture goes through the same lock as the talk it belongs to.
        services.AddSingleton<PhotoRefusedHandler>(provider => async (photo, _) => await provider.GetRequiredService<InboundHandler>()(
            new Inbound(photo.Channel, photo.Sender, "photo-refused:" + photo.Key, photo.ReceivedAt, new InboundContent.PhotoRefused(photo.Key))));
        return services;
    }

    public static IServiceCollection AddDeadlines(this IServiceCollection services) => services.AddWorkPerConfiguration<DeadlineWorker>();

    public static IServiceCollection AddSilence(this IServiceCollection services) => services.AddSingleton<IDueWork, SilenceWorker>();

    /// <summary>The last of the works: what nobody waits for.</summary>
    public static IServiceCollection AddInboxKeeper(this IServiceCollection services) => services.AddSingleton<IDueWork, InboxKeeper>();

    /// <summary>Each <see cref="IDueWork"/> in the order of its registration: a moved clock keeps to it.</summary>
    public static IServiceCollection AddDueWork(this IServiceCollection services) => services
        .AddSingleton<DueWorkGate>()
        .AddHostedService<DueWorkLoop>();
}
