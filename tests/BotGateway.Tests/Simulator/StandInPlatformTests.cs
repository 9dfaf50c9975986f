using System.Net.Http.Json;
using System.Text.Json;
using BotGateway.Simulator.Platform;
using BotGateway.Simulator.Stage;
using static BotGateway.Tests.Simulator.SimulatorHost;

namespace BotGateway.Tests.Simulator;

public sealed class StandInPlatformTests : IAsyncLifetime
{
    private const string Card = """
        {"card_type":"button_interaction","task_id":"WP-20261122-0007_5","main_title":{"title":"0007 环境卫生","desc":"望湖苑"},
         "horizontal_content_list":[{"keyname":"期限","value":"25日10:12前"}],
         "button_list":[{"text":"受理","style":1,"key":"accept:WP-20261122-0007"},{"text":"退回","style":2,"key":"decline:WP-20261122-0007"}]}
        """;

    private SimulatorHost _host = null!;
    private string _weChat = "";
    private string _weCom = "";

    public async Task InitializeAsync()
    {
        _host = await StartAsync();
        (_weChat, _weCom) = (await _host.WeChatTokenAsync(), await _host.WeComTokenAsync());
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("""{"grant_type":"client_credential","appid":"other","secret":"wx-secret"}""", 40013)]
    [InlineData("""{"grant_type":"client_credential","appid":"wx-sim","secret":"guess"}""", 40125)]
    [InlineData("""{"grant_type":"client_credential","appid":"mini-sim","secret":"wx-secret"}""", 40125)]
    [InlineData("""{"grant_type":"password","appid":"wx-sim","secret":"wx-secret"}""", 40002)]
    [InlineData("not json", 47001)]
    public async Task A_Token_Is_Given_To_The_Right_Account_Only(string body, int code) =>
        Assert.Equal(code, Code(await _host.PlatformAsync("/cgi-bin/stable_token", body)));

    [Theory]
    [InlineData("corpid=other&corpsecret=corp-secret", 40013)]
    [InlineData("corpid=corp-sim&corpsecret=guess", 40001)]
    [InlineData("corpid=corp-sim&corpsecret=corp-secret", 0)]
    public async Task A_WeCom_Token_Likewise(string query, int code) =>
        Assert.Equal(code, Code(await _host.Http.GetFromJsonAsync<JsonElement>("/simulator/platform/cgi-bin/gettoken?" + query)));

    [Theory]
    [InlineData("/cgi-bin/message/custom/send", "", 41001)]
    [InlineData("/cgi-bin/message/custom/send", "?access_token=guess", 40014)]
    [InlineData("/cgi-bin/message/send", "", 41001)]
    [InlineData("/cgi-bin/message/send", "?access_token=guess", 40014)]
    [InlineData("/cgi-bin/message/update_template_card", "?access_token=guess", 40014)]
    public async Task A_Call_Without_The_Right_Token_Is_Refused(string path, string query, int code) =>
        Assert.Equal(code, Code(await _host.PlatformAsync(path + query, "{}")));

    [Fact]
    public async Task A_Token_Of_The_Other_Platform_Is_A_Wrong_Token()
    {
        Assert.Equal(40014, Code(await _host.PlatformAsync("/cgi-bin/message/send?access_token=" + _weChat, "{}")));
        Assert.Equal(40014, Code(await _host.PlatformAsync("/cgi-bin/message/custom/send?access_token=" + _weCom, "{}")));
    }

    [Fact]
    public async Task A_Customer_Service_Message_Appears_On_The_Resident_S_Phone()
    {
        Assert.Equal(0, Code(await CustomAsync("""{"touser":"o1","msgtype":"text","text":{"content":"已受理"}}""")));
        var line = Assert.Single(_host.Chat("wechat:o1"));
        Assert.Equal((StageLine.Bot, "已受理"), (line.From, ((StageContent.Text)line.Content).Words));
    }

    [Fact]
    public async Task Written_With_The_Mini_Program_S_Token_It_Appears_In_The_Mini_Program()
    {
        var sent = await _host.PlatformAsync(
            "/cgi-bin/message/custom/send?access_token=" + await _host.MiniProgramTokenAsync(), """{"touser":"o1","msgtype":"text","text":{"content":"已受理"}}""");

        Assert.Equal(0, Code(sent));
        Assert.Single(_host.Chat("miniprogram:o1"));
        Assert.Empty(_host.Chat("wechat:o1"));
    }

