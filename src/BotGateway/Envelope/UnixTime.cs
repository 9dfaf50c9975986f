using System.Globalization;

namespace BotGateway.Envelope;

internal static class UnixTime
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Whole seconds since 1970, digits only.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset moment)
    {
        var valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Latest;
        moment = valid ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return valid;
    }
}
