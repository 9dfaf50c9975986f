using BotGateway.Clock;
using BotGateway.Couriers.Crowds;
using BotGateway.Couriers.Pictures;
using BotGateway.Couriers.ToResidents;
using BotGateway.PlatformApi;
using BotGateway.WeChat.Api;
using BotGateway.WeCom.Api;

namespace BotGateway.Couriers;

internal static class CourierServices
{
    public static IServiceCollection AddCouriers(this IServiceCollection services)
    {
        services.AddHttpClient(PlatformHttp.ClientName, client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => PlatformHttp.NewHandler())
            .RemoveAllLoggers();
        services.AddMetrics();
        services.AddSingleton<PlatformMetrics>();
        services.AddSingleton<WeChatAccounts>();
        services.AddSingleton<WeComApi>();
        services.AddSingleton<GroupSender>();
        services.AddSingleton<CardSender>();
        services.AddSingleton<CardUpdater>();
        services.AddSingleton<StaffSender>();
        services.AddSingleton<ResidentSender>();
        services.AddSingleton<PictureDesk>();
        services.AddSingleton<StaffPhotoSender>();
        services.AddSingleton<ResidentPhotoSender>();
        services.AddSingleton<Addressees>();
        services.AddSingleton<Senders>();
        services.AddSingleton<Crowd>();
        services.AddSingleton<OutboxLedger>();
        services.AddHostedService<OutboxRelease>();
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<DecentHours>();
        services.AddSingleton<OutboxCourier>();
        services.AddSingleton<IDueWork>(provider => provider.GetRequiredService<OutboxCourier>());
        return services;
    }
}
