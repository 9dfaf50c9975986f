using System.Globalization;
using Conversation;

namespace BotGateway.Envelope.Reading;

/// <summary>What a person can send, the same on all platforms (protocol.md 1.4, 4.2).</summary>
internal static class MessageKinds
{
    public static InboundContent Read(string type, Field message) => type switch
    {
        "text" => new InboundContent.Text(message.Text("Content") ?? "", message.Text("bizmsgmenuid")),
        "image" => new InboundContent.Photo(message.Text("PicUrl"), message.Text("MediaId")),
        "voice" => new InboundContent.Voice(message.Text("MediaId"), message.Text("Format"), message.Text("Recognition")),
        "video" => new InboundContent.Video(message.Text("MediaId"), message.Text("ThumbMediaId"), IsShort: false),
        "shortvideo" => new InboundContent.Video(message.Text("MediaId"), message.Text("ThumbMediaId"), IsShort: true),
        "location" => Location(message),
        "link" => new InboundContent.Link(message.Text("Title"), message.Text("Description"), message.Text("Url")),
        "miniprogrampage" => new InboundContent.MiniProgramCard(message.Text("Title"), message.Text("AppId"), message.Text("PagePath")),
        "file" => new InboundContent.Attachment(message.Text("Title")),
        _ => new InboundContent.Unknown(type, IsEvent: false),
    };

    // Location_X is the latitude.
    private static InboundContent Location(Field message) =>
        Degrees(message.Text("Location_X"), 90) is { } latitude && Degrees(message.Text("Location_Y"), 180) is { } longitude
            ? new InboundContent.Location(latitude, longitude, message.Text("Label"))
            : new InboundContent.Unknown("location", IsEvent: false);

    private static double? Degrees(string? text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;
}
