using BotGateway.Envelope.Reading;
using Conversation;

namespace BotGateway.WeCom;

/// <summary>The events of a self-built app and of the contacts (protocol.md 4.3).</summary>
internal static class WeComEvents
{
    public static InboundContent Read(string name, Field message) => name switch
    {
        "subscribe" => new InboundContent.Followed(Scene: null),
        "unsubscribe" => new InboundContent.Unfollowed(),
        "enter_agent" => new InboundContent.Entered(From: null),
        "click" => new InboundContent.MenuClicked(message.Text("EventKey") ?? ""),
        "scancode_waitmsg" => new InboundContent.MenuClicked(
            message.Child("ScanCodeInfo")?.Text("ScanResult") ?? message.Text("EventKey") ?? ""),
        "template_card_event" or "template_card_menu_event" => CardActReader.Read(message),
        "change_contact" => ContactsChanged(message),
        "view" or "view_miniprogram" or "location" or "scancode_push" or "location_select"
            or "pic_sysphoto" or "pic_photo_or_album" or "pic_weixin"
            or "batch_job_result" or "open_approval_change" or "upload_media_job_finish"
            or "share_agent_change" or "share_chain_change" or "inactive_alert" or "close_inactive_agent"
            or "reopen_inactive_agent" or "low_active_alert" or "low_active" or "active_restored" => new InboundContent.Notice(name),
        _ => new InboundContent.Unknown(name, IsEvent: true),
    };

    // Departments and tags change as well; nobody waits for those.
    private static InboundContent ContactsChanged(Field message)
    {
        var change = message.Text("ChangeType")?.ToLowerInvariant() ?? "";
        return change.EndsWith("_user", StringComparison.Ordinal)
            ? new InboundContent.MemberChanged(change, message.Text("UserID"), message.Text("NewUserID"))
            : new InboundContent.Notice($"change_contact {change}");
    }
}
