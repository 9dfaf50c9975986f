namespace Conversation.Understanding;

/// <summary>A place in one spelling, for comparing.</summary>
internal static class PlaceKey
{
    public static bool SameSpot(string one, string other) => !PlaceReader.IsVague(one) && string.Equals(one, other, StringComparison.Ordinal);
}
