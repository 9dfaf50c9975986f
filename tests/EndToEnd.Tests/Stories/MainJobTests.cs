using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;
using Shared;

namespace EndToEnd.Tests.Stories;

/// <summary>The main job, on real envelopes against a stand-in platform: report, dispatch, accept, overdue, resolve, rate.</summary>
public abstract partial class MainJobTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;
    private StandInPlatform _platform = null!;
    private RunningGateway _gateway = null!;

    protected abstract Task<Dictionary<string, string>> DatabaseAsync();

    public async Task InitializeAsync()
    {
        _platform = await StandInPlatform.StartAsync();
        _gateway = RunningGateway.Create(_folder, _platform.Address, await DatabaseAsync());
        await _gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_case_goes_all_the_way_from_two_photos_to_five_points()
    {
        var resident = new WeChatPhone(_gateway, "oResidentWithAVerySecretId01");
        var officer = new WeComPhone(_gateway, "officer-1");
        var number = await ReportAsync(resident);
        var shortNumber = number[^4..];
        await _gateway.SettleAsync();

        // The property's group is told, with the information officer mentioned; the officer has a card.
        var call = Assert.Single(_platform.Calls, c => c.Path.StartsWith("/cgi-bin/webhook/send", StringComparison.Ordinal));
        Assert.EndsWith("key=" + KeyOf("安和物业"), call.Path);
        Assert.Contains(shortNumber, call.Body.GetProperty("text").GetProperty("content").GetString());
        Assert.Contains("officer-1", call.Body.GetProperty("text").GetProperty("mentioned_list").EnumerateArray().Select(m => m.GetString()));
        var card = Assert.Single(_platform.Cards("officer-1"));
        Assert.Equal("button_interaction", card.GetProperty("card_type").GetString());
        Assert.Equal(["受理", "完成", "退回"], card.GetProperty("button_list").EnumerateArray().Select(b => b.GetProperty("text").GetString()));

        // 受理
        await officer.PressAsync(TaskId(card), Key(card, "受理"));
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Resident(resident.Openid), t => t.Contains(number) && t.Contains("受理"));
        Assert.NotEmpty(_platform.To("/cgi-bin/message/update_template_card"));
        var accepted = await _gateway.ApiAsync($"/api/cases/{number}");
        Assert.Equal("Accepted", accepted.GetProperty("state").GetString());
        Assert.Equal("officer-1", accepted.GetProperty("handler").GetProperty("member").GetString());

        // Three days on: the property's group, the community's group and the community worker are nudged, once each.
        await _gateway.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Contains(_platform.Staff("officer-1"), t => t.Contains("快到期") && t.Contains(shortNumber));
        Assert.Single(_platform.Group(KeyOf("安和物业")), t => t.Contains("超期") && t.Contains(shortNumber));
        Assert.Single(_platform.Group(KeyOf("柳荫社区")), t => t.Contains("超期") && t.Contains(shortNumber));
        var nudge = Assert.Single(_platform.Cards("staff-1"));
        Assert.Contains(nudge.GetProperty("button_list").EnumerateArray(), b => b.GetProperty("text").GetString()!.Contains("催办"));
        Assert.True((await _gateway.ApiAsync($"/api/cases/{number}")).GetProperty("overdue").GetBoolean());
        Assert.Equal(1, (await _gateway.ApiAsync($"/api/cases/{number}")).GetProperty("nudges").GetInt32());

        // Whoever asks can be written to for another 48 hours.
        Assert.Contains(shortNumber, await resident.SayAsync("进度"));

        // 完成: a photo and a sentence are asked for.
        await officer.PressAsync(TaskId(card), "resolve:" + number);
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Staff("officer-1"), t => t.Contains("照片"));
        Assert.Contains("1", await officer.PhotoAsync(_platform.Address + "/picture/after"));
        Assert.Contains("已清运,加了一个桶", await officer.SayAsync("已清运,加了一个桶"));
        Assert.Contains(shortNumber, await officer.SayAsync("1"));
        await _gateway.SettleAsync();
        var resolved = Assert.Single(_platform.Resident(resident.Openid), t => t.Contains("已清运,加了一个桶"));
        Assert.Contains("5. 非常满意", resolved);
        var link = Link().Match(resolved).Value;
        var page = await _gateway.Http.GetStringAsync(new Uri(link).AbsolutePath);
        Assert.Contains("已清运,加了一个桶", page);
        Assert.Contains("/photos/", page);

        // The resident has the last word.
        Assert.Contains(number, await resident.SayAsync("5"));
        var closed = await _gateway.ApiAsync($"/api/cases/{number}");
        Assert.Equal("Closed", closed.GetProperty("state").GetString());
        Assert.Equal(5, closed.GetProperty("rating").GetProperty("grade").GetInt32());
        Assert.Equal(["Report", "Report", "Result"], closed.GetProperty("photos").EnumerateArray().Select(p => p.GetProperty("role").GetString()));

        // What is not known is absent, not null.
        Assert.False(closed.TryGetProperty("mergedInto", out _));
        Assert.DoesNotContain("null", closed.GetRawText());

        // Nobody's openid has left towards WeCom or the log.
        Assert.DoesNotContain(_platform.Calls, c => !c.Path.StartsWith("/cgi-bin/message/custom/send", StringComparison.Ordinal) && c.Raw.Contains(resident.Openid));
        Assert.DoesNotContain(resident.Openid, _gateway.Output);
        Assert.DoesNotContain("垃圾桶满了", _gateway.Output);
        Assert.Contains(number, _gateway.Output);
    }

    [Fact]
    public async Task A_photo_that_is_none_is_refused_kindly_and_the_report_waits_for_another()
    {
        var resident = new WeChatPhone(_gateway, "oResident08");
        await resident.PhotoAsync(_platform.Address + "/broken-picture/1");
        await resident.SayAsync("望湖苑3号楼2单元门口垃圾桶满了没人清");
        await _gateway.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Single(_platform.Resident(resident.Openid), t => t.Contains("打不开"));
        Assert.Contains("照片", await resident.SayAsync("提交"));
        Assert.Contains("1 张", await resident.PhotoAsync(_platform.Address + "/picture/1"));
        Assert.Contains("WP-", await resident.SayAsync("提交"));
    }

    [Fact]
    public async Task Danger_is_filed_at_once_and_said_twice_is_still_one_case()
    {
        var resident = new WeChatPhone(_gateway, "oResident09");
        var before = (await _gateway.ApiAsync("/api/cases")).GetProperty("total").GetInt32();
        var first = await resident.SayAsync("望湖苑12栋一楼有很重的煤气味!!");
        Assert.Contains("119", first);
        var again = await resident.SayAsync("望湖苑12栋一楼有很重的煤气味!!");
        Assert.Contains(CaseNumber().Match(first!).Value, again);
        await resident.SayAsync("202室,有一个老人困在里面");
        Assert.Equal(before + 1, (await _gateway.ApiAsync("/api/cases")).GetProperty("total").GetInt32());
        await _gateway.SettleAsync();
        Assert.Single(_platform.Group(KeyOf("安和物业")), t => t.Contains("紧急") && t.Contains("疑似燃气泄漏"));
        Assert.Single(_platform.Group(KeyOf("柳荫社区")), t => t.Contains("紧急"));
        Assert.Contains(_platform.Staff("officer-1"), t => t.Contains("有一个老人困在里面"));
        Assert.DoesNotContain(_platform.Group(KeyOf("安和物业")), t => t.Contains("202") || t.Contains("老人"));
    }

    [Fact]
    public async Task A_result_photo_that_is_none_puts_the_case_in_work_again_and_both_sides_hear_it()
    {
        var resident = new WeChatPhone(_gateway, "oResident10");
        var number = await ReportAsync(resident);
        var officer = new WeComPhone(_gateway, "officer-1");
        await officer.SayAsync("完成 " + number);
        await officer.PhotoAsync(_platform.Address + "/slow-broken-picture/1");
        await officer.SayAsync("已清运");
        await officer.SayAsync("1");
        Assert.Equal("Resolved", (await _gateway.ApiAsync($"/api/cases/{number}")).GetProperty("state").GetString());
        _platform.AnswerSlowOnes();
        await _gateway.AdvanceAsync(TimeSpan.FromMinutes(5));
        var kase = await _gateway.ApiAsync($"/api/cases/{number}");
        Assert.Equal("Accepted", kase.GetProperty("state").GetString());
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Staff("officer-1"), t => t.Contains("打不开"));
        Assert.Contains(_platform.Resident(resident.Openid), t => t.Contains("重新上传"));
    }

    [Fact]
    public async Task Nobodys_name_or_telephone_number_reaches_a_group_or_the_page()
    {
        var resident = new WeChatPhone(_gateway, "oResident11");
        await resident.PhotoAsync(_platform.Address + "/picture/1");
        await resident.SayAsync("望湖苑垃圾桶满了没人清,打13812345678找我");
        await resident.SayAsync("3号楼张伟13812345678家门口");
        var number = CaseNumber().Match((await resident.SayAsync("提交"))!).Value;
        var link = Link().Match((await resident.SayAsync("进度 " + number[^4..]))!).Value;
        var page = await _gateway.Http.GetStringAsync(new Uri(link).AbsolutePath);
        Assert.Contains("3号楼", page);
        Assert.DoesNotContain("138", page);
        Assert.DoesNotContain("张伟", page);
        await _gateway.SettleAsync();
        Assert.DoesNotContain(_platform.Group(KeyOf("安和物业")), t => t.Contains("138") || t.Contains("张伟"));
    }

    [Fact]
    public async Task A_bad_rating_asks_why_and_reopens_the_case()
    {
        var resident = new WeChatPhone(_gateway, "oResident02");
        var officer = new WeComPhone(_gateway, "officer-1");
        var number = await ReportAsync(resident);
        await ResolveAsync(officer, number);
        Assert.Contains("哪里不行", await resident.SayAsync("1"));
        var reply = await resident.SayAsync("桶还是满的");
        Assert.Contains("重办", reply);
        var reopened = await _gateway.ApiAsync($"/api/cases/{number}");
        Assert.Equal("Dispatched", reopened.GetProperty("state").GetString());
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Group(KeyOf("安和物业")), t => t.Contains("重办"));
        Assert.Equal(2, _platform.Cards("officer-1").Count());
    }

    [Fact]
    public async Task A_stranger_in_WeCom_gets_a_clear_no_and_the_attempt_is_in_the_history()
    {
        var number = await ReportAsync(new WeChatPhone(_gateway, "oResident03"));
        await _gateway.SettleAsync();
        var card = _platform.Cards("officer-1").Last();
        await new WeComPhone(_gateway, "somebody-else").PressAsync(TaskId(card), "accept:" + number);
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Staff("somebody-else"), t => t.Contains("不能操作"));
        var kase = await _gateway.ApiAsync($"/api/cases/{number}");
        Assert.Equal("Dispatched", kase.GetProperty("state").GetString());
        Assert.Contains(kase.GetProperty("history").EnumerateArray(), h =>
            h.GetProperty("act").GetString() == "Refused" && h.GetProperty("by").GetString() == "somebody-else");
    }

    [Fact]
    public async Task A_click_on_an_outdated_card_says_what_the_state_is_now()
    {
        var number = await ReportAsync(new WeChatPhone(_gateway, "oResident04"));
        var officer = new WeComPhone(_gateway, "officer-1");
        await ResolveAsync(officer, number);
        await officer.PressAsync(TaskId(_platform.Cards("officer-1").Last()), "accept:" + number);
        await _gateway.SettleAsync();
        Assert.Contains("待居民评价", _platform.Staff("officer-1").Last());
    }

    [Fact]
    public async Task What_the_property_declines_is_reviewed_and_sent_to_a_unit()
    {
        var resident = new WeChatPhone(_gateway, "oResident05");
        var number = await ReportAsync(resident);
        var officer = new WeComPhone(_gateway, "officer-1");
        await officer.SayAsync("退回 " + number);
        await officer.SayAsync("这是市政的垃圾站");
        await _gateway.SettleAsync();
        var card = _platform.Cards("reviewer-1").Last();
        Assert.Contains(card.GetProperty("button_list").EnumerateArray(), b => b.GetProperty("text").GetString() == "核准");
        Assert.Contains(_platform.Resident(resident.Openid), t => t.Contains("这是市政的垃圾站"));
        var reviewer = new WeComPhone(_gateway, "reviewer-1");
        await reviewer.PressAsync(TaskId(card), "approve:" + number);
        var reply = await reviewer.SayAsync("1");
        Assert.Contains("已核准", reply);
        var kase = await _gateway.ApiAsync($"/api/cases/{number}");
        Assert.Equal("Dispatched", kase.GetProperty("state").GetString());
        Assert.Equal("Small", kase.GetProperty("loop").GetString());
        await _gateway.SettleAsync();
        Assert.Contains(_platform.Resident(resident.Openid), t => t.Contains("已转给"));
    }

    [Fact]
    public async Task The_same_message_three_times_at_once_is_answered_alike_and_files_one_case()
    {
        var resident = new WeChatPhone(_gateway, "oResident06");
        await resident.PhotoAsync(_platform.Address + "/picture/1");
        await resident.SayAsync("望湖苑3号楼2单元门口垃圾桶满了没人清");
        var before = (await _gateway.ApiAsync("/api/cases")).GetProperty("total").GetInt32();
        var replies = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => resident.SendAsync("text", "<Content><![CDATA[1]]></Content>", messageId: 77)));
        Assert.Single(replies.Distinct());
        Assert.Contains("WP-", replies[0]);
        Assert.Equal(before + 1, (await _gateway.ApiAsync("/api/cases")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Six_photos_sent_in_one_go_are_answered_once_and_are_one_report()
    {
        var resident = new WeChatPhone(_gateway, "oResident07");
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => resident.PhotoAsync($"{_platform.Address}/picture/{i}")));
        Assert.Single(replies, r => r is not null);
        var summary = await resident.SayAsync("望湖苑3号楼2单元门口垃圾桶满了没人清");
        Assert.Contains("6 张", summary);
    }

    protected static string KeyOf(string organisation)
    {
        using var city = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "city.json")));
        return city.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array).SelectMany(p => p.Value.EnumerateArray())
            .First(o => o.GetProperty("name").GetString() == organisation).GetProperty("groupRobotKey").GetString()!;
    }

    private async Task<string> ReportAsync(WeChatPhone resident)
    {
        Assert.Contains("照片", await resident.PhotoAsync(_platform.Address + "/picture/1"));
        Assert.Null(await resident.PhotoAsync(_platform.Address + "/picture/2"));
        var summary = await resident.SayAsync("望湖苑3号楼2单元门口垃圾桶满了没人清");
        Assert.Contains("环境卫生", summary);
        Assert.Contains("3号楼2单元门口", summary);
        Assert.Contains("2 张", summary);
        var filed = await resident.SayAsync("提交");
        Assert.Contains("安和物业", filed);
        return CaseNumber().Match(filed!).Value;
    }

    private async Task ResolveAsync(WeComPhone officer, string number)
    {
        await officer.SayAsync("完成 " + number);
        await officer.PhotoAsync(_platform.Address + "/picture/after");
        await officer.SayAsync("已清运");
        await officer.SayAsync("1");
        await _gateway.SettleAsync();
    }

    private static string TaskId(JsonElement card) => card.GetProperty("task_id").GetString()!;

    private static string Key(JsonElement card, string label) =>
        card.GetProperty("button_list").EnumerateArray().First(b => b.GetProperty("text").GetString() == label).GetProperty("key").GetString()!;

    [GeneratedRegex(@"WP-\d{8}-\d{4}")]
    private static partial Regex CaseNumber();

    [GeneratedRegex(@"http\S+/c/\S+")]
    private static partial Regex Link();
}

public sealed class MainJobOnSqliteTests : MainJobTests
{
    protected override Task<Dictionary<string, string>> DatabaseAsync() => Task.FromResult(new Dictionary<string, string>());
}

public sealed class MainJobOnPostgreSqlTests : MainJobTests
{
    protected override async Task<Dictionary<string, string>> DatabaseAsync() => new()
    {
        ["Database__Provider"] = "PostgreSql",
        ["ConnectionStrings__Cases"] = await (await PostgresCluster.StartedAsync()).NewDatabaseAsync(),
    };
}
