using BotGateway.PlatformApi;
using Conversation.Announcements;

namespace BotGateway.Couriers;

/// <summary>Sends a text that may need several messages, in order; what went out is not sent again after a failure.</summary>
internal static class TextInParts
{
    /// <param name="send">Gets the part, and whether it is the first.</param>
    /// <param name="rest">What is left to say, given the text that is left.</param>
    public static async Task<Delivery> SendAsync(
        string text, Func<string, bool, Task<PlatformAnswer>> send, Func<string, Notification> rest, Func<Task>? pause = null)
    {
        var parts = TextParts.Cut(text);
        if (parts.Count == 0)
        {
            return new Delivery.Dropped("nothing to say");
        }

        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0 && pause is not null)
            {
                await pause();
            }

            if (Delivery.From(await send(parts[i], i == 0)) is Delivery.Failed failed)
            {
                return i == 0 ? failed : failed with { Rest = rest(string.Concat(parts.Skip(i))) };
            }
        }

        return new Delivery.Sent();
    }
}
