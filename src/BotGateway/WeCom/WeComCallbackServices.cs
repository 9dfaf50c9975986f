namespace BotGateway.WeCom;

internal static class WeComCallbackServices
{
    public static IServiceCollection AddWeComCallback(this IServiceCollection services) => services.AddSingleton<WeComCallback>();

    public static void MapWeComCallback(this IEndpointRouteBuilder routes)
    {
        var callback = routes.ServiceProvider.GetRequiredService<WeComCallback>();
        routes.MapGet("/wecom", (HttpRequest request) => callback.Verify(request)).ExcludeFromDescription();
        routes.MapPost("/wecom", callback.AnswerAsync).ExcludeFromDescription();
    }
}
