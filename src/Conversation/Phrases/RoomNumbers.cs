using System.Text.RegularExpressions;

namespace Conversation.Phrases;

/// <summary>A flat's number is personal: a group may know the building, not the door.</summary>
internal static partial class RoomNumbers
{
    public static string Hide(string place) => Phone().Replace(Room().Replace(place, m => m.Groups["before"].Value), "");

    public static string HidePhones(string text) => Phone().Replace(text, "***");

    [GeneratedRegex("(?<before>(?:单元|楼|栋|幢|#|座|层|号院))\\s*[-－]?[0-9]{3,4}(?:室|号|房|户)?|(?<before>(?<![0-9-])[0-9]{1,3}-[0-9]{1,2})-[0-9]{3,4}|(?<![0-9])[0-9]{3,4}(?:室|房|户)")]
    private static partial Regex Room();

    [GeneratedRegex("[0-9]{7,}")]
    private static partial Regex Phone();
}
