using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;

namespace EndToEnd.Tests.Stories;

/// <summary>A property company that was late once and good once, as the command centre sees it: over HTTP and at the command line.</summary>
public sealed partial class AssessmentTests(AssessmentTests.House house) : IClassFixture<AssessmentTests.House>
{
    private readonly RunningGateway _gateway = house.Gateway;
    private int _reports;

    [Fact]
    public async Task What_happened_is_counted_and_listed_and_printed_the_same_by_api_and_command_line()
    {
        var resident = new WeChatPhone(_gateway, "oAssessed");
        var late = await ReportAsync(resident, "望湖苑3号楼2单元门口垃圾桶满了没人清");
        await _gateway.AdvanceAsync(TimeSpan.FromDays(4));
        var good = await ReportAsync(resident, "望湖苑4号楼2单元门口垃圾桶满了没人清,我是王小明,电话13800138099");
        await _gateway.AdvanceAsync(TimeSpan.FromMinutes(30));
        await new WeComPhone(_gateway, "officer-1").SayAsync("受理 " + good);
        var suggestion = await SuggestAsync(resident);

        // Whatever day it is: all of it lies in these two years.
        var year = (await _gateway.NowAsync()).AddDays(-4).ToOffset(TimeSpan.FromHours(8)).Year;
        var years = new[] { year, (await _gateway.NowAsync()).ToOffset(TimeSpan.FromHours(8)).Year }.Distinct().ToArray();
        var figures = new List<JsonElement>();
        foreach (var period in years)
        {
            var answer = await _gateway.ApiAsync($"/api/assessment?period={period}&of=properties");
            figures.Add(answer.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("id").GetString() == "p1"));
        }

        Assert.Equal((2, 1, 0, 1), (Sum(figures, "received"), Sum(figures, "broken"), Sum(figures, "kept"), Sum(figures, "responses")));
        Assert.Contains(figures, f => f.TryGetProperty("responseMedianMinutes", out var median) && median.GetDouble() is >= 30 and < 31);
        Assert.All(figures, f => Assert.False(f.TryGetProperty("rating", out _)));

        var of = years[^1];
        var quarter = await _gateway.ApiAsync($"/api/assessment/list?quarter={of}Q1");
        Assert.All(quarter.GetProperty("items").EnumerateArray(), i => Assert.NotEmpty(i.GetProperty("reasons").EnumerateArray()));

        var month = (await _gateway.NowAsync()).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM");
        var praise = await _gateway.ApiAsync("/api/assessment/praise?period=" + month);
        Assert.Equal(1, Assert.Single(praise.GetProperty("items").EnumerateArray()).GetProperty("points").GetInt32());

        var agenda = await _gateway.ApiAsync("/api/agenda?community=c1&month=" + month);
        Assert.Contains(late, agenda.GetProperty("overdue").EnumerateArray().Select(c => c.GetProperty("number").GetString()));
        Assert.Contains(suggestion, agenda.GetProperty("suggestions").EnumerateArray().Select(c => c.GetProperty("number").GetString()));
        Assert.Empty((await _gateway.ApiAsync("/api/watchlist")).GetProperty("items").EnumerateArray());
        Assert.Empty((await _gateway.ApiAsync("/api/hotspots?community=c1")).GetProperty("items").EnumerateArray());

