using BotGateway.Settings;
using Conversation.Announcements;

namespace BotGateway.Digests;

internal static class DigestServices
{
    public static IServiceCollection AddMornings(this IServiceCollection services) => services
        .AddPerConfiguration<MorningDigest>()
        .AddWorkPerConfiguration<Mornings>()
        .AddSingleton<BeforeClaiming>(provider =>
        {
            var inForce = provider.GetRequiredService<ConfigurationInForce>();
            return async now =>
            {
                try
                {
                    await inForce.Get<Mornings>().RunAsync(now, CancellationToken.None);
                }
                catch (AggregateException)
                {
                    // The digests' own loop meets the same mistake and says so; what was held is then told without them.
                }
            };
        });
}
