using BotGateway.Clock;
using BotGateway.Settings;

namespace BotGateway.Letters;

internal static class LetterServices
{
    public static IServiceCollection AddLetters(this IServiceCollection services) =>
        services.AddSingleton<DeadLetterHour>().AddWorkPerConfiguration<DeadLetterWorker>();

    /// <summary>Behind the other works: what nobody waits for.</summary>
    public static IServiceCollection AddOutboxKeeper(this IServiceCollection services) => services.AddSingleton<IDueWork, OutboxKeeper>();
}
