using System.Globalization;
using Conversation.Announcements;

namespace BotGateway.WeCom.Cards;

/// <summary>An officer's card in the platform's terms, within the platform's limits.</summary>
internal static class CardJson
{
    private const int Red = 2;
    private const int OpenAddress = 1;

    /// <summary>Unique per card sent, the same for its repeats: the platform tells repeats by identical bytes.</summary>
    public static string TaskIdOf(string caseNumber, long outboxId) => $"{caseNumber}_{outboxId}";

    /// <summary>Which outbox row a card came from; null for a card that is not ours.</summary>
    public static long? OutboxIdOf(string taskId) =>
        long.TryParse(taskId.AsSpan(taskId.LastIndexOf('_') + 1), NumberStyles.None, null, out var id) ? id : null;

    /// <param name="home">Where a tap leads when the card has neither link nor buttons: then the platform demands some address.</param>
    public static TemplateCard From(OfficerCard card, string taskId, string home)
    {
        var hasButtons = card.Buttons.Count > 0;
        var link = card.Link ?? (hasButtons ? null : home);
        return new TemplateCard(
            hasButtons ? "button_interaction" : "text_notice",
            card.Urgent ? new CardSource("紧急", Red) : null,
            new CardTitle(Cut(card.Title, 36), Cut(card.Subtitle, 44)),
            Cut(card.Text, 160),
            card.Fields.Count > 0 ? [.. card.Fields.Take(6).Select(f => new CardLine(Cut(f.Name, 5), Cut(f.Value, 30)))] : null,
            link is null ? null : new CardAction(OpenAddress, link),
            hasButtons ? taskId : null,
            hasButtons ? [.. card.Buttons.Take(6).Select(b => new CardKey(Cut(b.Text, 10), b.Style, b.Key))] : null);
    }

    /// <summary>At most <paramref name="limit"/> characters, the last one an ellipsis when something is missing; never half a character.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    internal static string? Cut(string? text, int limit)
    {
        if (text is null || text.Length <= limit)
        {
            return text;
        }

        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(text, end) is var next && next <= limit - 1)
        {
            end = next;
        }

        return string.Concat(text.AsSpan(0, end), "…");
    }
}
