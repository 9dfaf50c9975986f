using System.Net;
using System.Text.Json;
using EndToEnd.Tests.Harness;
using Shared;

namespace EndToEnd.Tests.Stories;

/// <summary>What must be heard is heard: outside the reply window, after a block, after the platform gave up.</summary>
public abstract class ReachingTests : CityStory
{
    private const string Unreachable = "上报人已收不到微信消息";

    private Task<JsonElement> OutboxAsync(string state) => Gateway.ApiAsync("/api/outbox?state=" + state);

    private async Task<IReadOnlyList<JsonElement>> ToResidentsAsync(string state) =>
        [.. (await OutboxAsync(state)).GetProperty("items").EnumerateArray().Where(i => i.GetProperty("kind").GetString() == "resident")];

    [Fact]
    public async Task What_could_not_be_told_within_48_hours_is_told_first_thing_at_the_next_contact_and_once()
    {
        var reporter = Resident("oStoryWindow");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        await Gateway.AdvanceAsync(TimeSpan.FromHours(49));
        await SayAsync("officer-1", "受理 " + number);
        await ResolveAsync("officer-1", number, "已清运完毕");
        Assert.Empty(Platform.Resident(reporter.Openid));
        Assert.Equal(2, (await ToResidentsAsync("Waiting")).Count);
        Assert.Contains("居民:等居民下次来时告知", await SayAsync("officer-1", Short(number)));

        const long id = 4_700_001;
        const string hello = "<Content><![CDATA[你好]]></Content>";
        var reply = await reporter.SendAsync("text", hello, id);
        Assert.StartsWith("先告诉您之前的消息:\n" + number, reply, StringComparison.Ordinal);
        Assert.True(reply!.IndexOf("已受理", StringComparison.Ordinal) < reply.IndexOf("已清运完毕", StringComparison.Ordinal));
        Assert.Equal(2, reply.Split("/c/").Length - 1);
        Assert.Equal(reply, await reporter.SendAsync("text", hello, id));
        Assert.DoesNotContain("之前的消息", await reporter.SayAsync("你好"));
        await Gateway.SettleAsync();
        Assert.Empty(Platform.Resident(reporter.Openid));
        Assert.Empty(await ToResidentsAsync("Waiting"));
        Assert.Contains(" 已送达", await SayAsync("officer-1", Short(number)));
        Assert.Contains("已办结", await reporter.SayAsync("5"));
    }

