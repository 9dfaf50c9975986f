using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BotGateway.Settings;

/// <summary>Where this server answers: for links in messages, and for the simulator's platform, which is this very server.</summary>
internal sealed class OwnAddress(IServer server, GatewaySettings settings)
{
    /// <summary>Without a trailing slash, e.g. <c>http://localhost:5080</c>. Known once the server listens.</summary>
    public string Local
    {
        get
        {
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080";
            return address.Replace("://[::]", "://localhost", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
                .Replace("://*", "://localhost", StringComparison.Ordinal)
                .Replace("://+", "://localhost", StringComparison.Ordinal)
                .TrimEnd('/');
        }
    }

    /// <summary>What people's phones can reach.</summary>
    public string Public => settings.PublicBaseUrl ?? Local;

    /// <summary>The platform's API as this account calls it.</summary>
    public string ApiOf(WeChatAccount account) => (account.ApiBaseUrl ?? Local + "/simulator/platform").TrimEnd('/');

    public string WeComApi => (settings.WeCom.ApiBaseUrl ?? Local + "/simulator/platform").TrimEnd('/');
}
