using System.Text.Json;
using BotGateway.PlatformApi;

namespace BotGateway.WeCom.Api;

/// <summary>Whom WeCom left out of a message because it does not know them (protocol.md 5.4): it answers 0 and names them, in small letters.</summary>
internal static class Strangers
{
    /// <param name="users">To whom it was sent; the answer's spelling is not ours.</param>
    public static IReadOnlyList<string> Of(PlatformAnswer answer, IReadOnlyList<string> users) => answer switch
    {
        PlatformAnswer.Done { Body: var body } => [.. users.Intersect(Named(body), StringComparer.OrdinalIgnoreCase)],
        PlatformAnswer.Refused { Code: 81013 } => users,
        PlatformAnswer.Refused { Code: 40003 or 60111 or 50002 or 60011 } when users.Count == 1 => users,
        _ => [],
    };

    private static string[] Named(JsonElement body) =>
        body.TryGetProperty("invaliduser", out var named) && named.ValueKind == JsonValueKind.String
            ? named.GetString()!.Split('|', StringSplitOptions.RemoveEmptyEntries)
            : [];
}
