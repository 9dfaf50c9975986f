using System.Net.Http.Json;
using System.Text.Json;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>In the simulator, as it starts: who has not written for two days sees on their phone what became of their report.</summary>
public sealed class ServiceNoticeTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;
    private RunningGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = RunningGateway.Create(_folder, null);
        await _gateway.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("wechat:oSim-resident-jia", true)]
    [InlineData("miniprogram:oSim-mini-ding", false)]
    public async Task After_three_days_what_was_done_is_seen_as_a_notice_that_leads_to_the_page_of_the_case(string resident, bool opens)
    {
        var number = await ReportAsync(resident);
        await DoAsync("say", new { who = "officer-1", text = "受理 " + number });
        await _gateway.SettleAsync();
        Assert.Empty(await NoticesAsync(resident));

        await _gateway.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Empty(await NoticesAsync(resident));
        await DoAsync("say", new { who = "officer-1", text = "完成 " + number });
        await DoAsync("photo", new { who = "officer-1", samples = new[] { "bin-clean" } });
        await DoAsync("say", new { who = "officer-1", text = "已清运,加了一个桶" });
        await DoAsync("say", new { who = "officer-1", text = "提交" });
        await _gateway.SettleAsync();

        var notice = Assert.Single(await NoticesAsync(resident));
        var fields = notice.GetProperty("fields").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("value").GetString()!);
        Assert.Equal((number, "环境卫生"), (fields["工单编号"], fields["事项"]));
        Assert.Equal(["工单编号", "事项", "进度", "时间"], fields.Keys);
        Assert.Contains(" 已送达", (await DoAsync("say", new { who = "officer-1", text = number })).GetProperty("reply").GetString());

        // A page of the mini-program would have to be configured.
        Assert.Equal(opens, notice.TryGetProperty("opens", out var link));
        if (opens)
        {
            var page = await _gateway.Http.GetStringAsync(link.GetString());
            Assert.Contains(number, page, StringComparison.Ordinal);
            Assert.Contains("已清运,加了一个桶", page, StringComparison.Ordinal);
        }

        // Nothing waits: it is not said again.
        var lines = (await ChatAsync(resident)).Count;
        await DoAsync("say", new { who = resident, text = "你好" });
        await _gateway.SettleAsync();
        Assert.DoesNotContain(await ChatAsync(resident), l => l.GetRawText().Contains("之前的消息", StringComparison.Ordinal));
        Assert.Equal(lines + 2, (await ChatAsync(resident)).Count);
    }

    private async Task<string> ReportAsync(string resident)
    {
        await DoAsync("photo", new { who = resident, samples = new[] { "bin-full" } });
        await DoAsync("say", new { who = resident, text = "望湖苑3号楼2单元门口垃圾桶满了没人清" });
        await DoAsync("say", new { who = resident, text = "提交" });
        await _gateway.SettleAsync();
        return (await _gateway.ApiAsync("/api/cases")).GetProperty("items")[0].GetProperty("number").GetString()!;
    }

    private async Task<JsonElement> DoAsync(string what, object body)
    {
        using var answer = await _gateway.Http.PostAsJsonAsync("/simulator/" + what, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<IReadOnlyList<JsonElement>> ChatAsync(string resident) =>
        [.. (await _gateway.Http.GetFromJsonAsync<JsonElement>("/simulator/state")).GetProperty("transcripts").GetProperty(resident).EnumerateArray()
            .Select(line => line.GetProperty("content"))];

    private async Task<IReadOnlyList<JsonElement>> NoticesAsync(string resident) =>
        [.. (await ChatAsync(resident)).Where(content => content.GetProperty("kind").GetString() == "serviceNotice")];
}
