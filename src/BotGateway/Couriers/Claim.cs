using CaseStore.Persistence;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>One attempt: what goes out as one message of a platform, and all that it speaks for.</summary>
/// <param name="Row">Under whose id it goes.</param>
/// <param name="Others">Rows that are named on lines of the same message.</param>
/// <param name="Message">Null only when <paramref name="Known"/> says why.</param>
/// <param name="Sends">The ledger's lines for this attempt.</param>
/// <param name="Known">How it ends, known without asking a platform.</param>
internal sealed record Claim(
    OutboxMessage Row, IReadOnlyList<OutboxMessage> Others, Notification? Message, IReadOnlyList<Send> Sends, Delivery? Known = null)
{
    public bool IsDigest => Others.Count > 0;
}
