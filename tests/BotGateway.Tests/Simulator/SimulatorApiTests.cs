using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using BotGateway.Simulator.Samples;
using BotGateway.Simulator.Stage;
using BotGateway.Tests.Photos;

namespace BotGateway.Tests.Simulator;

public sealed class SimulatorApiTests : IAsyncLifetime
{
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_Word_Goes_To_The_Gateway_And_Its_Answer_Appears_Below()
    {
        _host.Gateway = _ => (200, "<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[收到<照片>]]></Content></xml>");
        var (status, json) = await _host.PostAsync("/simulator/say", new { who = "o1", text = "垃圾 ]]> & <b>" });
        Assert.Equal((200, "收到<照片>"), (status, json.GetProperty("reply").GetString()));
        var (path, xml) = Assert.Single(_host.Arrived);
        Assert.Equal("/wechat", path);
        Assert.Equal(("o1", "text", "垃圾 ]]> & <b>"), (Part(xml, "FromUserName"), Part(xml, "MsgType"), Part(xml, "Content")));
        Assert.Equal(SimulatorHost.Start.ToUnixTimeSeconds().ToString(), Part(xml, "CreateTime"));
        Assert.Equal(["o1", StageLine.Bot], _host.Chat("wechat:o1").Select(line => line.From));
    }

