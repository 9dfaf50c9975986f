using CaseStore.Persistence;

namespace BotGateway.Letters;

/// <summary>The ways a message goes, by the first word of its destination.</summary>
internal static class LetterKind
{
    /// <summary>In the order of the phrase <c>staff.deadWays</c>.</summary>
    public static IReadOnlyList<string> All { get; } = ["group", "card", "cardUpdate", "staff", "resident", "photo"];

    public static string Of(OutboxMessage row) => row.Destination[..row.Destination.IndexOf(':', StringComparison.Ordinal)] switch
    {
        "update" => "cardUpdate",
        var kind => kind,
    };
}
