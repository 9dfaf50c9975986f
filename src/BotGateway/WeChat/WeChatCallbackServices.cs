using BotGateway.Envelope.Callbacks;
using BotGateway.Settings;
using BotGateway.Turns;
using CaseStore.People;

namespace BotGateway.WeChat;

internal static class WeChatCallbackServices
{
    public static void MapWeChatCallback(this IEndpointRouteBuilder routes) => routes.Map("/wechat", Channel.WeChat, Settings(routes).WeChat);

    /// <summary>Where the city has no mini-program there is no such path.</summary>
    public static void MapMiniProgramCallback(this IEndpointRouteBuilder routes)
    {
        if (Settings(routes).MiniProgram is { } account)
            routes.Map("/miniprogram", Channel.MiniProgram, account);
    }

    private static void Map(this IEndpointRouteBuilder routes, string path, Channel channel, WeChatAccount account)
    {
        var services = routes.ServiceProvider;
        var callback = new WeChatCallback(
            channel,
            account,
            Settings(routes).TimestampAllowance,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<InboundHandler>(),
            services.GetRequiredService<ILogger<CallbackPost>>());
        routes.MapGet(path, (HttpRequest request) => callback.Verify(request)).ExcludeFromDescription();
        routes.MapPost(path, callback.AnswerAsync).ExcludeFromDescription();
    }

    private static GatewaySettings Settings(IEndpointRouteBuilder routes) => routes.ServiceProvider.GetRequiredService<GatewaySettings>();
}
