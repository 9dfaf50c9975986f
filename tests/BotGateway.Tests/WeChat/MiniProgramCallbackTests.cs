using System.Net;
using System.Text;
using System.Text.Json;
using BotGateway.Envelope;
using BotGateway.Settings;
using BotGateway.Tests.Envelope;
using CaseStore.People;
using Conversation;
using static Conversation.InboundContent;

namespace BotGateway.Tests.WeChat;

/// <summary>A mini-program's customer service, protocol.md 3: XML or JSON, sealed or not, and never a passive reply.</summary>
public sealed class MiniProgramCallbackTests : IAsyncLifetime
{
    private const string Head = """ "ToUserName":"gh_mini","FromUserName":"om1","CreateTime":1767582000, """;

    private CallbackHost _host = null!;

    public static TheoryData<string, InboundContent> Kinds => new()
    {
        { """{@"MsgType":"text","Content":"楼道灯坏了","MsgId":9007199254740993}""", new Text("楼道灯坏了") },
        { """{@"MsgType":"image","PicUrl":"https://pic.example/1","MediaId":"m1","MsgId":"7"}""", new InboundContent.Photo("https://pic.example/1", "m1") },
        { """{@"MsgType":"miniprogrampage","Title":"随手拍","AppId":"wx2","PagePath":"pages/a","ThumbUrl":"","ThumbMediaId":"","MsgId":8}""", new MiniProgramCard("随手拍", "wx2", "pages/a") },
        { """{@"MsgType":"event","Event":"user_enter_tempsession","SessionFrom":"compound:x1"}""", new Entered("compound:x1") },
        { """{@"MsgType":"hologram","MsgId":9}""", new Unknown("hologram", IsEvent: false) },
    };

    public async Task InitializeAsync() => _host = await CallbackHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_Kind_Is_Read_From_Json_And_Xml_Sealed_Or_Not(string json, InboundContent expected)
    {
        json = json.Replace("@", Head, StringComparison.Ordinal);
        var xml = Xml(json);
        _host.Reply = _ => "说不出口";

        foreach (var post in new[] { Seal(json), Plain(json), Seal(xml), Plain(xml) })
        {
            var (status, body) = await _host.PostAsync(post);
            Assert.Equal((HttpStatusCode.OK, "success"), (status, Encoding.UTF8.GetString(body)));
        }

        Assert.Equal(4, _host.Handled.Count);
        Assert.All(_host.Handled, inbound => Assert.Equal((Channel.MiniProgram, "om1", expected), (inbound.Channel, inbound.Sender, inbound.Content)));
        Assert.Single(_host.Handled.Select(inbound => inbound.Key).Distinct());
    }

