using System.Text;
using System.Text.Json;
using BotGateway.Envelope.Reading;
using BotGateway.Simulator.Stage;
using BotGateway.WeChat;
using CaseStore.People;
using Conversation;
using static BotGateway.Tests.Simulator.SimulatorHost;

namespace BotGateway.Tests.Simulator;

/// <summary>Template and subscription messages as the simulator's platform takes them (protocol.md 2.3, 2.4).</summary>
public sealed class NoticeStandInTests : IAsyncLifetime
{
    private const string Template = "/cgi-bin/message/template/send";
    private const string Subscription = "/cgi-bin/message/subscribe/bizsend";
    private const string MiniProgram = "/cgi-bin/message/subscribe/send";
    private const string Body = """
        {"touser":"o1","template_id":"T-progress","url":"https://city.example/c/token","client_msg_id":"7",
         "data":{"character_string1":{"value":"WP-20261122-0007"},"thing2":{"value":"环境卫生"},"phrase3":{"value":"处理中"},"time4":{"value":"2026年11月22日 20:00"}}}
        """;

    private SimulatorHost _host = null!;
    private string _weChat = "";
    private string _miniProgram = "";

    public async Task InitializeAsync()
    {
        _host = await StartAsync();
        (_weChat, _miniProgram) = (await _host.WeChatTokenAsync(), await _host.MiniProgramTokenAsync());
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_Template_Message_Appears_As_A_Notice_With_Its_Keywords_And_Its_Link_And_Is_Reported_Back()
    {
        var answer = await SendAsync(Template, _weChat, Body);
        Assert.Equal(0, Code(answer));
        var line = Assert.Single(_host.Chat("wechat:o1"));
        var notice = Assert.IsType<StageContent.ServiceNotice>(line.Content);
        Assert.Equal(
            [new("工单编号", "WP-20261122-0007"), new("事项", "环境卫生"), new("进度", "处理中"), new("时间", "2026年11月22日 20:00")],
            notice.Fields);
        Assert.Equal((StageLine.Bot, "https://city.example/c/token"), (line.From, notice.Opens));

        Assert.Equal(("/wechat", "o1", Arrived(answer)), await ReportAsync());
    }

    [Fact]
    public async Task A_Subscription_Message_Opens_Its_Page()
    {
        var answer = await SendAsync(Subscription, _weChat, Subscribed("T-subscribed", "https://city.example/c/token"));
        Assert.Equal(0, Code(answer));
        Assert.Equal("https://city.example/c/token", ((StageContent.ServiceNotice)Assert.Single(_host.Chat("wechat:o1")).Content).Opens);
        Assert.Equal(("/wechat", "o1", Arrived(answer)), await ReportAsync());
    }

    [Fact]
    public async Task The_Mini_Program_S_Appears_There_And_Is_Reported_There()
    {
        var answer = await SendAsync(MiniProgram, _miniProgram, Subscribed("T-mini", page: null));
        Assert.Equal(0, Code(answer));
        Assert.Empty(_host.Chat("wechat:o1"));
        Assert.Null(((StageContent.ServiceNotice)Assert.Single(_host.Chat("miniprogram:o1")).Content).Opens);
        Assert.Equal(("/miniprogram", "o1", Arrived(answer)), await ReportAsync());
    }

    [Theory]
    [InlineData(Template)]
    [InlineData(Subscription)]
    [InlineData(MiniProgram)]
    public async Task The_Right_Account_S_Token_Is_Wanted(string path)
    {
        Assert.Equal(41001, Code(await _host.PlatformAsync(path, Body)));
        Assert.Equal(40014, Code(await SendAsync(path, path == MiniProgram ? _weChat : _miniProgram, Body)));
        Assert.Equal(40014, Code(await SendAsync(path, await _host.WeComTokenAsync(), Body)));
    }

    [Theory]
    [InlineData("\"touser\":\"o1\",", "", 40003, "openid")]
    [InlineData("T-progress", "T-subscribed", 40037, "template_id")]
    [InlineData("\"template_id\":\"T-progress\",", "", 40037, "template_id")]
    [InlineData("环境卫生", "一二三四五六七八九十一二三四五六七八九十一", 47003, "thing2")]
    [InlineData("处理中", "正在处理当中", 47003, "phrase3")]
    [InlineData("处理中", "处理中1", 47003, "phrase3")]
    [InlineData("WP-20261122-0007", "WP-20261122-0007-WP-20261122-0007", 47003, "character_string1")]
    [InlineData("WP-20261122-0007", "工单七", 47003, "character_string1")]
    [InlineData("2026年11月22日 20:00", "", 47003, "time4")]
    [InlineData("\"thing2\":{\"value\":\"环境卫生\"},", "", 47003, "thing2")]
    public async Task What_The_Platform_Would_Refuse_Is_Refused_And_Nobody_Sees_It(string part, string instead, int code, string named)
    {
        Assert.Contains(part, Body, StringComparison.Ordinal);
        var answer = await SendAsync(Template, _weChat, Body.Replace(part, instead, StringComparison.Ordinal));
        Assert.Equal(code, Code(answer));
        Assert.Contains(named, answer.GetProperty("errmsg").GetString(), StringComparison.Ordinal);
        Assert.Empty(_host.Chat("wechat:o1"));
        Assert.Empty(_host.Arrived);
    }

    [Theory]
    [InlineData("环境卫生", "一二三四五六七八九十一二三四五六七八九十")]
    [InlineData("处理中", "正在处理中")]
    [InlineData("WP-20261122-0007", "WP-20261122-0007-WP-20261122-000")]
    public async Task What_Just_Fits_Is_Taken(string part, string instead) =>
        Assert.Equal(0, Code(await SendAsync(Template, _weChat, Body.Replace(part, instead, StringComparison.Ordinal))));

    private static string Subscribed(string template, string? page) => Body
        .Replace("T-progress", template, StringComparison.Ordinal)
        .Replace("\"url\":\"https://city.example/c/token\",\"client_msg_id\":\"7\",", page is null ? "" : $"\"page\":\"{page}\",", StringComparison.Ordinal);

    private Task<JsonElement> SendAsync(string path, string token, string json) => _host.PlatformAsync($"{path}?access_token={token}", json);

    private static InboundContent.DeliveryReport Arrived(JsonElement answer) => new($"{answer.GetProperty("msgid").GetInt64()}", Delivered: true, "success");

    /// <summary>Where the report goes, whom it is about and what the gateway reads in it; it comes after the answer, on its own.</summary>
    private async Task<(string Path, string About, InboundContent.DeliveryReport Report)> ReportAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_host.Arrived.IsEmpty)
        {
            await Task.Delay(10, patience.Token);
        }

        var (path, xml) = Assert.Single(_host.Arrived);
        var read = Assert.IsType<ReadResult.Message>(MessageReader.Read(Encoding.UTF8.GetBytes(xml), Channel.WeChat, WeChatEvents.Read, Start));
        return (path, read.Inbound.Sender, Assert.IsType<InboundContent.DeliveryReport>(read.Inbound.Content));
    }
}
