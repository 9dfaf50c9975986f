namespace BotGateway.WeChat;

internal static class WeChatCallbackServices
{
    public static IServiceCollection AddWeChatCallback(this IServiceCollection services) => services.AddSingleton<WeChatCallback>();

    public static void MapWeChatCallback(this IEndpointRouteBuilder routes)
    {
        var callback = routes.ServiceProvider.GetRequiredService<WeChatCallback>();
        routes.MapGet("/wechat", (HttpRequest request) => callback.Verify(request)).ExcludeFromDescription();
        routes.MapPost("/wechat", callback.AnswerAsync).ExcludeFromDescription();
    }
}
