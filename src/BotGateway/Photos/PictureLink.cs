namespace BotGateway.Photos;

/// <summary>
/// Decides whether a picture link may be followed. It comes from outside, and following it makes this server call somebody:
/// only hosts a city has named, so that no message can make it call its own network.
/// </summary>
internal static class PictureLink
{
    /// <param name="allowedHosts">Each a host (any port) or <c>host:port</c>.</param>
    /// <returns>The address to call, or null when it may not be called.</returns>
    public static Uri? Check(string? link, IEnumerable<string> allowedHosts) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && IsAllowed(address, allowedHosts) ? address : null;

    public static bool IsAllowed(Uri address, IEnumerable<string> allowedHosts) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0
        && allowedHosts.Any(allowed =>
            string.Equals(allowed, address.Host, StringComparison.OrdinalIgnoreCase)
            || string.Equals(allowed, address.Host + ":" + address.Port, StringComparison.OrdinalIgnoreCase));
}