    [Fact]
    public async Task What_The_Platform_Would_Refuse_Is_Refused()
    {
        Assert.Equal(40003, Code(await CustomAsync("""{"msgtype":"text","text":{"content":"x"}}""")));
        Assert.Equal(40008, Code(await CustomAsync("""{"touser":"o1","msgtype":"shout"}""")));
        Assert.Equal(44004, Code(await CustomAsync("""{"touser":"o1","msgtype":"text","text":{"content":""}}""")));
        Assert.Equal(40033, Code(await CustomAsync("{\"touser\":\"o1\",\"msgtype\":\"text\",\"text\":{\"content\":\"\\u4f60\"}}")));
        Assert.Equal(45002, Code(await CustomAsync($$$"""{"touser":"o1","msgtype":"text","text":{"content":"{{{new string('字', 683)}}}"}}""")));
        Assert.Equal(0, Code(await CustomAsync($$$"""{"touser":"o1","msgtype":"text","text":{"content":"{{{new string('字', 682)}}}"}}""")));
        Assert.Equal(0, Code(await CustomAsync("""{"touser":"o1","msgtype":"text","text":{"content":"C:\\users, \"quoted\""}}""")));
    }

    [Fact]
    public async Task A_Menu_Appears_With_Its_Choices()
    {
        Assert.Equal(0, Code(await CustomAsync("""{"touser":"o1","msgtype":"msgmenu","msgmenu":{"head_content":"满意吗?","list":[{"id":"5","content":"非常满意"}],"tail_content":"谢谢"}}""")));
        var menu = Assert.IsType<StageContent.Menu>(_host.Chat("wechat:o1")[0].Content);
        Assert.Equal(new MenuChoice("5", "非常满意"), Assert.Single(menu.Choices));
    }

    [Theory]
    [InlineData("nobody", 93000)]
    [InlineData("", 93000)]
    [InlineData("key-property", 0)]
    public async Task A_Robot_Is_Known_By_Its_Key(string key, int code) =>
        Assert.Equal(code, Code(await RobotAsync(key, """{"msgtype":"text","text":{"content":"新工单"}}""")));

    [Fact]
    public async Task A_Robot_S_Mentions_Are_Shown_And_Too_Long_A_Text_Is_Refused()
    {
        Assert.Equal(0, Code(await RobotAsync("key-property", """{"msgtype":"text","text":{"content":"新工单","mentioned_list":["Officer-1"]}}""")));
        Assert.Equal(["Officer-1"], ((StageContent.Text)_host.Chat("group:p1")[0].Content).Mentions!);
        Assert.Equal(40058, Code(await RobotAsync("key-property", $$$"""{"msgtype":"text","text":{"content":"{{{new string('a', 2049)}}}"}}""")));
    }

    [Fact]
    public async Task A_Text_To_Members_Reaches_Those_There_Are_And_Names_Those_There_Are_Not()
    {
        var answer = await SendAsync("""{"touser":"officer-1|nobody","msgtype":"text","agentid":1000002,"text":{"content":"你好"}}""");
        Assert.Equal((0, "nobody"), (Code(answer), answer.GetProperty("invaliduser").GetString()));
        Assert.Single(_host.Chat("wecom:Officer-1"));
        Assert.Equal(81013, Code(await SendAsync("""{"touser":"nobody","msgtype":"text","agentid":1000002,"text":{"content":"你好"}}""")));
        Assert.Equal(82001, Code(await SendAsync("""{"msgtype":"text","agentid":1000002,"text":{"content":"你好"}}""")));
        Assert.Equal(40056, Code(await SendAsync("""{"touser":"officer-1","msgtype":"text","agentid":7,"text":{"content":"你好"}}""")));
    }

    [Fact]
    public async Task Too_Long_A_Text_To_Members_Is_Cut_Silently_Between_Characters()
    {
        Assert.Equal(0, Code(await SendAsync($$$"""{"touser":"officer-1","msgtype":"text","agentid":1000002,"text":{"content":"{{{new string('字', 700)}}}"}}""")));
        Assert.Equal(682, ((StageContent.Text)_host.Chat("wecom:Officer-1")[0].Content).Words.Length);
    }