        var lateIn = (await _gateway.ApiAsync("/api/cases/" + late)).GetProperty("history").EnumerateArray()
            .First(h => h.GetProperty("act").GetString() == "Nudge").GetProperty("at").GetDateTimeOffset().Year;
        var (status, paper) = await AskAsync($"/api/assessment/paper?kind=reminder&organisation=p1&period={lateIn}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("工作提醒函", paper);
        Assert.Contains($"1. {late} ", paper);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync($"/api/assessment/paper?kind=rectification&organisation=p2&period={lateIn}")).Status);

        var (code, table) = await RunAsync("assessment", "--period", $"{of}");
        Assert.Equal(0, code);
        Assert.Matches(@"安和物业 +[12] ", table);
        var (_, json) = await RunAsync("assessment", "--period", $"{of}", "--json");
        Assert.Contains("安和物业", json);
        Assert.Contains(JsonDocument.Parse(json).RootElement.GetProperty("items").EnumerateArray(), i => JsonElement.DeepEquals(i, figures[^1]));
        Assert.Contains("安和物业", (await RunAsync("assessment", "list", "--quarter", $"{of}Q1")).Output);
        Assert.Contains("R", (await RunAsync("assessment", "praise", "--period", month)).Output);
        Assert.Contains("编号", (await RunAsync("watchlist")).Output);
        Assert.Contains("件数", (await RunAsync("hotspots")).Output);
        var meeting = (await RunAsync("agenda", "--community", "c1", "--month", month)).Output;
        Assert.Contains("三、还没答复的建议", meeting); // by the wall clock, before any of it happened
        Assert.Contains("<h1>整改通知书</h1>", (await RunAsync("reminder-paper", "--organisation", "p1", "--period", $"{lateIn}", "--kind", "rectification", "--html")).Output);
        Assert.Equal(1, (await RunAsync("reminder-paper", "--organisation", "p2", "--period", $"{lateIn}")).Code);
        Assert.Equal(2, (await RunAsync("assessment", "--period", "lately")).Code);

        // Nobody's words, name, phone or openid in any of it.
        foreach (var answer in new[] { paper, table, json, meeting, agenda.ToString(), praise.ToString(), figures[^1].ToString() })
        {
            Assert.DoesNotMatch("oAssessed|13800138099|王小明|没人清", answer);
        }
    }

    [Theory]
    [InlineData("assessment?period=2026-13&of=properties", "period: written as")]
    [InlineData("assessment?of=properties", "period: written as")]
    [InlineData("assessment?period=2026&of=mayors", "of: one of properties")]
    [InlineData("assessment/list?quarter=2026", "quarter: written as 2026Q4")]
    [InlineData("assessment/praise?period=", "period: written as")]
    [InlineData("assessment/paper?kind=love&organisation=p1&period=2026", "kind: reminder or rectification")]
    [InlineData("assessment/paper?kind=reminder&organisation=p9&period=2026", "organisation: city.json has none")]
    [InlineData("assessment/paper?kind=reminder&organisation=p1&period=2026&format=pdf", "format: text or html")]
    [InlineData("hotspots?community=p1", "community: city.json has none")]
    [InlineData("agenda?month=2026-11", "community: city.json has none")]
    [InlineData("agenda?community=c1&month=2026", "month: written as 2026-11")]
    public async Task A_question_nobody_can_answer_is_refused_with_the_reason(string query, string reason)
    {
        var (status, text) = await AskAsync("/api/" + query);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, text);
    }

    [Fact]
    public async Task Without_the_key_nothing_is_told()
    {
        foreach (var path in new[] { "assessment?period=2026&of=reporters", "assessment/list?quarter=2026Q1", "assessment/praise?period=2026", "watchlist", "hotspots", "agenda?community=c1" })
        {
            using var answer = await _gateway.Http.GetAsync(new Uri("/api/" + path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    public sealed class House : IAsyncLifetime
    {
        internal string Folder { get; } = Directory.CreateTempSubdirectory("woodpecker-").FullName;

        internal RunningGateway Gateway { get; private set; } = null!;

        public Task InitializeAsync()
        {
            Gateway = RunningGateway.Create(Folder, null);
            return Gateway.StartAsync();
        }

        public async Task DisposeAsync()
        {
            await Gateway.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static int Sum(List<JsonElement> figures, string name) => figures.Sum(f => f.GetProperty(name).GetInt32());

    private async Task<string> ReportAsync(WeChatPhone resident, string words)
    {
        await resident.PhotoAsync($"{_gateway.Address}/simulator/samples/garbage.png?{++_reports}");
        await resident.SayAsync(words);
        var number = CaseNumber().Match(await resident.SayAsync("提交") ?? "").Value;
        Assert.NotEmpty(number);
        return number;
    }

    private static async Task<string> SuggestAsync(WeChatPhone resident)
    {
        await resident.SayAsync("建议");
        await resident.SayAsync("望湖苑北门能不能加一个雨棚");
        var number = CaseNumber().Match(await resident.SayAsync("提交") ?? "").Value;
        Assert.NotEmpty(number);
        return number;
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Api-Key", RunningGateway.ApiKey);
        using var answer = await _gateway.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "BotGateway.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ConnectionStrings__Cases"] = $"Data Source={Path.Combine(house.Folder, "cases.db")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex(@"WP-\d{8}-\d{4}")]
    private static partial Regex CaseNumber();
}
