using BotGateway.Couriers.ToResidents;
using BotGateway.Live;
using BotGateway.Settings;
using BotGateway.Tests.Couriers;
using CaseStore.City;

namespace BotGateway.Tests.Live;

public sealed class LiveCheckTests
{
    private const string Key = "robot-key-very-secret";

    private static readonly Dictionary<string, string> Usual = new()
    {
        ["/cgi-bin/message/custom/send"] = """{"errcode":40003,"errmsg":"invalid openid"}""",
        ["/cgi-bin/get_current_selfmenu_info"] = """{"is_menu_open":1}""",
        ["/cgi-bin/template/get_all_private_template"] =
            """{"template_list":[{"template_id":"T1","content":"{{character_string1.DATA}}{{thing2.DATA}}{{phrase3.DATA}}{{time4.DATA}}"}]}""",
        ["/cgi-bin/agent/get"] = """{"errcode":0,"close":0}""",
        ["/cgi-bin/user/get"] = """{"errcode":0,"userid":"u"}""",
        ["/cgi-bin/webhook/send"] = """{"errcode":44004,"errmsg":"empty content"}""",
    };

    [Fact]
    public async Task Everything_Set_Right_Is_Said_To_Be_Right_And_Reaches_Nobody()
    {
        await using var platform = await PlatformAsync();
        var findings = await CheckAsync(platform);
        Assert.All(findings, f => Assert.True(f.Verdict == Verdict.Good, f.ToString()));
        Assert.Equal(
            ["公众号凭据", "客服消息权限", "公众号菜单", "模板消息 WeChat:Templates:Progress", "企业微信凭据", "企业微信应用", "应用可见范围", "群机器人 安和物业"],
            findings.Select(f => f.About).Where(a => a != "对外地址 PublicBaseUrl"));
        Assert.All(platform.To("message/custom/send"), c => Assert.DoesNotContain("openid-", c.Text, StringComparison.Ordinal));
        Assert.All(platform.To("webhook/send"), c => Assert.Equal("", c.Content));
        Assert.Empty(platform.To("message/send"));
    }