    [Fact]
    public async Task In_the_mini_program_what_waits_is_sent_as_soon_as_they_write()
    {
        var reporter = new MiniProgramPhone(Gateway, "oStoryMini");
        await reporter.PhotoAsync(NewPhoto());
        await reporter.SayAsync("望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        await reporter.SayAsync("提交");
        await Gateway.SettleAsync();
        var number = (await Gateway.ApiAsync("/api/cases")).GetProperty("items")[0].GetProperty("number").GetString()!;
        await Gateway.AdvanceAsync(TimeSpan.FromHours(49));
        var before = Platform.Resident(reporter.Openid).Count();
        await SayAsync("officer-1", "受理 " + number);
        Assert.Equal(before, Platform.Resident(reporter.Openid).Count());
        await reporter.SayAsync("你好");
        await Gateway.SettleAsync();
        var heard = Platform.Resident(reporter.Openid).Skip(before).ToList();
        Assert.Equal(2, heard.Count);
        Assert.Contains("已受理", heard[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_blocks_us_is_told_in_person_by_the_community_and_hears_it_all_when_they_come_back()
    {
        var reporter = Resident("oStoryBlock");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        Platform.Refusing[reporter.Openid] = 43004;
        await SayAsync("officer-1", "受理 " + number);
        var told = Assert.Single(Platform.Staff("staff-1"), t => t.Contains(Unreachable));
        Assert.Contains("望湖苑 3号楼2单元门口", told, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", told, StringComparison.Ordinal);
        Assert.DoesNotContain("138", told, StringComparison.Ordinal);
        await ResolveAsync("officer-1", number, "已清运完毕");
        Assert.Single(Platform.Staff("staff-1"), t => t.Contains(Unreachable));
        Assert.Single(Platform.To("/cgi-bin/message/custom/send"), b => b.GetProperty("touser").GetString() == reporter.Openid);
        Assert.Contains("居民:已收不到微信消息", await SayAsync("officer-1", Short(number)));

        Platform.Refusing.Clear();
        var welcome = await reporter.FollowAsync();
        Assert.Contains("已受理", welcome, StringComparison.Ordinal);
        Assert.Contains("已清运完毕", welcome, StringComparison.Ordinal);
        Assert.EndsWith("发“进度”看办到哪一步,发“帮助”看怎么用。", welcome, StringComparison.Ordinal);
        Assert.Contains("已办结", await reporter.SayAsync("5"));
        Assert.Contains(" 已送达", await SayAsync("officer-1", number));
    }

    [Fact]
    public async Task Leaving_keeps_what_was_on_its_way_and_tells_the_community()
    {
        var reporter = Resident("oStoryLeft");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        await reporter.SendAsync("event", "<Event><![CDATA[unsubscribe]]></Event><EventKey></EventKey>");
        Assert.DoesNotContain(Platform.Staff("staff-1"), t => t.Contains(Unreachable));
        await SayAsync("officer-1", "受理 " + number);
        Assert.Single(Platform.Staff("staff-1"), t => t.Contains(Unreachable));
        Assert.Empty(Platform.Resident(reporter.Openid));
        Assert.Contains("已受理", await reporter.FollowAsync());
    }

    [Fact]
    public async Task Who_has_come_back_is_reached_although_the_platform_says_late_that_they_had_left()
    {
        const string left = "<Event><![CDATA[unsubscribe]]></Event><EventKey></EventKey>";
        const string back = "<Event><![CDATA[subscribe]]></Event><EventKey></EventKey>";
        var reporter = Resident("oStoryLate");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        var time = (await Gateway.NowAsync()).ToUnixTimeSeconds() + 10;
        Assert.NotNull((await reporter.PostAsync("event", back, 0, time + 3)).Reply);
        await reporter.PostAsync("text", "<Content><![CDATA[望湖苑5号楼门口路灯不亮]]></Content>", 4_800_001, time + 5);
        Assert.Equal((HttpStatusCode.OK, null), await reporter.PostAsync("event", left, 0, time));
        await SayAsync("officer-1", "受理 " + number);
        Assert.Contains(Platform.Resident(reporter.Openid), t => t.Contains("已受理"));
        Assert.DoesNotContain(Platform.Staff("staff-1"), t => t.Contains(Unreachable));

        // What they had begun meanwhile is not forgotten either.
        await reporter.PostAsync("image", $"<PicUrl><![CDATA[{NewPhoto()}]]></PicUrl><MediaId><![CDATA[m]]></MediaId>", 4_800_002, time + 6);
        Assert.Contains("WP-", (await reporter.PostAsync("text", "<Content><![CDATA[提交]]></Content>", 4_800_003, time + 7)).Reply, StringComparison.Ordinal);

        // Who leaves now has left, and a follow from before that changes nothing.
        await reporter.PostAsync("event", left, 0, time + 8);
        await reporter.PostAsync("event", back, 0, time + 7);
        await ResolveAsync("officer-1", number, "已清运完毕");
        Assert.DoesNotContain(Platform.Resident(reporter.Openid), t => t.Contains("已清运完毕"));
        Assert.Single(await ToResidentsAsync("Waiting"), i => i.GetProperty("caseNumber").GetString() == number);
        Assert.Single(Platform.Staff("staff-1"), t => t.Contains(Unreachable) && t.Contains(Short(number)));
    }

    [Fact]
    public async Task What_was_given_up_is_told_by_the_hour_listed_without_words_and_sent_again()
    {
        var reporter = Resident("oStoryDead");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        Platform.Refusing[reporter.Openid] = 40164;
        await SayAsync("officer-1", "受理 " + number);
        var dead = Assert.Single((await OutboxAsync("dead")).GetProperty("items").EnumerateArray().ToList());
        Assert.Equal(("resident", "Dead", number, 1), (dead.GetProperty("kind").GetString(), dead.GetProperty("state").GetString(), dead.GetProperty("caseNumber").GetString(), dead.GetProperty("attempts").GetInt32()));
        Assert.Matches("^R[0-9]+$", dead.GetProperty("to").GetString());
        Assert.Equal("Alarm: 40164 our address is not in the allow list", dead.GetProperty("lastError").GetString());
        Assert.DoesNotContain("oStory", dead.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("已受理", dead.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("居民:未送达(系统设置有误)", await SayAsync("officer-1", Short(number)));
        var id = dead.GetProperty("id").GetInt64();

        Assert.DoesNotContain(Platform.Staff("commander-1"), t => t.Contains("没有送达"));
        await Gateway.AdvanceAsync(TimeSpan.FromHours(1));
        await Gateway.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal("有 1 条消息没有送达:居民微信 1。请核对后重发。", Assert.Single(Platform.Staff("commander-1"), t => t.Contains("没有送达")));

        var (code, output) = await Gateway.VerbAsync("outbox", "list");
        Assert.Equal((0, true), (code, output.Contains(number, StringComparison.Ordinal)));
        Assert.Equal(1, (await Gateway.VerbAsync("outbox", "resend", "999999")).Code);
        Assert.Equal(2, (await Gateway.VerbAsync("outbox", "resend")).Code);

        Platform.Refusing.Clear();
        Assert.Equal(HttpStatusCode.OK, (await Gateway.PostAsync($"/api/outbox/{id}/resend")).Status);
        await Gateway.SettleAsync();
        Assert.Equal(2, Platform.Resident(reporter.Openid).Count(t => t.Contains("已受理")));
        Assert.Empty((await OutboxAsync("Dead")).GetProperty("items").EnumerateArray());
        var (status, reason) = await Gateway.PostAsync($"/api/outbox/{id}/resend");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("Sent", reason, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Gateway.PostAsync("/api/outbox/999999/resend")).Status);
        Assert.Contains("\"resent\":0", (await Gateway.PostAsync("/api/outbox/resend")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.GetAsync("/api/outbox")).StatusCode);
    }

    [Fact]
    public async Task What_was_given_up_is_told_first_thing_when_the_resident_comes_by()
    {
        var reporter = Resident("oStoryComesBy");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        Platform.Refusing[reporter.Openid] = 40164;
        await SayAsync("officer-1", "受理 " + number);
        var id = Assert.Single((await OutboxAsync("dead")).GetProperty("items").EnumerateArray().ToList()).GetProperty("id").GetInt64();
        Assert.Contains("已受理", await reporter.SayAsync("帮助"), StringComparison.Ordinal);
        Assert.DoesNotContain("已受理", await reporter.SayAsync("帮助"), StringComparison.Ordinal);
        Assert.Empty((await OutboxAsync("dead")).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.Conflict, (await Gateway.PostAsync($"/api/outbox/{id}/resend")).Status);
    }

    [Fact]
    public async Task The_command_line_sends_again_beside_the_gateway_that_serves()
    {
        var reporter = Resident("oStoryVerb");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        Platform.Refusing[reporter.Openid] = 40164;
        await SayAsync("officer-1", "受理 " + number);
        Platform.Refusing.Clear();
        var (code, output) = await Gateway.VerbAsync("outbox", "resend", "--all");
        Assert.Equal(0, code);
        Assert.Contains("已放回 1 条", output, StringComparison.Ordinal);
        await Gateway.SettleAsync();
        Assert.Equal(2, Platform.Resident(reporter.Openid).Count(t => t.Contains("已受理")));
    }
}

public sealed class ReachingOnSqliteTests : ReachingTests;

public sealed class ReachingOnPostgreSqlTests : ReachingTests
{
    protected override async Task<Dictionary<string, string>> DatabaseAsync() => new()
    {
        ["Database__Provider"] = "PostgreSql",
        ["ConnectionStrings__Cases"] = await (await PostgresCluster.StartedAsync()).NewDatabaseAsync(),
    };
}

/// <summary>A city that has a template for its service account.</summary>
public sealed class TemplateTests : CityStory
{
    protected override Task<Dictionary<string, string>> DatabaseAsync() => Task.FromResult(new Dictionary<string, string> { ["WeChat__Templates__Progress"] = "T-progress" });

    [Fact]
    public async Task Outside_the_window_a_template_message_goes_out_and_one_that_the_platform_could_not_deliver_waits()
    {
        var reporter = Resident("oStoryTemplate");
        var number = await ReportAsync(reporter, "望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        await Gateway.AdvanceAsync(TimeSpan.FromHours(49));
        await SayAsync("officer-1", "受理 " + number);
        var sent = Assert.Single(Platform.To("/cgi-bin/message/template/send"));
        Assert.Equal(number, sent.GetProperty("data").GetProperty("character_string1").GetProperty("value").GetString());
        Assert.Contains("/c/", sent.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Contains(" 已送达", await SayAsync("officer-1", Short(number)));

        await reporter.SendAsync("event", $"<Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event><MsgID>{Platform.TemplateMessage}</MsgID><Status><![CDATA[failed:user block]]></Status>");
        await Gateway.SettleAsync();
        Assert.Single(Platform.Staff("staff-1"), t => t.Contains("上报人已收不到微信消息"));
        Assert.Contains("居民:已收不到微信消息", await SayAsync("officer-1", Short(number)));
        Assert.Contains("已受理", await reporter.FollowAsync());
        Assert.Contains(" 已送达", await SayAsync("officer-1", Short(number)));
    }
}

/// <summary>A city that has a subscription message for its mini-program.</summary>
public sealed class MiniProgramTemplateTests : CityStory
{
    protected override Task<Dictionary<string, string>> DatabaseAsync() => Task.FromResult(new Dictionary<string, string>
    {
        ["WeChat__Templates__MiniProgram"] = "T-mini",
        ["WeChat__Templates__MiniProgramPage"] = "pages/case/index",
    });

    [Fact]
    public async Task Outside_the_window_its_subscription_message_goes_out_and_one_that_was_refused_afterwards_waits()
    {
        var reporter = new MiniProgramPhone(Gateway, "oStoryMiniTemplate");
        await reporter.PhotoAsync(NewPhoto());
        await reporter.SayAsync("望湖苑3号楼2单元门口垃圾桶满了没人清" + Me);
        await reporter.SayAsync("提交");
        await Gateway.SettleAsync();
        var number = (await Gateway.ApiAsync("/api/cases")).GetProperty("items")[0].GetProperty("number").GetString()!;
        await Gateway.AdvanceAsync(TimeSpan.FromHours(49));
        var before = Platform.Resident(reporter.Openid).Count();
        await SayAsync("officer-1", "受理 " + number);
        var sent = Assert.Single(Platform.To("/cgi-bin/message/subscribe/send"));
        Assert.Equal((number, "pages/case/index"), (sent.GetProperty("data").GetProperty("character_string1").GetProperty("value").GetString(), sent.GetProperty("page").GetString()));
        Assert.Contains(" 已送达", await SayAsync("officer-1", Short(number)));

        await reporter.SendAsync(new
        {
            MsgType = "event",
            Event = "subscribe_msg_sent_event",
            List = new { TemplateId = "T-mini", MsgID = Platform.TemplateMessage, ErrorCode = 43101, ErrorStatus = "user refused" },
        });
        Assert.Contains("居民:等居民下次来时告知", await SayAsync("officer-1", Short(number)));
        Assert.Equal(before, Platform.Resident(reporter.Openid).Count());
        await reporter.SayAsync("你好");
        await Gateway.SettleAsync();
        Assert.Contains("已受理", Platform.Resident(reporter.Openid).Skip(before).First(), StringComparison.Ordinal);
        Assert.Contains(" 已送达", await SayAsync("officer-1", Short(number)));
    }
}
