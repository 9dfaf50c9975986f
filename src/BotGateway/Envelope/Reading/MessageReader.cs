using CaseStore.People;
using Conversation;

namespace BotGateway.Envelope.Reading;

/// <summary>A platform's own events.</summary>
/// <param name="name">In lower case: documentation and live pushes differ.</param>
internal delegate InboundContent EventReader(string name, Field message);

/// <summary>From a platform's XML or JSON to the neutral record. What is not known is read as such, never refused.</summary>
internal static class MessageReader
{
    /// <summary>An openid has 28 characters, a userid at most 64 bytes: who is longer is nobody.</summary>
    public const int LongestSender = 64;

    /// <param name="receivedAt">Stands in for a missing CreateTime.</param>
    public static ReadResult Read(ReadOnlySpan<byte> body, Channel channel, EventReader events, DateTimeOffset receivedAt)
    {
        if (MessageBody.Read(body) is not { } message)
            return new ReadResult.Unreadable("neither XML nor JSON");
        if (message.Text("FromUserName") is not { } sender)
            return new ReadResult.Unreadable("no FromUserName");
        if (sender.Length > LongestSender)
            return new ReadResult.Unreadable("FromUserName too long");
        if (message.Text("MsgType")?.ToLowerInvariant() is not { } type)
            return new ReadResult.Unreadable("no MsgType");

        InboundContent content;
        string key;
        if (type == "event")
        {
            var name = (message.Text("Event") ?? "").ToLowerInvariant();
            content = events(name, message);
            key = MessageKey.OfEvent(channel, sender, name, message);
        }
        else
        {
            content = MessageKinds.Read(type, message);
            key = MessageKey.OfMessage(channel, sender, type, message);
        }

        var inbound = new Inbound(channel, sender, key, SentAt(message) ?? receivedAt, content);
        return new ReadResult.Message(inbound, message.Text("ToUserName") ?? "");
    }

    private static DateTimeOffset? SentAt(Field message) =>
        UnixTime.TryParse(message.Text("CreateTime"), out var moment) ? moment : null;
}
