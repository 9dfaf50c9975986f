using System.Security.Cryptography;

namespace CaseStore.Cases;

internal static class PageTokens
{
    /// <summary>Hex: chat apps cut a trailing "-" or "_" off a link.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
}
