using BotGateway.WeCom;
using CaseStore.People;
using Conversation;
using static Conversation.InboundContent;

namespace BotGateway.Tests.WeCom;

public sealed class WeComSampleTests
{
    internal static readonly SampleTable Table = new("WeCom", Channel.WeCom, WeComEvents.Read, new Dictionary<string, InboundContent>
    {
        ["text"] = new Text("WP-20260105-0001 已完成"),
        ["image"] = new InboundContent.Photo("https://wework.qpic.cn/example/0", "media-image-1"),
        ["voice"] = new Voice("media-voice-1", "amr", null),
        ["video"] = new Video("media-video-1", "media-thumb-1", IsShort: false),
        ["location"] = new Location(31.3847, 120.9807, "前进中路"),
        ["link"] = new Link("小区公告", "停水通知", "https://example.com/notice"),
        ["subscribe"] = new Followed(null),
        ["unsubscribe"] = new Unfollowed(),
        ["enter_agent"] = new Entered(null),
        ["location-event"] = new Notice("location"),
        ["click"] = new MenuClicked("MENU_MY_CASES"),
        ["view"] = new Notice("view"),
        ["view_miniprogram"] = new Notice("view_miniprogram"),
        ["scancode_push"] = new Notice("scancode_push"),
        ["scancode_waitmsg"] = new MenuClicked("https://example.com/gate/x1"),
        ["pic_sysphoto"] = new Notice("pic_sysphoto"),
        ["pic_photo_or_album"] = new Notice("pic_photo_or_album"),
        ["pic_weixin"] = new Notice("pic_weixin"),
        ["location_select"] = new Notice("location_select"),
        ["template_card_event-button"] = Card("button", "accept", "button_interaction"),
        ["template_card_event-button-selection"] = Card("button-selection", "decline", "button_interaction", new CardSelection("reason", ["not-ours"])),
        ["template_card_event-vote"] = Card("vote", "submit", "vote_interaction", new CardSelection("units", ["t1-fire", "t1-health"])),
        ["template_card_event-multiple"] = TwoAnswers("multiple"),
        ["template_card_event-misspelt"] = TwoAnswers("misspelt"),
        ["template_card_event-text-notice"] = Card("text-notice", "open", "text_notice"),
        ["template_card_menu_event"] = Card("template_card_menu_event", "mute", "text_notice"),
        ["batch_job_result"] = new Notice("batch_job_result"),
        ["change_contact-create_user"] = new MemberChanged("create_user", "officer.li", null),
        ["change_contact-update_user"] = new MemberChanged("update_user", "officer.li", "officer.li2"),
        ["change_contact-delete_user"] = new MemberChanged("delete_user", "officer.li2", null),
        ["change_contact-create_party"] = new Notice("change_contact create_party"),
        ["change_contact-update_party"] = new Notice("change_contact update_party"),
        ["change_contact-delete_party"] = new Notice("change_contact delete_party"),
        ["change_contact-update_tag"] = new Notice("change_contact update_tag"),
        ["open_approval_change"] = new Notice("open_approval_change"),
        ["upload_media_job_finish"] = new Notice("upload_media_job_finish"),
        ["share_agent_change"] = new Notice("share_agent_change"),
        ["share_chain_change"] = new Notice("share_chain_change"),
        ["inactive_alert"] = new Notice("inactive_alert"),
        ["close_inactive_agent"] = new Notice("close_inactive_agent"),
        ["reopen_inactive_agent"] = new Notice("reopen_inactive_agent"),
        ["low_active_alert"] = new Notice("low_active_alert"),
        ["low_active"] = new Notice("low_active"),
        ["active_restored"] = new Notice("active_restored"),
        ["unknown-event"] = new Unknown("hologram_event", IsEvent: true),
    });

    private static CardAct TwoAnswers(string card) =>
        Card(card, "submit", "multiple_interaction", new CardSelection("unit", ["t1-fire"]), new CardSelection("days", ["3"]));

    [Fact]
    public void Every_Sample_Is_In_The_Table() => Table.EverySampleIsInTheTable();

    [Fact]
    public void Every_Sample_Is_Read_Into_Its_Record() => Table.EverySampleIsReadIntoItsRecord();

    [Fact]
    public void Every_Event_Has_A_Key_Of_Its_Own_And_Always_The_Same() => Table.EverySampleHasAKeyOfItsOwn();

    private static CardAct Card(string card, string button, string type, params CardSelection[] selections) =>
        new(button, "case-1-" + card, type, "response-code-1", selections);
}
