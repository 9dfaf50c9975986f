namespace BotGateway.Api;

internal static class ApiServices
{
    public static IServiceCollection AddCaseApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        services.AddProblemDetails();
        services.AddOpenApi();
        return services;
    }
}
