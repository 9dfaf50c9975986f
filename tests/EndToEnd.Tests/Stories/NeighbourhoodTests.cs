using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;
using Shared;

namespace EndToEnd.Tests.Stories;

/// <summary>What else residents do: scan a poster, join a neighbour, register, fall silent, leave, ask for a person.</summary>
public abstract partial class NeighbourhoodTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;
    private Dictionary<string, string> _database = [];
    private StandInPlatform _platform = null!;
    private RunningGateway _gateway = null!;

    protected abstract Task<Dictionary<string, string>> DatabaseAsync();

    public async Task InitializeAsync()
    {
        _platform = await StandInPlatform.StartAsync();
        _database = await DatabaseAsync();
        _gateway = RunningGateway.Create(_folder, _platform.Address, _database);
        await _gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_poster_scanned_fills_the_place_in_before_and_after_following()
    {
        var newcomer = new WeChatPhone(_gateway, "oPoster1");
        Assert.Contains("3号楼电梯厅", await EventAsync(newcomer, "subscribe", "qrscene_compound:x1:3号楼电梯厅"));
        await newcomer.PhotoAsync(_platform.Address + "/picture/1");
        Assert.Contains("望湖苑 3号楼电梯厅", await newcomer.SayAsync("垃圾桶满了好几天没人清"));
        var follower = new WeChatPhone(_gateway, "oPoster2");
        await follower.SayAsync("垃圾桶满了好几天没人清");
        Assert.Contains("照片", await EventAsync(follower, "SCAN", "compound:x2:5号楼门口"));
        await follower.PhotoAsync(_platform.Address + "/picture/2");
        var number = CaseNumber().Match((await follower.SayAsync("提交"))!).Value;
        var kase = await _gateway.ApiAsync("/api/cases/" + number);
        Assert.Equal("x2", kase.GetProperty("compound").GetProperty("id").GetString());
        Assert.Equal("5号楼门口", kase.GetProperty("place").GetString());
    }

    [Fact]
    public async Task A_neighbour_joins_hears_the_outcome_once_and_never_reads_what_the_reporter_wrote()
    {
        var first = new WeChatPhone(_gateway, "oFirst");
        var number = await ReportAsync(first, "望湖苑8号楼1单元门口垃圾桶满了没人清,我家就在101");
        var neighbour = new WeChatPhone(_gateway, "oNeighbour");
        await neighbour.PhotoAsync(_platform.Address + "/picture/3");
        var asked = await neighbour.SayAsync("望湖苑八号楼1单元门口垃圾桶都满出来了没人清");
        Assert.Contains("就是 " + number[^4..], asked);
        Assert.DoesNotContain("101", asked);
        Assert.Contains(number, await neighbour.SayAsync("1"));
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Staff("officer-1"), t => t.Contains("又有邻居反映 " + number[^4..]));
        Assert.Single((await _gateway.ApiAsync("/api/cases")).GetProperty("items").EnumerateArray(), c => c.GetProperty("place").GetString()!.StartsWith("8号楼", StringComparison.Ordinal));
        var progress = await neighbour.SayAsync("进度");
        Assert.Contains("您关注的 " + number, progress);
        Assert.DoesNotContain("101", progress);

        await ResolveAsync(number);
        var heard = Assert.Single(_platform.Resident(neighbour.Openid), t => t.Contains("您关注的"));
        var page = await _gateway.Http.GetStringAsync(new Uri(Link().Match(heard).Value).AbsolutePath);
        Assert.Contains("另有 1 位邻居关注", page);
        Assert.DoesNotContain("101", page);
        Assert.DoesNotContain("垃圾桶满了", page);
        Assert.Single(_platform.Resident(first.Openid), t => t.Contains("您满意吗"));
        await first.SayAsync("5");
        await _gateway.SettleAsync();
        Assert.Single(_platform.Resident(neighbour.Openid), t => t.Contains("您关注的"));
    }

    [Fact]
    public async Task A_roster_imported_by_api_and_by_command_line_opens_the_reporting_right()
    {
        var good = await ImportAsync("姓名,电话,身份,小区\n张三,13800138001,报到党员,望湖苑\n李四,123,网格员,\n", RunningGateway.ApiKey);
        Assert.Equal(HttpStatusCode.OK, good.Status);
        Assert.Equal(1, good.Body.GetProperty("imported").GetInt32());
        Assert.Equal(3, Assert.Single(good.Body.GetProperty("faults").EnumerateArray()).GetProperty("line").GetInt32());
        Assert.Equal(1, (await ImportAsync("姓名,电话,身份,小区\n张三,13800138001,报到党员,望湖苑\n", RunningGateway.ApiKey)).Body.GetProperty("unchanged").GetInt32());
        Assert.Equal(HttpStatusCode.Unauthorized, (await ImportAsync("姓名,电话\n", "wrong")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ImportAsync("nothing", RunningGateway.ApiKey)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await ImportAsync(new string('x', (5 * 1024 * 1024) + 1), RunningGateway.ApiKey)).Status);

        // While the gateway serves, in the encoding that spreadsheets save.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Path.Combine(_folder, "名单.csv");
        await File.WriteAllBytesAsync(file, Encoding.GetEncoding("GB18030").GetBytes("姓名,手机号,身份\n王五,13800138002,网格长\n赵六,1,网格长\n"));
        var (code, output) = await RunAsync("roster", "import", file);
        Assert.Equal(1, code);
        Assert.Contains("新增 1", output);
        Assert.Contains("第 3 行", output);
        Assert.Equal(2, (await RunAsync("roster", "import", Path.Combine(_folder, "none.csv"))).Code);

        var resident = new WeChatPhone(_gateway, "oRegistered");
        Assert.Contains("姓名和手机号", await resident.SayAsync("注册"));
        Assert.Contains("网格长", await resident.SayAsync("王五 13800138002"));
        Assert.Contains("已经有人注册", await SayAllAsync(new WeChatPhone(_gateway, "oImpostor"), "注册", "王五 13800138002"));
        var number = await ReportAsync(resident, "望湖苑9号楼1单元门口垃圾桶满了没人清");
        Assert.True((await _gateway.ApiAsync("/api/cases/" + number)).GetProperty("reporter").GetProperty("verified").GetBoolean());
        await new WeComPhone(_gateway, "officer-1").SayAsync("受理 " + number);
        Assert.Contains("1 分", await resident.SayAsync("我的积分"));
        Assert.DoesNotContain("13800138002", _gateway.Output);
        Assert.DoesNotContain("王五", _gateway.Output);
    }

    [Fact]
    public async Task Silence_in_the_middle_of_a_report_is_broken_once_and_the_draft_is_kept()
    {
        var resident = new WeChatPhone(_gateway, "oSilent");
        await resident.SayAsync("望湖苑3号楼2单元门口垃圾桶满了没人清");
        await _gateway.AdvanceAsync(TimeSpan.FromHours(14));
        Assert.Single(_platform.Resident(resident.Openid), t => t.Contains("还没报完"));
        await _gateway.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Single(_platform.Resident(resident.Openid));
        Assert.Contains("3号楼2单元门口", await resident.PhotoAsync(_platform.Address + "/picture/1"));
        Assert.Contains("WP-", await resident.SayAsync("提交"));
    }

    [Fact]
    public async Task Who_leaves_is_left_alone_and_finds_their_cases_when_they_come_back()
    {
        var resident = new WeChatPhone(_gateway, "oLeaver");
        var number = await ReportAsync(resident, "望湖苑6号楼1单元门口垃圾桶满了没人清");
        await resident.SayAsync("望湖苑7号楼电梯厅灯坏了");
        Assert.Null(await EventAsync(resident, "unsubscribe", ""));
        await ResolveAsync(number);
        await _gateway.AdvanceAsync(TimeSpan.FromHours(20));
        Assert.Empty(_platform.Resident(resident.Openid));
        Assert.Contains("啄木鸟", await EventAsync(resident, "subscribe", ""));
        Assert.Contains(number, await resident.SayAsync("进度"));
        Assert.Contains("还没有要提交", await resident.SayAsync("提交"));
    }

    [Fact]
    public async Task An_emergency_whose_compound_nobody_said_is_filed_at_once_and_sent_on_when_it_is_said()
    {
        var resident = new WeChatPhone(_gateway, "oLost");
        var reply = await resident.SayAsync("12栋一楼有很重的煤气味!!");
        Assert.Contains("119", reply);
        Assert.Contains("哪个小区", reply);
        var number = CaseNumber().Match(reply!).Value;
        Assert.False((await _gateway.ApiAsync("/api/cases/" + number)).TryGetProperty("compound", out _));
        await _gateway.SettleAsync();
        Assert.NotEmpty(_platform.Cards("commander-1"));
        Assert.Contains("望湖苑", await resident.SayAsync("望湖苑"));
        await _gateway.SettleAsync();
        Assert.NotEmpty(_platform.Cards("officer-1"));
        Assert.Contains(_platform.Group(KeyOf("安和物业")), t => t.Contains("紧急") && t.Contains("12栋"));
        Assert.Equal("x1", (await _gateway.ApiAsync("/api/cases/" + number)).GetProperty("compound").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_question_to_a_person_is_answered_by_the_community_in_words()
    {
        var resident = new WeChatPhone(_gateway, "oAsker");
        var filed = await SayAllAsync(resident, "人工", "我家老人想装扶手该找谁", "望湖苑");
        Assert.Contains("柳荫社区", filed);
        var number = CaseNumber().Match(filed!).Value;
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Cards("staff-1"), c => c.GetRawText().Contains("请求人工", StringComparison.Ordinal));
        Assert.DoesNotContain(_platform.Group(KeyOf("柳荫社区")), t => t.Contains("扶手"));
        var staff = new WeComPhone(_gateway, "staff-1");
        Assert.Contains("扶手", await staff.SayAsync("回复 " + number));
        await staff.SayAsync("明天上午社区上门看");
        Assert.Contains("已回复", await staff.SayAsync("1"));
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Resident(resident.Openid), t => t.Contains("明天上午社区上门看") && t.Contains("满意"));
    }

    [Fact]
    public async Task Two_neighbours_who_join_and_withdraw_at_once_leave_one_truth()
    {
        var first = new WeChatPhone(_gateway, "oRacer");
        var number = await ReportAsync(first, "望湖苑2号楼1单元门口垃圾桶满了没人清");
        var others = Enumerable.Range(0, 4).Select(i => new WeChatPhone(_gateway, $"oJoiner{i}")).ToList();
        foreach (var other in others)
        {
            await other.PhotoAsync(_platform.Address + "/picture/1");
            Assert.Contains(number[^4..], await other.SayAsync("望湖苑2号楼1单元门口垃圾桶满了没人清"));
        }

        var replies = await Task.WhenAll([.. others.Select(o => o.SayAsync("1")), first.SayAsync("撤回")]);

        Assert.All(replies, r => Assert.NotNull(r));
        await _gateway.SettleAsync();
        var kase = await _gateway.ApiAsync("/api/cases/" + number);
        Assert.Equal("Withdrawn", kase.GetProperty("state").GetString());
        var joined = kase.GetProperty("history").EnumerateArray().Count(h => h.GetProperty("act").GetString() == "Follow");
        Assert.Equal(joined, others.Sum(o => _platform.Resident(o.Openid).Count(t => t.Contains("您关注的"))));
    }

    [Fact]
    public async Task In_the_mini_program_the_same_talk_goes_by_customer_service_messages()
    {
        var resident = new MiniProgramPhone(_gateway, "omResident");
        await resident.EnterAsync("case-page");
        await resident.PhotoAsync(_platform.Address + "/picture/1");
        await resident.SayAsync("望湖苑10号楼1单元门口垃圾桶满了没人清");
        await resident.SayAsync("提交");
        await _gateway.SettleAsync();
        var number = Assert.Single(_platform.Resident(resident.Openid).Select(t => CaseNumber().Match(t).Value).Where(n => n.Length > 0).Distinct());
        Assert.Contains(_platform.Calls, c => c.Path == "/cgi-bin/stable_token" && c.Raw.Contains("wm0123456789abcdef", StringComparison.Ordinal));
        Assert.Equal("10号楼1单元门口", (await _gateway.ApiAsync("/api/cases/" + number)).GetProperty("place").GetString());

        await ResolveAsync(number);
        Assert.Contains(_platform.Resident(resident.Openid), t => t.Contains("您满意吗"));
        await resident.SayAsync("5");
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Resident(resident.Openid), t => t.Contains("谢谢您的评价"));
    }

    private static Task<string?> EventAsync(WeChatPhone phone, string name, string key) =>
        phone.SendAsync("event", $"<Event><![CDATA[{name}]]></Event><EventKey><![CDATA[{key}]]></EventKey><Ticket><![CDATA[t]]></Ticket>");

    private static async Task<string?> SayAllAsync(WeChatPhone phone, params string[] texts)
    {
        string? reply = null;
        foreach (var text in texts)
        {
            reply = await phone.SayAsync(text);
        }

        return reply;
    }

    private async Task<string> ReportAsync(WeChatPhone resident, string words)
    {
        await resident.PhotoAsync(_platform.Address + "/picture/1");
        await resident.SayAsync(words);
        var number = CaseNumber().Match((await resident.SayAsync("提交"))!).Value;
        Assert.NotEmpty(number);
        return number;
    }

    private async Task ResolveAsync(string number)
    {
        var officer = new WeComPhone(_gateway, "officer-1");
        await officer.SayAsync("完成 " + number);
        await officer.PhotoAsync(_platform.Address + "/picture/after");
        await officer.SayAsync("已清运");
        await officer.SayAsync("1");
        await _gateway.SettleAsync();
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> ImportAsync(string csv, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/roster") { Content = new StringContent(csv, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Add("X-Api-Key", key);
        using var answer = await _gateway.Http.SendAsync(request);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "BotGateway.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ConnectionStrings__Cases"] = $"Data Source={Path.Combine(_folder, "cases.db")}";
        foreach (var (name, value) in _database)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static string KeyOf(string organisation)
    {
        using var city = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "city.json")));
        return city.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array).SelectMany(p => p.Value.EnumerateArray())
            .First(o => o.GetProperty("name").GetString() == organisation).GetProperty("groupRobotKey").GetString()!;
    }

    [GeneratedRegex(@"WP-\d{8}-\d{4}")]
    private static partial Regex CaseNumber();

    [GeneratedRegex(@"http\S+/c/\S+")]
    private static partial Regex Link();
}

public sealed class NeighbourhoodOnSqliteTests : NeighbourhoodTests
{
    protected override Task<Dictionary<string, string>> DatabaseAsync() => Task.FromResult(new Dictionary<string, string>());
}

public sealed class NeighbourhoodOnPostgreSqlTests : NeighbourhoodTests
{
    protected override async Task<Dictionary<string, string>> DatabaseAsync() => new()
    {
        ["Database__Provider"] = "PostgreSql",
        ["ConnectionStrings__Cases"] = await (await PostgresCluster.StartedAsync()).NewDatabaseAsync(),
    };
}
