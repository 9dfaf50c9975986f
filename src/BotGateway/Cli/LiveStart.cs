using BotGateway.Live;
using BotGateway.Settings;
using CaseStore.City;

namespace BotGateway.Cli;

/// <summary>A verb that speaks to the platforms: settings and city, no database.</summary>
internal static class LiveStart
{
    public const int Done = 0;
    public const int ToMend = 1;
    public const int NotAsked = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <returns>What <paramref name="act"/> returns, or <see cref="NotAsked"/> when the settings are wrong, which has then been told.</returns>
    public static async Task<int> RunAsync(Func<LivePlatform, CityDirectory, Task<int>> act)
    {
        await using var app = VerbStart.Build();
        if (app is null)
        {
            return NotAsked;
        }

        using var http = new HttpClient { Timeout = Patience };
        return await act(new LivePlatform(http, app.Services.GetRequiredService<GatewaySettings>()), app.Services.GetRequiredService<CityDirectory>());
    }

    public static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return NotAsked;
    }
}
