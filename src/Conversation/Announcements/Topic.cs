using System.Text.Json.Serialization;

namespace Conversation.Announcements;

/// <summary>What a line of a digest is about; a digest tells them in this order. Written to the outbox by name: names stay.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Topic>))]
public enum Topic
{
    /// <summary>Somebody was asked to hurry.</summary>
    Urged,
    Overdue,

    /// <summary>Nobody has accepted it.</summary>
    Unacknowledged,

    /// <summary>Called to the spot by the community, or called and not come.</summary>
    Called,
    DueToday,
    DueSoon,
    Reopened,
    Review,
    New,
    Extended,
    Praise,
}
