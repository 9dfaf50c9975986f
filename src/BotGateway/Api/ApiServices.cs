using BotGateway.Health;
using BotGateway.Settings;

namespace BotGateway.Api;

internal static class ApiServices
{
    public static IServiceCollection AddCaseApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            options.SerializerOptions.DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull;
        });
        services.AddSingleton<CaseTotal>();
        services.AddPerConfiguration<AssessmentAnswers>();
        services.AddProblemDetails();
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = Observability.Name;
            return Task.CompletedTask;
        }));
        return services;
    }
}
