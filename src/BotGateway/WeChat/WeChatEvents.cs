using BotGateway.Envelope.Reading;
using Conversation;

namespace BotGateway.WeChat;

/// <summary>The events of an Official Account or a mini-program (protocol.md 1.5, 3).</summary>
internal static class WeChatEvents
{
    private const string ScenePrefix = "qrscene_";

    public static InboundContent Read(string name, Field message) => name switch
    {
        "subscribe" => new InboundContent.Followed(Scene(message.Text("EventKey"))),
        "unsubscribe" => new InboundContent.Unfollowed(),
        "scan" => new InboundContent.Scanned(message.Text("EventKey") ?? ""),
        "click" => new InboundContent.MenuClicked(message.Text("EventKey") ?? ""),
        "scancode_waitmsg" => new InboundContent.MenuClicked(
            message.Child("ScanCodeInfo")?.Text("ScanResult") ?? message.Text("EventKey") ?? ""),
        "user_enter_tempsession" => new InboundContent.Entered(message.Text("SessionFrom")),
        "templatesendjobfinish" => TemplateSent(message),
        "subscribe_msg_sent_event" => SubscriptionSent(message),
        "subscribe_msg_popup_event" => SubscriptionChanged(message.Child("SubscribeMsgPopupEvent") ?? message),
        "subscribe_msg_change_event" => SubscriptionChanged(message.Child("SubscribeMsgChangeEvent") ?? message),
        "view" or "view_miniprogram" or "location" or "scancode_push" or "location_select"
            or "pic_sysphoto" or "pic_photo_or_album" or "pic_weixin"
            or "user_authorization_revoke" or "wxa_media_check"
            or "kf_create_session" or "kf_close_session" or "kf_switch_session" => new InboundContent.Notice(name),
        _ => new InboundContent.Unknown(name, IsEvent: true),
    };

    private static string? Scene(string? eventKey) =>
        eventKey is not null && eventKey.StartsWith(ScenePrefix, StringComparison.Ordinal) ? eventKey[ScenePrefix.Length..] : null;

    // The failures are worded with and without spaces: only success is sure.
    private static InboundContent.DeliveryReport TemplateSent(Field message)
    {
        var status = message.Text("Status") ?? "";
        return new(message.Text("MsgID") ?? "", status.StartsWith("success", StringComparison.OrdinalIgnoreCase), status);
    }

    // One event tells of one sent message, so there is one entry; were there ever more, the failed one is what must be acted on.
    private static InboundContent.DeliveryReport SubscriptionSent(Field message)
    {
        var entries = (message.Child("SubscribeMsgSentEvent") ?? message).Children.Where(c => c.Name == "List").ToList();
        var entry = entries.Find(e => !IsDelivered(e)) ?? entries.FirstOrDefault();
        return new(entry?.Text("MsgID") ?? "", entry is not null && IsDelivered(entry), entry?.Text("ErrorStatus") ?? "");
    }

    private static bool IsDelivered(Field entry) => entry.Text("ErrorCode") == "0";

    // List is not a wrapper: the element itself repeats. In a mini-program's JSON it stands in the message itself.
    private static InboundContent.SubscriptionChanged SubscriptionChanged(Field entries)
    {
        var accepted = new Dictionary<string, bool>();
        foreach (var entry in entries.Children)
        {
            if (entry.Text("TemplateId") is { } template)
                accepted[template] = entry.Text("SubscribeStatusString") == "accept";
        }

        return new(accepted);
    }
}