    [Fact]
    public async Task A_Member_Of_City_Json_Writes_To_WeCom_However_The_Name_Is_Spelt()
    {
        await _host.PostAsync("/simulator/say", new { who = "OFFICER-1", text = "我的待办" });
        var (path, xml) = Assert.Single(_host.Arrived);
        Assert.Equal(("/wecom", "Officer-1", "1000002"), (path, Part(xml, "FromUserName"), Part(xml, "AgentID")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("success")]
    public async Task Nothing_To_Say_Shows_Nothing(string body)
    {
        _host.Gateway = _ => (200, body);
        await _host.PostAsync("/simulator/say", new { who = "o1", text = "x" });
        Assert.Single(_host.Chat("wechat:o1"));
    }

    [Theory]
    [InlineData(200, " ", 200)]
    [InlineData(200, "{\"error\":1}", 200)]
    [InlineData(403, "", 502)]
    [InlineData(500, "", 502)]
    public async Task An_Abnormal_Answer_Shows_What_The_Platform_Would_Show(int given, string body, int expected)
    {
        _host.Gateway = _ => (given, body);
        var (status, _) = await _host.PostAsync("/simulator/say", new { who = "o1", text = "x" });
        Assert.Equal(expected, status);
        Assert.Contains("暂时无法提供服务", Assert.IsType<StageContent.Notice>(_host.Chat("wechat:o1")[^1].Content).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Push_That_Failed_Comes_Again_With_The_Same_Id()
    {
        var failures = 2;
        _host.Gateway = _ => Interlocked.Decrement(ref failures) >= 0 ? (500, "") : (200, "");
        Assert.Equal(200, (await _host.PostAsync("/simulator/say", new { who = "o1", text = "x" })).Status);
        Assert.Equal(3, _host.Arrived.Count);
        Assert.Single(_host.Arrived.Select(push => Part(push.Xml, "MsgId")).Distinct());
    }

    [Fact]
    public async Task Every_Photo_Is_A_Push_Of_Its_Own_Whose_Link_Can_Be_Fetched()
    {
        var png = Convert.ToBase64String(SamplePictures.All[0].Png.Value);
        Assert.Equal(200, (await _host.PostAsync("/simulator/photo", new { who = "o1", photos = new[] { "data:image/png;base64," + png }, samples = new[] { "bin-side" } })).Status);
        Assert.Equal(2, _host.Arrived.Count);
        foreach (var (_, xml) in _host.Arrived)
            Assert.NotEmpty(await _host.Http.GetByteArrayAsync(Part(xml, "PicUrl")));
        Assert.Equal(2, _host.Arrived.Select(push => Part(push.Xml, "MediaId")).Distinct().Count());
    }

    [Fact]
    public async Task Files_Of_A_Form_Are_Taken_Too_And_What_Is_No_Picture_Is_Not_Served_As_One()
    {
        using var form = new MultipartFormDataContent { { new StringContent("o1"), "who" }, { new ByteArrayContent("<script>"u8.ToArray()), "photos", "a.jpg" } };
        using var answer = await _host.Http.PostAsync("/simulator/photo", form);
        Assert.True(answer.IsSuccessStatusCode);
        using var picture = await _host.Http.GetAsync(((StageContent.Photo)_host.Chat("wechat:o1")[0].Content).Url);
        Assert.Equal("application/octet-stream", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_Click_Brings_A_Response_Code_That_Changes_The_Card()
    {
        var token = await _host.WeComTokenAsync();
        await _host.PlatformAsync("/cgi-bin/message/send?access_token=" + token, """{"touser":"officer-1","msgtype":"template_card","agentid":1000002,"template_card":{"card_type":"button_interaction","task_id":"t_1","main_title":{"title":"工单"},"button_list":[{"text":"受理","key":"accept:1"}]}}""");
        Assert.Equal(200, (await _host.PostAsync("/simulator/click", new { user = "officer-1", taskId = "t_1", key = "accept:1" })).Status);
        var xml = Assert.Single(_host.Arrived).Xml;
        Assert.Equal(("template_card_event", "accept:1", "t_1", "button_interaction"), (Part(xml, "Event"), Part(xml, "EventKey"), Part(xml, "TaskId"), Part(xml, "CardType")));
        var update = await _host.PlatformAsync("/cgi-bin/message/update_template_card?access_token=" + token, $$$"""{"atall":1,"agentid":1000002,"response_code":"{{{Part(xml, "ResponseCode")}}}","button":{"replace_name":"已受理"}}""");
        Assert.Equal(0, SimulatorHost.Code(update));
        Assert.Equal("已受理", ((StageContent.Card)_host.Chat("wecom:Officer-1")[0].Content).Face.Done);
    }

    [Fact]
    public async Task Two_Clicks_In_One_Second_Are_Two_Events()
    {
        var token = await _host.WeComTokenAsync();
        await _host.PlatformAsync("/cgi-bin/message/send?access_token=" + token, """{"touser":"officer-1","msgtype":"template_card","agentid":1000002,"template_card":{"card_type":"button_interaction","task_id":"t_1","main_title":{"title":"工单"},"button_list":[{"text":"受理","key":"accept:1"}]}}""");
        for (var i = 0; i < 2; i++)
            await _host.PostAsync("/simulator/click", new { user = "officer-1", taskId = "t_1", key = "accept:1" });
        Assert.Equal(2, _host.Arrived.Select(push => Part(push.Xml, "CreateTime")).Distinct().Count());
    }

    [Fact]
    public async Task Following_Through_A_Code_Brings_Its_Scene()
    {
        await _host.PostAsync("/simulator/follow", new { who = "o1", scene = "x1" });
        var xml = Assert.Single(_host.Arrived).Xml;
        Assert.Equal(("subscribe", "qrscene_x1"), (Part(xml, "Event"), Part(xml, "EventKey")));
    }

    [Fact]
    public async Task Who_Follows_Already_Scans_And_May_Leave()
    {
        await _host.PostAsync("/simulator/scan", new { who = "o1", scene = "compound:x1:3号楼电梯厅" });
        await _host.PostAsync("/simulator/unfollow", new { who = "o1" });

        Assert.Equal(
            [("SCAN", "compound:x1:3号楼电梯厅"), ("unsubscribe", "")],
            _host.Arrived.Select(push => (Part(push.Xml, "Event"), Part(push.Xml, "EventKey"))));
    }

    [Fact]
    public async Task A_Voice_Comes_With_What_Was_Understood_Or_Without()
    {
        await _host.PostAsync("/simulator/voice", new { who = "o1", text = "灯坏了" });
        await _host.PostAsync("/simulator/voice", new { who = "o1" });

        var (heard, unheard) = (_host.Arrived.First().Xml, _host.Arrived.Last().Xml);
        Assert.Equal(("voice", "灯坏了"), (Part(heard, "MsgType"), Part(heard, "Recognition")));
        Assert.DoesNotContain("Recognition", unheard, StringComparison.Ordinal);
        Assert.Equal([new StageContent.Voice("灯坏了"), new StageContent.Voice(null)], _host.Chat("wechat:o1").Select(line => line.Content));
    }

    [Fact]
    public async Task A_Film_Is_Sent_As_A_Video_And_Fetched_By_The_Link_Its_Media_Id_Gives()
    {
        var film = Movies.Plain();
        await _host.PostAsync("/simulator/photo", new { who = "o1", photos = new[] { Convert.ToBase64String(film) } });

        var xml = Assert.Single(_host.Arrived).Xml;
        Assert.Equal("video", Part(xml, "MsgType"));
        Assert.IsType<StageContent.Video>(Assert.Single(_host.Chat("wechat:o1")).Content);
        var answer = await _host.Http.GetFromJsonAsync<JsonElement>(
            $"/simulator/platform/cgi-bin/media/get?access_token={await _host.WeChatTokenAsync()}&media_id={Part(xml, "MediaId")}");
        Assert.Equal(film, await _host.Http.GetByteArrayAsync(answer.GetProperty("video_url").GetString()));
        Assert.Equal(film, await _host.Http.GetByteArrayAsync(
            $"/simulator/platform/cgi-bin/media/get?access_token={await _host.WeComTokenAsync()}&media_id={Part(xml, "MediaId")}"));
    }

    [Fact]
    public async Task A_Place_Is_Sent_As_Latitude_And_Longitude()
    {
        await _host.PostAsync("/simulator/location", new { who = "o1", latitude = 31.38, longitude = 120.98, label = "望湖苑" });
        var xml = Assert.Single(_host.Arrived).Xml;
        Assert.Equal(("31.38", "120.98", "望湖苑"), (Part(xml, "Location_X"), Part(xml, "Location_Y"), Part(xml, "Label")));
    }

    [Theory]
    [InlineData("say", """{"text":"x"}""", "who is missing")]
    [InlineData("say", """{"who":"o1"}""", "text is missing")]
    [InlineData("say", """{"who":"o1","text":7}""", "not the JSON expected here: $.text")]
    [InlineData("say", "", "not the JSON expected here: $")]
    [InlineData("scan", """{"who":"o1"}""", "scene is missing")]
    [InlineData("unfollow", "{}", "who is missing")]
    [InlineData("voice", """{"who":"o1","text":" "}""", "text is missing")]
    [InlineData("photo", """{"who":"o1"}""", "no photo given")]
    [InlineData("photo", """{"who":"o1","photos":["?"]}""", "photos must be base64")]
    [InlineData("photo", """{"who":"o1","samples":["cat"]}""", "no sample of that name")]
    [InlineData("click", """{"user":"stranger","taskId":"t","key":"k"}""", "user is not in city.json")]
    [InlineData("click", """{"user":"officer-1","taskId":"t","key":"k"}""", "this user has no card with that taskId and key")]
    [InlineData("location", """{"who":"o1","latitude":91,"longitude":0}""", "latitude and longitude must be degrees")]
    [InlineData("clock", """{"advance":"tomorrow"}""", "advance is not d.hh:mm:ss")]
    [InlineData("clock", """{"advance":"24:00:00"}""", "advance is not d.hh:mm:ss; a day is 1.00:00:00")]
    [InlineData("clock", """{"advance":"-1:00:00"}""", "advance must lie between")]
    [InlineData("clock", """{"advance":"401.00:00:00"}""", "advance must lie between")]
    [InlineData("photo", """{"who":"oA","photos":[null]}""", "photos must be base64")]
    [InlineData("photo", """{"who":"oA","samples":[null]}""", "no sample of that name")]
    [InlineData("photo", "null", "the body is empty")]
    [InlineData("clock", "{}", "advance is missing")]
    public async Task Bad_Input_Is_Refused_With_The_Reason(string act, string json, string reason)
    {
        using var content = new StringContent(json, null, "application/json");
        using var answer = await _host.Http.PostAsync("/simulator/" + act, content);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith(reason, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Empty(_host.Arrived);
    }

    [Fact]
    public async Task The_Clock_Is_Moved_Ahead_And_Says_The_City_S_Time()
    {
        var (status, json) = await _host.PostAsync("/simulator/clock", new { advance = "3.00:00:00" });
        Assert.Equal((200, "2026-11-25T10:12:00+08:00"), (status, json.GetProperty("now").GetString()));
    }

    [Fact]
    public async Task The_State_Names_Who_Can_Be_Played_And_What_Was_Said_But_No_Robot_Key()
    {
        await _host.PostAsync("/simulator/say", new { who = "stranger", text = "你好" });
        var text = await _host.Http.GetStringAsync("/simulator/state");
        var state = JsonDocument.Parse(text).RootElement;
        Assert.Equal("wecom:Officer-1", state.GetProperty("columns").GetProperty("officer").GetString());
        Assert.Equal("group:c1", state.GetProperty("columns").GetProperty("communityGroup").GetString());
        Assert.Equal("api-key", state.GetProperty("apiKey").GetString());
        Assert.Contains(state.GetProperty("residents").EnumerateArray(), r => r.GetProperty("id").GetString() == "stranger");
        Assert.Equal("你好", state.GetProperty("transcripts").GetProperty("wechat:stranger")[0].GetProperty("content").GetProperty("words").GetString());
        Assert.DoesNotContain("key-property", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Live_Line_Tells_What_Happens_And_Goes_On_Where_It_Broke()
    {
        var known = _host.Stage.Run + ":0";
        await _host.PostAsync("/simulator/say", new { who = "o1", text = "第一句" });
        using var stream = new StreamReader(await _host.Http.GetStreamAsync("/simulator/events?after=" + known));
        Assert.Contains("第一句", await NextAsync(stream, "lines"), StringComparison.Ordinal);
        await _host.PostAsync("/simulator/say", new { who = "o1", text = "第二句" });
        var news = await NextAsync(stream, "lines");
        Assert.Contains("第二句", news, StringComparison.Ordinal);
        Assert.DoesNotContain("第一句", news, StringComparison.Ordinal);
        using var other = new StreamReader(await _host.Http.GetStreamAsync("/simulator/events?after=another-run:7"));
        await NextAsync(other, "reload");
    }

    [Fact]
    public async Task The_Page_Comes_With_All_Its_Parts_And_Runs_Nothing_From_Elsewhere()
    {
        using var page = await _host.Http.GetAsync("/simulator");
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        foreach (var part in new[] { "simulator.css", "simulator.js", "chat.js", "tour.js" })
            Assert.NotEmpty(await _host.Http.GetByteArrayAsync("/simulator/assets/" + part));
        Assert.Equal(404, (int)(await _host.Http.GetAsync("/simulator/assets/secrets.txt")).StatusCode);
        Assert.Equal("/simulator", (await _host.Http.GetAsync("/")).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Another_Site_S_Page_May_Not_Play()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/simulator/say") { Content = JsonContent.Create(new { who = "o1", text = "x" }) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(403, (int)(await _host.Http.SendAsync(request)).StatusCode);
    }

    private static async Task<string> NextAsync(StreamReader stream, string kind)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var isKind = false;
        while (await stream.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                isKind = line["event: ".Length..] == kind;
            else if (isKind && line.StartsWith("data: ", StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException("The line ended.");
    }

    private static string Part(string xml, string name) => XElement.Load(new StringReader(xml)).Element(name)!.Value;
}