    [Theory]
    [InlineData("/cgi-bin/stable_token", """{"errcode":40164,"errmsg":"invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist rid: 1"}""", "公众号凭据", "203.0.113.9")]
    [InlineData("/cgi-bin/stable_token", """{"errcode":40125,"errmsg":"invalid appsecret"}""", "公众号凭据", "AppSecret")]
    [InlineData("/cgi-bin/stable_token", """{"errcode":40013,"errmsg":"invalid appid"}""", "公众号凭据", "AppID")]
    [InlineData("/cgi-bin/message/custom/send", """{"errcode":48001,"errmsg":"api unauthorized"}""", "客服消息权限", "接口权限")]
    [InlineData("/cgi-bin/template/get_all_private_template", """{"template_list":[]}""", "模板消息 WeChat:Templates:Progress", "没有这个模板")]
    [InlineData("/cgi-bin/template/get_all_private_template", """{"template_list":[{"template_id":"T1","content":"{{thing2.DATA}}{{time4.DATA}}"}]}""", "模板消息 WeChat:Templates:Progress", "character_string1、phrase3")]
    [InlineData("/cgi-bin/gettoken", """{"errcode":40001,"errmsg":"invalid credential"}""", "企业微信凭据", "Secret")]
    [InlineData("/cgi-bin/agent/get", """{"errcode":60020,"errmsg":"not allow to access from your ip, from ip: 203.0.113.9"}""", "企业微信应用", "203.0.113.9")]
    [InlineData("/cgi-bin/agent/get", """{"errcode":0,"close":1}""", "企业微信应用", "停用")]
    [InlineData("/cgi-bin/user/get", """{"errcode":60111,"errmsg":"userid not found"}""", "应用可见范围", "officer-1")]
    [InlineData("/cgi-bin/user/get", """{"errcode":60011,"errmsg":"no privilege"}""", "应用可见范围", "可见范围")]
    [InlineData("/cgi-bin/webhook/send", """{"errcode":93000,"errmsg":"invalid webhook url"}""", "群机器人 安和物业", "key 不对")]
    public async Task What_Is_Wrong_Is_Named_With_What_To_Do(string path, string answer, string about, string advice)
    {
        await using var platform = await PlatformAsync(path, answer);
        var finding = Assert.Single(await CheckAsync(platform), f => f.About == about);
        Assert.Equal(Verdict.Bad, finding.Verdict);
        Assert.Contains(advice, finding.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errcode":0,"data":[{"priTmplId":"T3","content":"{{character_string1.DATA}}{{thing2.DATA}}{{phrase3.DATA}}{{time4.DATA}}"}]}""", "Good", "字段对得上")]
    [InlineData("""{"errcode":0,"data":[{"priTmplId":"T3","content":"{{thing2.DATA}}{{time4.DATA}}"}]}""", "Bad", "character_string1、phrase3")]
    [InlineData("""{"errcode":0,"data":[]}""", "Bad", "小程序后台")]
    [InlineData("""{"errcode":45009,"errmsg":"reach max api daily quota limit"}""", "Bad", "次数用完")]
    public async Task The_Mini_Program_S_Message_Is_Looked_Up_Among_Its_Own(string answer, string verdict, string advice)
    {
        await using var platform = await PlatformAsync("/wxaapi/newtmpl/gettemplate", answer);
        var findings = await CheckAsync(platform, settings => WithMiniProgram(settings, platform) with
        {
            MiniProgramSubscription = settings.Progress! with { Id = "T3" },
            MiniProgramPage = "pages/case/index",
        });
        Assert.Equal(Verdict.Good, Assert.Single(findings, f => f.About == "小程序凭据").Verdict);
        var finding = Assert.Single(findings, f => f.About == "小程序订阅消息 WeChat:Templates:MiniProgram");
        Assert.Equal(verdict, finding.Verdict.ToString());
        Assert.Contains(advice, finding.Advice, StringComparison.Ordinal);
        var page = Assert.Single(findings, f => f.About.StartsWith("小程序页面", StringComparison.Ordinal));
        Assert.Equal((Verdict.Mind, true), (page.Verdict, page.Advice.Contains("pages/case/index", StringComparison.Ordinal)));
        Assert.Empty(platform.To("message/subscribe/send"));
    }