    [Fact]
    public async Task The_Same_Request_Again_Is_Answered_Alike_And_Shown_Once()
    {
        const string Body = """{"touser":"officer-1","msgtype":"text","agentid":1000002,"text":{"content":"一次"},"enable_duplicate_check":1,"duplicate_check_interval":1800}""";
        var first = await SendAsync(Body);
        Assert.Equal(first.GetProperty("msgid").GetString(), (await SendAsync(Body)).GetProperty("msgid").GetString());
        Assert.Single(_host.Chat("wecom:Officer-1"));
        _host.Clock.HoldAt(Start.AddHours(1));
        await SendAsync(Body);
        Assert.Equal(2, _host.Chat("wecom:Officer-1").Count);
    }

    [Fact]
    public async Task A_Card_Is_Changed_For_Everybody_Who_Got_It_And_The_Code_Is_Good_Once()
    {
        var sent = await SendCardAsync("officer-1|officer-1b", Card);
        Assert.Equal(0, Code(sent));
        var code = sent.GetProperty("response_code").GetString();
        Assert.Equal("25日10:12前", Shown("Officer-1").Fields[0].Value);
        Assert.Equal(0, Code(await UpdateAsync(code, Changed)));
        foreach (var user in new[] { "Officer-1", "officer-1b" })
            Assert.Equal(("已受理", "WP-20261122-0007_5"), (Shown(user).Title, Shown(user).TaskId));
        Assert.Equal(60140, Code(await UpdateAsync(code, Changed)));
        Assert.Equal(60140, Code(await UpdateAsync("never-given", Changed)));
    }

    [Fact]
    public async Task A_Code_Is_Good_For_Three_Days()
    {
        var code = (await SendCardAsync("officer-1", Card)).GetProperty("response_code").GetString();
        _host.Clock.HoldAt(Start.AddHours(73));
        Assert.Equal(60140, Code(await UpdateAsync(code, Changed)));
    }

    [Fact]
    public async Task Named_People_Who_Never_Got_The_Card_Come_Back_In_Lower_Case()
    {
        var code = (await SendCardAsync("officer-1", Card)).GetProperty("response_code").GetString();
        var answer = await _host.PlatformAsync(
            "/cgi-bin/message/update_template_card?access_token=" + _weCom,
            $$$"""{"userids":["OFFICER-1","Staff-1"],"agentid":1000002,"response_code":"{{{code}}}","button":{"replace_name":"已受理"}}""");
        Assert.Equal(["staff-1"], answer.GetProperty("invaliduser").EnumerateArray().Select(user => user.GetString()!));
        Assert.Equal("已受理", Shown("Officer-1").Done);
        Assert.Empty(Shown("Officer-1").Buttons);
    }

