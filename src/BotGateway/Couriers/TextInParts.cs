using BotGateway.PlatformApi;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>Sends the first message of a text that may need several: an attempt is one message, and what went out is not sent again after a failure.</summary>
internal static class TextInParts
{
    /// <param name="rest">What is left to say, given the text that is left.</param>
    /// <param name="tellsRepeats">Whether the platform tells a repeat.</param>
    /// <param name="pause">Before the next part.</param>
    public static async Task<Delivery> SendAsync(
        string text, Func<string, Task<PlatformAnswer>> send, Func<string, Notification> rest, bool tellsRepeats, TimeSpan pause = default)
    {
        if (text.Length == 0)
        {
            return new Delivery.Dropped("nothing to say");
        }

        var first = TextParts.First(text);
        var end = Delivery.From(await send(first), tellsRepeats);
        return end is Delivery.Sent && first.Length < text.Length
            ? new Delivery.PartSent(rest(text[first.Length..]), pause) { Code = end.Code, MessageId = end.MessageId }
            : end;
    }
}