    [Fact]
    public async Task A_Mini_Program_Without_Such_A_Message_Is_Worth_A_Remark()
    {
        await using var platform = await PlatformAsync();
        var finding = Assert.Single(await CheckAsync(platform, settings => WithMiniProgram(settings, platform)), f => f.About == "小程序订阅消息");
        Assert.Equal((Verdict.Mind, true), (finding.Verdict, finding.Advice.Contains("WeChat__Templates__MiniProgram", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"errcode":-1,"errmsg":"system busy"}""", "平台正忙")]
    [InlineData("""{"errcode":45009,"errmsg":"api freq out of limit"}""", "太频繁")]
    [InlineData("""{"errcode":45033,"errmsg":"api concurrent out of limit"}""", "45033")]
    [InlineData("""{"errcode":12345,"errmsg":"odd"}""", "12345")]
    [InlineData("""{"errcode":"odd"}""", "看不出")]
    public async Task What_Says_Nothing_About_A_Robots_Key_Is_Not_Taken_For_A_Yes(string answer, string why)
    {
        await using var platform = await PlatformAsync("/cgi-bin/webhook/send", answer);
        var finding = Assert.Single(await CheckAsync(platform), f => f.About == "群机器人 安和物业");
        Assert.Equal(Verdict.Unsure, finding.Verdict);
        Assert.StartsWith("[没查出来]", finding.ToString(), StringComparison.Ordinal);
        Assert.Contains("再查一次", finding.Advice, StringComparison.Ordinal);
        Assert.Contains(why, finding.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("有效", finding.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errcode":44004,"errmsg":"empty content"}""")]
    [InlineData("""{"errcode":40058,"errmsg":"invalid Request Parameter"}""")]
    [InlineData("""{"errcode":40008,"errmsg":"invalid message type"}""")]
    [InlineData("""{"errcode":0,"errmsg":"ok"}""")]
    public async Task A_Robot_That_Minds_Only_The_Empty_Text_Is_There(string answer)
    {
        await using var platform = await PlatformAsync("/cgi-bin/webhook/send", answer);
        Assert.Equal(new Finding(Verdict.Good, "群机器人 安和物业", "key 有效"), Assert.Single(await CheckAsync(platform), f => f.About == "群机器人 安和物业"));
    }

    [Fact]
    public async Task An_Address_That_Nobody_Answers_Is_Told_In_Words()
    {
        await using var platform = await PlatformAsync();
        var findings = await CheckAsync(platform, settings => settings with { PublicBaseUrl = "http://127.0.0.1:1" });
        var finding = Assert.Single(findings, f => f.About == "对外地址 PublicBaseUrl");
        Assert.Equal(Verdict.Bad, finding.Verdict);
    }

    [Fact]
    public async Task No_Secret_Is_Ever_In_A_Finding()
    {
        foreach (var path in Usual.Keys.Append("/cgi-bin/gettoken").Append("/cgi-bin/stable_token"))
        {
            await using var platform = await PlatformAsync(path, """{"errcode":12345,"errmsg":"odd"}""");
            Assert.All(await CheckAsync(platform), f =>
            {
                Assert.DoesNotContain("very-secret", f.ToString(), StringComparison.Ordinal);
                Assert.DoesNotContain("token-", f.ToString(), StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task In_The_Simulator_There_Is_Nothing_To_Ask()
    {
        await using var platform = await PlatformAsync();
        var findings = await CheckAsync(
            platform, settings => settings with { WeChat = settings.WeChat with { ApiBaseUrl = null }, WeCom = settings.WeCom with { ApiBaseUrl = null } });
        Assert.Equal(2, findings.Count(f => f.Verdict == Verdict.Mind && f.Advice.Contains("模拟模式", StringComparison.Ordinal)));
        Assert.DoesNotContain(platform.Calls, c => c.Path.StartsWith("/cgi-bin", StringComparison.Ordinal));
    }

    private static GatewaySettings WithMiniProgram(GatewaySettings settings, StandInPlatform platform) =>
        settings with { MiniProgram = new WeChatAccount("mini-app", "mini-very-secret", "t", [], platform.Address) };

    private static async Task<StandInPlatform> PlatformAsync(string? path = null, string? answer = null)
    {
        var platform = await StandInPlatform.StartAsync();
        platform.Script = call => Task.FromResult(
            call.Path == "/healthz" ? new Answer(200, "text/plain", "ok"u8.ToArray())
            : call.Path == path ? Answer.Json(answer!)
            : Usual.TryGetValue(call.Path, out var usual) ? Answer.Json(usual) : null);
        return platform;
    }

    private static async Task<IReadOnlyList<Finding>> CheckAsync(StandInPlatform platform, Func<GatewaySettings, GatewaySettings>? change = null)
    {
        var settings = new GatewaySettings(
            PlatformMode.Live,
            new WeChatAccount("wx-app", "wx-very-secret", "t", [], platform.Address),
            new WeComAccount("corp", 1000002, "wecom-very-secret", "t", [], platform.Address),
            null, platform.Address, TimeSpan.FromHours(1), "", [], "", "Sqlite", "")
        {
            Progress = new MessageTemplate(
                "T1", new Dictionary<string, string> { ["number"] = "character_string1", ["subject"] = "thing2", ["state"] = "phrase3", ["time"] = "time4" }),
        };
        var city = new CityDirectory(new CityFile
        {
            Name = "示例市",
            TimeZone = "Asia/Shanghai",
            CommandCentre = new("指挥中心", ["commander-1"]),
            Properties = [new("p1", "安和物业", ["officer-1"], Key)],
        });
        using var http = new HttpClient();
        var findings = new List<Finding>();
        await foreach (var finding in new LiveCheck(new LivePlatform(http, change?.Invoke(settings) ?? settings), city).RunAsync(default))
        {
            findings.Add(finding);
        }

        // The stand-in speaks plain http, which is worth a remark in a city.
        return [.. findings.Where(f => f is not { Verdict: Verdict.Mind, About: "对外地址 PublicBaseUrl" })];
    }
}