    [Theory]
    [InlineData("\"card_type\":\"button_interaction\"", "\"card_type\":\"poster\"", 42031)]
    [InlineData("\"task_id\":\"WP-20261122-0007_5\",", "", 42014)]
    [InlineData("WP-20261122-0007_5", "WP 0007", 42014)]
    [InlineData("\"title\":\"0007 环境卫生\",", "", 42033)]
    [InlineData("\"text\":\"受理\",", "", 42038)]
    [InlineData(",\"key\":\"accept:WP-20261122-0007\"", "", 42039)]
    [InlineData("decline:WP", "accept:WP", 42039)]
    [InlineData("\"keyname\":\"期限\",", "", 42027)]
    [InlineData("\"card_type\":\"button_interaction\"", "\"card_type\":\"text_notice\"", 42045)]
    [InlineData("\"button_list\":[", "\"button_list\":[{\"text\":\"1\",\"key\":\"1\"},{\"text\":\"2\",\"key\":\"2\"},{\"text\":\"3\",\"key\":\"3\"},{\"text\":\"4\",\"key\":\"4\"},{\"text\":\"5\",\"key\":\"5\"},", 40058)]
    public async Task A_Card_With_A_Fault_Is_Refused_By_The_Code_That_Names_It(string part, string instead, int code)
    {
        Assert.Contains(part, Card, StringComparison.Ordinal);
        Assert.Equal(code, Code(await SendCardAsync("officer-1", Card.Replace(part, instead, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_Task_Id_Is_Used_Once()
    {
        await SendCardAsync("officer-1", Card);
        Assert.Equal(42014, Code(await SendCardAsync("officer-1b", Card)));
    }

    [Fact]
    public async Task A_Picture_Is_Given_For_Its_Id_For_Three_Days_And_An_Error_Comes_As_Json()
    {
        await _host.PostAsync("/simulator/photo", new { who = "o1", samples = new[] { "bin-full" } });
        var id = ((StageContent.Photo)_host.Chat("wechat:o1")[0].Content).Url.Split('/')[^1];
        var address = $"/simulator/platform/cgi-bin/media/get?access_token={_weChat}&media_id=";
        using (var answer = await _host.Http.GetAsync(address + id))
        {
            Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("image/png", PictureBox.TypeOf(await answer.Content.ReadAsByteArrayAsync()));
        }

        Assert.Equal(40007, Code(await _host.Http.GetFromJsonAsync<JsonElement>(address + "guess")));
        _host.Clock.HoldAt(Start.AddDays(3));
        Assert.Equal(40007, Code(await _host.Http.GetFromJsonAsync<JsonElement>(address + id)));
    }

    [Fact]
    public async Task A_Picture_Handed_Over_Appears_On_The_Phone_It_Is_Sent_To()
    {
        var uploaded = await UploadAsync(_weCom, Photos.Pictures.Jpeg);
        Assert.True(uploaded.TryGetProperty("media_id", out var id), uploaded.GetRawText());
        Assert.Equal(0, Code(await SendAsync($$"""{"touser":"officer-1","msgtype":"image","agentid":1000002,"image":{"media_id":"{{id}}"} }""")));
        var shown = (StageContent.Photo)Assert.Single(_host.Chat("wecom:officer-1")).Content;
        Assert.Equal(Photos.Pictures.Jpeg, await _host.Http.GetByteArrayAsync(shown.Url));

        var result = (await UploadAsync(_weChat, Photos.Pictures.Png)).GetProperty("media_id").GetString();
        Assert.Equal(0, Code(await CustomAsync($$"""{"touser":"o1","msgtype":"image","image":{"media_id":"{{result}}"} }""")));
        Assert.IsType<StageContent.Photo>(Assert.Single(_host.Chat("wechat:o1")).Content);

        Assert.Equal(40007, Code(await SendAsync("""{"touser":"officer-1","msgtype":"image","agentid":1000002,"image":{"media_id":"guess"}}""")));
        Assert.Equal(40007, Code(await CustomAsync("""{"touser":"o1","msgtype":"image","image":{"media_id":"guess"}}""")));
        Assert.Equal(40005, Code(await UploadAsync(_weCom, Photos.Pictures.Gif)));
        Assert.Equal(40009, Code(await UploadAsync(_weCom, [1, 2, 3])));
        Assert.Equal(40014, Code(await UploadAsync("guess", Photos.Pictures.Jpeg)));
    }

    [Fact]
    public async Task A_Form_As_The_Framework_Writes_It_Is_Not_Understood()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Photos.Pictures.Jpeg), "media", "photo.jpg" } };
        using var answer = await _host.Http.PostAsync("/simulator/platform/cgi-bin/media/upload?type=image&access_token=" + _weCom, form);
        Assert.Equal(41005, Code(await answer.Content.ReadFromJsonAsync<JsonElement>()));
    }

    private async Task<JsonElement> UploadAsync(string token, byte[] picture)
    {
        var upload = BotGateway.PlatformApi.PictureUpload.Of(picture, "image/jpeg", "jpg");
        using var body = new ByteArrayContent(upload.Body);
        body.Headers.TryAddWithoutValidation("Content-Type", upload.ContentType);
        using var answer = await _host.Http.PostAsync("/simulator/platform/cgi-bin/media/upload?type=image&access_token=" + token, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private const string Changed = """{"card_type":"text_notice","main_title":{"title":"已受理"},"card_action":{"type":1,"url":"http://localhost/"}}""";

    private StageCard Shown(string user) => ((StageContent.Card)_host.Chat("wecom:" + user)[^1].Content).Face;

    private Task<JsonElement> CustomAsync(string json) => _host.PlatformAsync("/cgi-bin/message/custom/send?access_token=" + _weChat, json);

    private Task<JsonElement> RobotAsync(string key, string json) => _host.PlatformAsync("/cgi-bin/webhook/send?key=" + key, json);

    private Task<JsonElement> SendAsync(string json) => _host.PlatformAsync("/cgi-bin/message/send?access_token=" + _weCom, json);

    private Task<JsonElement> SendCardAsync(string users, string card) =>
        SendAsync($$"""{"touser":"{{users}}","msgtype":"template_card","agentid":1000002,"template_card":{{card}}}""");

    private Task<JsonElement> UpdateAsync(string? code, string card) => _host.PlatformAsync(
        "/cgi-bin/message/update_template_card?access_token=" + _weCom, $$"""{"atall":1,"agentid":1000002,"response_code":"{{code}}","template_card":{{card}}}""");
}
