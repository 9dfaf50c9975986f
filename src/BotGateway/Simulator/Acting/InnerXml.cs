using System.Globalization;
using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using BotGateway.Settings;
using BotGateway.Simulator.Platform;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Acting;

/// <summary>Writes the message inside the envelope as the platform writes it (protocol.md 1.4, 1.5, 4.2–4.4).</summary>
internal sealed class InnerXml(GatewaySettings settings, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _lastEvent = new(StringComparer.Ordinal);

    // Ids of another run of the simulator may still be in the database.
    private long _lastId = (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) >> 2);

    public string Text(Player who, string words, string? menuChoice = null) =>
        Message(who, "text", Data("Content", words), menuChoice is null ? null : Data("bizmsgmenuid", menuChoice));

    public string Photo(Player who, string url, string mediaId) =>
        Message(who, "image", Data("PicUrl", url), Data("MediaId", mediaId));

    public string Video(Player who, string mediaId) =>
        Message(who, "video", Data("MediaId", mediaId), Data("ThumbMediaId", "sim-thumb"));

    public string Voice(Player who, string? recognition) =>
        Message(who, "voice", Data("MediaId", "sim-voice"), Data("Format", "amr"), recognition is null ? null : Data("Recognition", recognition));

    public string Place(Player who, double latitude, double longitude, string? label) => Message(
        who,
        "location",
        new XElement("Location_X", latitude.ToString("R", CultureInfo.InvariantCulture)),
        new XElement("Location_Y", longitude.ToString("R", CultureInfo.InvariantCulture)),
        new XElement("Scale", 16),
        Data("Label", label ?? ""),
        who.Platform == SimulatedPlatform.WeCom ? Data("AppType", "wxwork") : null);

    public string Follow(Player who, string? scene) => Event(
        who,
        "subscribe",
        Data("EventKey", scene is null ? "" : "qrscene_" + scene),
        scene is null ? null : Data("Ticket", "sim-ticket"));

    public string Enter(Player who, string? from) => Event(who, "user_enter_tempsession", Data("SessionFrom", from ?? ""));

    public string Scan(Player who, string scene) => Event(who, "SCAN", Data("EventKey", scene), Data("Ticket", "sim-ticket"));

    public string Unfollow(Player who) => Event(who, "unsubscribe", Data("EventKey", ""));

    public string Click(Player who, CardClick click) => Event(
        who,
        "template_card_event",
        Data("EventKey", click.Key),
        Data("TaskId", click.TaskId),
        Data("CardType", "button_interaction"),
        Data("ResponseCode", click.ResponseCode));

    /// <summary>A template message has arrived.</summary>
    public string TemplateSent(Player who, string messageId) =>
        Event(who, "TEMPLATESENDJOBFINISH", Data("MsgID", messageId), Data("Status", "success"));

    /// <summary>A subscription message has arrived.</summary>
    public string SubscriptionSent(Player who, string templateId, string messageId) => Event(
        who,
        "subscribe_msg_sent_event",
        new XElement("SubscribeMsgSentEvent", new XElement(
            "List", Data("TemplateId", templateId), Data("MsgID", messageId), Data("ErrorCode", "0"), Data("ErrorStatus", "success"))));

    private string Message(Player who, string type, params XElement?[] parts) =>
        Write(who, clock.GetUtcNow().ToUnixTimeSeconds(), type, [.. parts, new XElement("MsgId", Interlocked.Increment(ref _lastId))]);

    private string Event(Player who, string name, params XElement?[] parts) =>
        Write(who, EventSecond(who), "event", [Data("Event", name), .. parts]);

    // An event is told from its repeats by its second: a second event of one person must not look like the first.
    private long EventSecond(Player who)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            if (_lastEvent.Count > 10_000)
                _lastEvent.Clear();
            return _lastEvent[who.Chat] = Math.Max(now, _lastEvent.GetValueOrDefault(who.Chat) + 1);
        }
    }

    private string Write(Player who, long second, string type, params IEnumerable<XElement?> parts)
    {
        var weCom = who.Platform == SimulatedPlatform.WeCom;
        var xml = new XElement(
            "xml",
            Data("ToUserName", weCom ? settings.WeCom.CorpId : "gh_simulator"),
            Data("FromUserName", who.Id),
            new XElement("CreateTime", second),
            Data("MsgType", type),
            parts,
            weCom ? new XElement("AgentID", settings.WeCom.AgentId) : null);
        return xml.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Data(string name, string value) => new(name, new XCData(string.Concat(value.EnumerateRunes().Where(IsXml))));

    private static bool IsXml(System.Text.Rune rune) => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value);
}
