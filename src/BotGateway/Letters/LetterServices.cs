using BotGateway.Settings;

namespace BotGateway.Letters;

internal static class LetterServices
{
    public static IServiceCollection AddLetters(this IServiceCollection services) =>
        services.AddSingleton<DeadLetterHour>().AddWorkPerConfiguration<DeadLetterWorker>();
}