    [Fact]
    public async Task Where_There_Is_No_Mini_Program_There_Is_No_Such_Path()
    {
        await using var host = await CallbackHost.StartAsync(miniProgram: false);

        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/miniprogram?echostr=1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync("/miniprogram", Encoding.UTF8.GetBytes("{}"))).Status);
    }

    [Fact]
    public async Task Xml_And_Json_Of_One_Message_Are_One_Message()
    {
        await _host.PostAsync(Seal("{" + Head + """ "MsgType":"text","Content":"你好","MsgId":9007199254740993}"""));
        await _host.PostAsync(Seal(
            "<xml><ToUserName>gh_mini</ToUserName><FromUserName>om1</FromUserName><CreateTime>1767582000</CreateTime><MsgType>text</MsgType>"
            + "<Content>你好</Content><MsgId>9007199254740993</MsgId></xml>"));

        Assert.Equal(_host.Handled[0], _host.Handled[1]);
        Assert.Contains("9007199254740993", _host.Handled[0].Key, StringComparison.Ordinal);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1767582000), _host.Handled[0].SentAt);
    }

    [Theory]
    [InlineData("1767582000", "42")]
    [InlineData("\"1767582000\"", "\"42\"")]
    public async Task A_Number_May_Come_As_A_String(string created, string id)
    {
        await _host.PostAsync(Plain($$"""{"ToUserName":"g","FromUserName":"om1","CreateTime":{{created}},"MsgType":"text","Content":"好","MsgId":{{id}}}"""));

        var inbound = Assert.Single(_host.Handled);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1767582000), inbound.SentAt);
        Assert.StartsWith("MiniProgram:42:", inbound.Key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"TemplateId":"t1","SubscribeStatusString":"accept"}""")]
    [InlineData("""[{"TemplateId":"t1","SubscribeStatusString":"accept"}]""")]
    public async Task A_List_Of_One_May_Come_Without_Its_Brackets(string list)
    {
        await _host.PostAsync(Plain("{" + Head + $$""" "MsgType":"event","Event":"subscribe_msg_popup_event","List":{{list}}}"""));

        var changed = Assert.IsType<SubscriptionChanged>(Assert.Single(_host.Handled).Content);
        Assert.Equal(new Dictionary<string, bool> { ["t1"] = true }, changed.AcceptedByTemplate);
    }

    [Theory]
    [InlineData("""{"TemplateId":"t1","MsgID":"1700827132819554304","ErrorCode":"0","ErrorStatus":"success"}""", true, "success")]
    [InlineData("""{"TemplateId":"t1","MsgID":1700827132819554304,"ErrorCode":0,"ErrorStatus":"success"}""", true, "success")]
    [InlineData("""[{"TemplateId":"t1","MsgID":"1700827132819554304","ErrorCode":"0","ErrorStatus":"success"}]""", true, "success")]
    [InlineData("""[{"TemplateId":"t1","MsgID":1700827132819554304,"ErrorCode":43101,"ErrorStatus":"user refused"}]""", false, "user refused")]
    [InlineData("""[{"MsgID":"1","ErrorCode":"0","ErrorStatus":"success"},{"MsgID":1700827132819554304,"ErrorCode":"43101","ErrorStatus":"user refused"}]""", false, "user refused")]
    public async Task What_Became_Of_A_Subscription_Message_Is_Read_However_It_Is_Written(string list, bool delivered, string status)
    {
        await _host.PostAsync(Plain("{" + Head + $$""" "MsgType":"event","Event":"subscribe_msg_sent_event","List":{{list}}}"""));
        await _host.PostAsync(Seal("{" + Head + $$""" "MsgType":"event","Event":"subscribe_msg_sent_event","SubscribeMsgSentEvent":{"List":{{list}} } }"""));

        Assert.Equal(2, _host.Handled.Count);
        Assert.All(_host.Handled, inbound => Assert.Equal(new DeliveryReport("1700827132819554304", delivered, status), inbound.Content));
    }

    [Fact]
    public async Task Two_Reports_Of_One_Second_Are_Two_Events()
    {
        foreach (var id in new[] { 1, 2 })
            await _host.PostAsync(Plain("{" + Head + $$""" "MsgType":"event","Event":"subscribe_msg_sent_event","List":{"MsgID":{{id}},"ErrorCode":0} }"""));

        Assert.Equal(2, _host.Handled.Select(inbound => inbound.Key).Distinct().Count());
    }

    [Fact]
    public async Task Half_An_Emoji_Does_Not_Lose_The_Words()
    {
        await _host.PostAsync(Plain("{" + Head + """ "MsgType":"text","Content":"灯坏了\ud83d!","MsgId":1}"""));

        Assert.Equal(new Text("灯坏了!"), Assert.Single(_host.Handled).Content);
    }

    [Fact]
    public async Task The_Address_Check_Is_Answered_With_The_Echo()
    {
        var signature = Signature.Of(_host.Settings.MiniProgram!.Token, "1767582005", "n");

        var (status, body, _) = await _host.GetAsync($"/miniprogram?signature={signature}&timestamp=1767582005&nonce=n&echostr=42");

        Assert.Equal((HttpStatusCode.OK, "42"), (status, body));
    }

    [Fact]
    public async Task Another_Accounts_Signature_Or_Seal_Is_Refused()
    {
        var json = "{" + Head + """ "MsgType":"text","Content":"你好","MsgId":1}""";
        var other = _host.Settings.MiniProgram! with { Token = _host.WeChat.Token };
        var otherApp = _host.Settings.MiniProgram! with { AppId = _host.WeChat.AppId };

        foreach (var account in new[] { other, otherApp })
            Assert.Equal(HttpStatusCode.Forbidden, (await _host.PostAsync(InboundPost.Seal(account, json, CallbackHost.Now, "n", InboundPost.MiniProgram))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.GetAsync("/miniprogram?signature=0&timestamp=1767582005&nonce=n&echostr=1")).Status);
        Assert.Empty(_host.Handled);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"FromUserName":"o"}""")]
    [InlineData("""{"FromUserName":{"a":1},"MsgType":"text"}""")]
    public async Task What_Cannot_Be_Read_Is_Refused(string json)
    {
        foreach (var post in new[] { Seal(json), Plain(json) })
            Assert.Equal(HttpStatusCode.BadRequest, (await _host.PostAsync(post)).Status);
        Assert.Empty(_host.Handled);
    }

    [Fact]
    public async Task When_Nothing_Could_Be_Kept_The_Platform_Is_Asked_To_Come_Again()
    {
        _host.Reply = _ => throw new InvalidOperationException("the disk is full");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _host.PostAsync(Seal("{" + Head + """ "MsgType":"text","Content":"你好","MsgId":1}"""))).Status);
    }

    /// <summary>The same message as the console's other choice writes it.</summary>
    private static string Xml(string json) => "<xml>" + string.Concat(JsonDocument.Parse(json).RootElement.EnumerateObject()
        .Select(part => $"<{part.Name}><![CDATA[{part.Value}]]></{part.Name}>")) + "</xml>";

    private InboundPost Seal(string message) => InboundPost.Seal(Account, message, CallbackHost.Now, "n", InboundPost.MiniProgram);

    private InboundPost Plain(string message) => InboundPost.Plain(Account, message, CallbackHost.Now, "n", InboundPost.MiniProgram);

    private WeChatAccount Account => _host.Settings.MiniProgram!;
}
