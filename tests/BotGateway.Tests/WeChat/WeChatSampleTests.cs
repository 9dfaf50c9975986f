using BotGateway.WeChat;
using CaseStore.People;
using Conversation;
using static Conversation.InboundContent;

namespace BotGateway.Tests.WeChat;

public sealed class WeChatSampleTests
{
    internal static readonly SampleTable Table = new("WeChat", Channel.WeChat, WeChatEvents.Read, new Dictionary<string, InboundContent>
    {
        ["text"] = new Text("望湖苑3号楼2单元门口垃圾桶满了没人清"),
        ["text-menu-choice"] = new Text("满意", "rate-5"),
        ["image"] = new InboundContent.Photo("http://mmbiz.qpic.cn/mmbiz_jpg/example/0", "media-image-1"),
        ["voice"] = new Voice("media-voice-1", "amr", null),
        ["voice-recognised"] = new Voice("media-voice-1", "speex", "楼道灯坏了"),
        ["video"] = new Video("media-video-1", "media-thumb-1", IsShort: false),
        ["shortvideo"] = new Video("media-video-2", "media-thumb-2", IsShort: true),
        ["location"] = new Location(31.3847, 120.9807, "江苏省昆山市前进中路"),
        ["link"] = new Link("小区公告", "停水通知", "https://example.com/notice?a=1&b=2"),
        ["miniprogrampage"] = new MiniProgramCard("随手拍", "wx0000000000000002", "pages/report?kind=1"),
        ["file"] = new Attachment("说明.pdf"),
        ["unknown-message"] = new Unknown("hologram", IsEvent: false),
        ["subscribe"] = new Followed(null),
        ["subscribe-scene"] = new Followed("compound-x1"),
        ["subscribe-other-key"] = new Followed(null),
        ["unsubscribe"] = new Unfollowed(),
        ["scan"] = new Scanned("compound-x1"),
        ["scan-lower-case"] = new Scanned("123"),
        ["location-event"] = new Notice("location"),
        ["click"] = new MenuClicked("MENU_REPORT"),
        ["view"] = new Notice("view"),
        ["view_miniprogram"] = new Notice("view_miniprogram"),
        ["scancode_push"] = new Notice("scancode_push"),
        ["scancode_waitmsg"] = new MenuClicked("https://example.com/gate/x1"),
        ["pic_sysphoto"] = new Notice("pic_sysphoto"),
        ["pic_photo_or_album"] = new Notice("pic_photo_or_album"),
        ["pic_weixin"] = new Notice("pic_weixin"),
        ["location_select"] = new Notice("location_select"),
        ["templatesendjobfinish"] = new DeliveryReport("200163836", Delivered: true, "success"),
        ["templatesendjobfinish-blocked"] = new DeliveryReport("200163837", Delivered: false, "failed:user block"),
        ["templatesendjobfinish-failed"] = new DeliveryReport("200163838", Delivered: false, "failed: system failed"),
        ["subscribe_msg_popup_event"] = new SubscriptionChanged(
            new Dictionary<string, bool> { ["template-accepted"] = true, ["template-rejected"] = false }),
        ["subscribe_msg_change_event"] = new SubscriptionChanged(new Dictionary<string, bool> { ["template-accepted"] = false }),
        ["subscribe_msg_sent_event"] = new DeliveryReport("1700827132819554304", Delivered: true, "success"),
        ["subscribe_msg_sent_event-failed"] = new DeliveryReport("1700827132819554305", Delivered: false, "user refused"),
        ["user_authorization_revoke"] = new Notice("user_authorization_revoke"),
        ["wxa_media_check"] = new Notice("wxa_media_check"),
        ["kf_create_session"] = new Notice("kf_create_session"),
        ["kf_close_session"] = new Notice("kf_close_session"),
        ["kf_switch_session"] = new Notice("kf_switch_session"),
        ["user_enter_tempsession"] = new Entered("case-page"),
        ["unknown-event"] = new Unknown("debug_demo", IsEvent: true),
    });

    [Fact]
    public void Every_Sample_Is_In_The_Table() => Table.EverySampleIsInTheTable();

    [Fact]
    public void Every_Sample_Is_Read_Into_Its_Record() => Table.EverySampleIsReadIntoItsRecord();

    [Fact]
    public void Every_Event_Has_A_Key_Of_Its_Own_And_Always_The_Same() => Table.EverySampleHasAKeyOfItsOwn();

    [Fact]
    public void Sender_Account_And_Time_Are_Read()
    {
        var text = Table.Read("text");

        Assert.Equal("oExampleResident000000000001", text.Inbound.Sender);
        Assert.Equal("gh_0f1e2d3c4b5a", text.Account);
        Assert.Equal(SampleTable.SentAt, text.Inbound.SentAt);
        Assert.Equal(Channel.WeChat, text.Inbound.Channel);
    }
}
