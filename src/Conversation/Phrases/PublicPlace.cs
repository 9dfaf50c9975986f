using Conversation.Understanding;

namespace Conversation.Phrases;

/// <summary>What of a resident's own words may stand where others read: spot words for the place, no door, no telephone number.</summary>
public static class PublicPlace
{
    /// <summary>The words that name a spot (building, unit, gate …) without a room number; null when there are none.</summary>
    public static string? Spot(string place) =>
        PlaceReader.Find(place) is { } spot && RoomNumbers.Hide(PlaceReader.WithoutRooms(place.Substring(spot.At, spot.Length))).Trim(' ', '的', ',', '，') is { Length: > 0 } words ? words : null;

    public static string WithoutPhones(string text) => RoomNumbers.HidePhones(text);
}
