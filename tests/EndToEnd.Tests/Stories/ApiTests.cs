using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Harness;
using Shared;

namespace EndToEnd.Tests.Stories;

/// <summary>What programs of the command centre are answered, right and wrong questions alike, with three cases in the store.</summary>
/// <param name="house">Three cases: the first a day older and overdue, the last withdrawn.</param>
public abstract partial class ApiTests(ApiTests.House house)
{
    [Fact]
    public async Task Without_the_key_nothing_is_told()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/cases", key: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/cases", key: "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/cases/" + house.Numbers[0], key: "wrong"));
        using var asked = await house.Gateway.Http.PostAsJsonAsync("/api/understand", new { text = "路灯坏了" });
        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
    }

    [Theory]
    [InlineData("pageSize=501", "pageSize is 1 to 500")]
    [InlineData("pageSize=0", "pageSize is 1 to 500")]
    [InlineData("page=0", "page starts at 1")]
    [InlineData("state=Lost", "there is no state of that name")]
    [InlineData("state=5", "there is no state of that name")]
    [InlineData("state=Closed,Merged", "there is no state of that name")]
    [InlineData("compound=%00", "compound")]
    [InlineData("from=yesterday", "")]
    [InlineData("overdue=perhaps", "")]
    [InlineData("page=2147483648", "")]
    public async Task A_question_nobody_can_answer_is_refused_with_the_reason(string query, string reason)
    {
        using var answer = await AskAsync("/api/cases?" + query, RunningGateway.ApiKey);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        Assert.Equal(house.Numbers.Reverse(), await ListAsync(""));
        Assert.Equal([house.Numbers[2]], await ListAsync("?state=withdrawn"));
        Assert.Equal([house.Numbers[1], house.Numbers[0]], await ListAsync("?state=Dispatched"));
        Assert.Equal(house.Numbers.Reverse(), await ListAsync("?compound=" + house.Compound));
        Assert.Empty(await ListAsync("?compound=nowhere"));
        Assert.Equal([house.Numbers[0]], await ListAsync("?overdue=true"));
        Assert.Equal([house.Numbers[2], house.Numbers[1]], await ListAsync("?overdue=false"));
        Assert.Equal([house.Numbers[0]], await ListAsync("?to=" + house.Between));
        Assert.Equal([house.Numbers[2], house.Numbers[1]], await ListAsync("?from=" + house.Between));
        Assert.Equal([house.Numbers[1]], await ListAsync($"?from={house.Between}&state=Dispatched"));
    }

    [Fact]
    public async Task Pages_show_each_case_once_and_the_total_of_all()
    {
        var seen = new List<string>();
        for (var page = 1; page <= 3; page++)
        {
            var answer = await house.Gateway.ApiAsync($"/api/cases?pageSize=2&page={page}");
            Assert.Equal((3, page, 2), (answer.GetProperty("total").GetInt32(), answer.GetProperty("page").GetInt32(), answer.GetProperty("pageSize").GetInt32()));
            seen.AddRange(Numbers(answer));
        }

        Assert.Equal(house.Numbers.Reverse(), seen);
    }

    [Theory]
    [InlineData("page=2147483647")]
    [InlineData("page=2147483647&pageSize=500")]
    [InlineData("page=85899347&pageSize=50")]
    public async Task A_page_beyond_the_last_is_empty_however_far(string query)
    {
        var answer = await house.Gateway.ApiAsync("/api/cases?" + query);
        Assert.Equal(3, answer.GetProperty("total").GetInt32());
        Assert.Empty(Numbers(answer));
    }

    [Fact]
    public async Task A_case_is_found_by_its_number_only()
    {
        Assert.Equal(house.Numbers[0], (await house.Gateway.ApiAsync("/api/cases/" + house.Numbers[0])).GetProperty("number").GetString());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/api/cases/WP-19000101-0001", RunningGateway.ApiKey));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/api/cases/" + new string('9', 4000), RunningGateway.ApiKey));
    }

    [Fact]
    public async Task Why_a_case_is_due_is_told_day_by_day_to_programs_and_in_words_to_people()
    {
        var path = $"/api/cases/{house.Numbers[1]}/due";
        var kase = await house.Gateway.ApiAsync("/api/cases/" + house.Numbers[1]);
        var due = await house.Gateway.ApiAsync(path);
        var days = due.GetProperty("days").EnumerateArray().ToList();

        Assert.Equal(kase.GetProperty("dueAt").GetDateTimeOffset(), due.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal(("ClockDays", 3), (due.GetProperty("limit").GetProperty("unit").GetString(), due.GetProperty("limit").GetProperty("amount").GetInt32()));
        Assert.Equal((4, "3.00:00:00"), (days.Count, days[^1].GetProperty("sum").GetString()));
        Assert.False(due.TryGetProperty("waitingSince", out _));

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Api-Key", RunningGateway.ApiKey);
        request.Headers.Add("Accept", "text/plain");
        using var answer = await house.Gateway.Http.SendAsync(request);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.StartsWith($"{house.Numbers[1]} 最迟 {days[^1].GetProperty("date").GetString()}", await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/api/cases/WP-19000101-0001/due", RunningGateway.ApiKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(path, key: null));
    }

    [Theory]
    [InlineData("/api/cases/%00")]
    [InlineData("/api/cases/%00/due")]
    [InlineData("/photos/%00")]
    [InlineData("/c/%00")]
    public async Task A_zero_character_in_a_path_breaks_nothing(string path) =>
        Assert.InRange((int)await StatusAsync(path, RunningGateway.ApiKey), 400, 499);

    [Fact]
    public async Task A_sentence_is_understood()
    {
        using var answer = await UnderstandAsync("""{"text":"望湖苑3号楼2单元门口垃圾桶满了没人清"}""");
        var read = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Report", read.GetProperty("intent").GetString());
        Assert.Equal("望湖苑", read.GetProperty("compound").GetString());
        Assert.Equal("3号楼2单元门口", read.GetProperty("place").GetString());
        Assert.False(read.GetProperty("emergency").GetBoolean());
        Assert.Equal("Sanitation", read.GetProperty("candidates")[0].GetProperty("subtype").GetString());
        Assert.False(read.TryGetProperty("command", out _));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"text":"  "}""")]
    [InlineData("""{"text":7}""")]
    public async Task Without_a_sentence_there_is_nothing_to_understand(string json)
    {
        using var answer = await UnderstandAsync(json);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_description_names_the_bot_and_every_question()
    {
        var description = await house.Gateway.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        Assert.Equal("WoodpeckerBot", description.GetProperty("info").GetProperty("title").GetString());
        Assert.Equal(
            [
                "/api/agenda", "/api/assessment", "/api/assessment/list", "/api/assessment/paper", "/api/assessment/praise", "/api/cases", "/api/cases/{number}",
                "/api/cases/{number}/due", "/api/configuration", "/api/hotspots", "/api/outbox", "/api/outbox/resend", "/api/outbox/{id}/resend",
                "/api/roster", "/api/understand", "/api/watchlist",
            ],
            description.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_says_how_it_is()
    {
        Assert.Equal("ok", await house.Gateway.Http.GetStringAsync("/healthz"));
        var ready = await house.Gateway.Http.GetFromJsonAsync<JsonElement>("/readyz");
        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal(0, ready.GetProperty("configuration").GetProperty("faults").GetArrayLength());
    }

    [Fact]
    public async Task Nobody_s_name_is_longer_than_a_name()
    {
        var (status, _) = await new WeChatPhone(house.Gateway, new string('o', 5000)).PostAsync("text", "<Content>你好</Content>", messageId: 1);
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public void A_start_tells_where_to_look_and_of_no_error()
    {
        Assert.Contains($"Open {house.Gateway.Address}/simulator", house.Gateway.Output);
        Assert.DoesNotContain(" ERR ", house.Gateway.Output);
    }

    private async Task<string[]> ListAsync(string query) => Numbers(await house.Gateway.ApiAsync("/api/cases" + query));

    private static string[] Numbers(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("number").GetString()!)];

    private async Task<HttpStatusCode> StatusAsync(string path, string? key)
    {
        using var answer = await AskAsync(path, key);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        return await house.Gateway.Http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> UnderstandAsync(string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/understand") { Content = new StringContent(json, null, "application/json") };
        request.Headers.Add("X-Api-Key", RunningGateway.ApiKey);
        return await house.Gateway.Http.SendAsync(request);
    }

    public abstract class House : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;
        private int _reports;

        internal RunningGateway Gateway { get; private set; } = null!;

        /// <summary>In the order they were reported.</summary>
        internal IReadOnlyList<string> Numbers { get; private set; } = [];

        internal string Compound { get; private set; } = "";

        /// <summary>A moment after the first case and before the second, as a query takes it.</summary>
        internal string Between { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Gateway = RunningGateway.Create(_folder, null, await DatabaseAsync());
            await Gateway.StartAsync();
            var resident = new WeChatPhone(Gateway, "oApiReporter");
            var first = await ReportAsync(resident);
            Between = Uri.EscapeDataString((await Gateway.NowAsync()).AddHours(1).ToString("O", CultureInfo.InvariantCulture));
            await Gateway.AdvanceAsync(TimeSpan.FromDays(20));
            var second = await ReportAsync(resident);
            var third = await ReportAsync(new WeChatPhone(Gateway, "oApiRegretter"), "撤回", "1");
            Numbers = [first, second, third];
            Compound = (await Gateway.ApiAsync("/api/cases/" + first)).GetProperty("compound").GetProperty("id").GetString()!;
        }

        public async Task DisposeAsync()
        {
            await Gateway.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }

        protected abstract Task<Dictionary<string, string>> DatabaseAsync();

        private async Task<string> ReportAsync(WeChatPhone resident, params string[] then)
        {
            await resident.PhotoAsync(Gateway.Address + "/simulator/samples/garbage.png");
            // Each at another building: the same spot twice would be asked about.
            await resident.SayAsync($"望湖苑{++_reports + 2}号楼2单元门口垃圾桶满了没人清");
            var number = CaseNumber().Match(await resident.SayAsync("提交") ?? "").Value;
            Assert.NotEmpty(number);
            foreach (var text in then)
                await resident.SayAsync(text);
            return number;
        }
    }

    [GeneratedRegex(@"WP-\d{8}-\d{4}")]
    private static partial Regex CaseNumber();
}

public sealed class ApiOnSqliteTests(ApiOnSqliteTests.SqliteHouse house) : ApiTests(house), IClassFixture<ApiOnSqliteTests.SqliteHouse>
{
    public sealed class SqliteHouse : House
    {
        protected override Task<Dictionary<string, string>> DatabaseAsync() => Task.FromResult(new Dictionary<string, string>());
    }
}

public sealed class ApiOnPostgreSqlTests(ApiOnPostgreSqlTests.PostgreSqlHouse house) : ApiTests(house), IClassFixture<ApiOnPostgreSqlTests.PostgreSqlHouse>
{
    public sealed class PostgreSqlHouse : House
    {
        protected override async Task<Dictionary<string, string>> DatabaseAsync() => new()
        {
            ["Database__Provider"] = "PostgreSql",
            ["ConnectionStrings__Cases"] = await (await PostgresCluster.StartedAsync()).NewDatabaseAsync(),
        };
    }
}

/// <summary>Live, nobody is let in by a key that was never set.</summary>
public sealed class ApiSwitchedOffTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_a_configured_key_there_is_no_api_and_no_simulator()
    {
        await using var gateway = RunningGateway.Create(_folder, null, new Dictionary<string, string>
        {
            ["Platform__Mode"] = "Live",
            ["PublicBaseUrl"] = "https://woodpecker.example.cn",
            ["Api__Key"] = "",
        });
        await gateway.StartAsync();
        foreach (var path in new[] { "/api/cases", "/api/cases/WP-19000101-0001", "/simulator", "/simulator/state" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Api-Key", "");
            using var answer = await gateway.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
