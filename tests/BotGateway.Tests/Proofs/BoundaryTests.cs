using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using BotGateway.Clock;
using BotGateway.Couriers;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;

namespace BotGateway.Tests.Proofs;

/// <summary>The last second before the night and the last byte of a message, each from both sides.</summary>
public sealed class BoundaryTests
{
    private const string Busy = """{"errcode":-1}""";
    private const string Fine = """{"errcode":0,"errmsg":"ok","access_token":"token","expires_in":7200}""";

    private static readonly PhraseBook Phrases = PhraseBook.Load(Path.Combine(AppContext.BaseDirectory, "config")).Book!;

    private static readonly CityDirectory City = new(new CityFile
    {
        Name = "示例市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new("指挥中心", []),
        Properties = [new("p1", "安和物业", ["officer-1"], "robot-1")],
    });

    [Theory]
    [InlineData("2026-12-31T20:59:54.999", false, "2026-12-31T20:59:59.999")]
    [InlineData("2026-12-31T20:59:55.000", false, "2027-01-01T08:00:00.000")]
    [InlineData("2026-12-31T20:59:55.000", true, "2026-12-31T21:00:00.000")]
    public async Task A_Repeat_That_Would_Fall_Into_The_Night_Waits_For_The_Morning(string tried, bool atOnce, string again)
    {
        await using var house = Open(tried, out var ears, failures: 1);
        await PostAsync(house, new Notification.GroupMessage("p1", "新工单", []), atOnce);
        await house.Courier.RunDueAsync(default);
        Assert.Equal(At(again), await house.Courier.NextAsync(default));
        await house.RunUntilAsync(At(again).AddHours(1), house.Courier);
        Assert.Equal([At(tried), At(again)], ears.Heard.Select(h => h.At));
    }

    [Theory]
    [InlineData(1, "21:00:03")]
    [InlineData(2, "21:00:18")]
    [InlineData(3, "21:01:18")]
    [InlineData(4, "21:06:18")]
    [InlineData(5, "08:00:00")]
    public async Task What_A_Member_May_Have_Heard_Is_Repeated_While_It_Can_Be_Told_And_Not_All_Night(int unanswered, string heard)
    {
        await using var house = Open("2026-12-31T20:59:58.000", out var ears, failures: unanswered, "");
        await PostAsync(house, new Notification.StaffMessage("officer-1", "快到期了"));
        await house.RunUntilAsync(house.Clock.GetUtcNow().AddHours(14), house.Courier);
        Assert.Equal(unanswered + 1, ears.Heard.Count);
        Assert.Equal(heard, ears.Heard.Last().At.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_Has_To_Wait_For_Tomorrows_Quota_Does_Not_Come_At_Midnight()
    {
        await using var house = Open("2026-12-31T15:00:00.000", out var ears, failures: 1, """{"errcode":45009}""");
        await PostAsync(house, new Notification.ResidentMessage(Channel.WeChat, "openid-1", "好的"), atOnce: true);
        await house.RunUntilAsync(house.Clock.GetUtcNow().AddHours(20), house.Courier);
        Assert.Equal([At("2026-12-31T15:00:00"), At("2027-01-01T08:00:00")], ears.Heard.Select(h => h.At));
    }

    [Fact]
    public async Task What_A_Group_May_Have_Heard_Is_Not_Said_Again_In_The_Night()
    {
        await using var house = Open("2026-12-31T20:59:58.000", out var ears, failures: 1, "");
        await PostAsync(house, new Notification.GroupMessage("p1", "快到期了", []));
        await house.RunUntilAsync(house.Clock.GetUtcNow().AddHours(14), house.Courier);
        Assert.Equal([At("2026-12-31T20:59:58"), At("2027-01-01T08:00:00")], ears.Heard.Select(h => h.At));
    }

    [Theory]
    [InlineData("2026-12-31T20:59:59.999", false, "2026-12-31T20:59:59.999")]
    [InlineData("2026-12-31T21:00:00.000", false, "2027-01-01T08:00:00.000")]
    [InlineData("2026-12-31T23:59:59.999", false, "2027-01-01T08:00:00.000")]
    [InlineData("2027-01-01T00:00:00.000", false, "2027-01-01T08:00:00.000")]
    [InlineData("2027-01-01T07:59:59.999", false, "2027-01-01T08:00:00.000")]
    [InlineData("2027-01-01T08:00:00.000", false, "2027-01-01T08:00:00.000")]
    [InlineData("2026-12-31T23:59:59.999", true, "2026-12-31T23:59:59.999")]
    [InlineData("2027-01-01T00:00:00.000", true, "2027-01-01T00:00:00.000")]
    public async Task What_The_Couriers_Find_Due_In_The_Night_They_Lay_Aside_Unless_It_Is_For_Now(string found, bool atOnce, string sent)
    {
        await using var house = Open(found, out var ears);
        await PostAsync(house, new Notification.GroupMessage("p1", "新工单", []), atOnce);
        await PostAsync(house, new Notification.StaffMessage("officer-1", "新工单"), atOnce);
        await PostAsync(house, new Notification.ResidentMessage(Channel.WeChat, "openid-1", "已受理"), atOnce);
        await house.RunUntilAsync(At(sent).AddHours(1), house.Courier);
        Assert.Equal([At(sent), At(sent), At(sent)], ears.Heard.Select(h => h.At));
    }

    /// <summary>What people read as one character, and how many bytes it has.</summary>
    [Theory]
    [InlineData("a", 1)]
    [InlineData("e\u0301", 3)]
    [InlineData("字", 3)]
    [InlineData("😀", 4)]
    [InlineData("🇨🇳", 8)]
    [InlineData("👨‍👩‍👧", 18)]
    public void Five_Hundred_Characters_Are_Cut_At_The_Last_One_That_Fits_Wherever_The_Limit_Falls(string character, int bytes)
    {
        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(character));
        for (var before = 0; before < 2 * bytes; before++)
        {
            // More where one is a byte, so that each fills several messages.
            var text = new string('x', before) + string.Concat(Enumerable.Repeat(character, Math.Max(500, 5000 / bytes)));
            var parts = TextParts.Cut(text);
            Assert.Equal(text, string.Concat(parts));
            Assert.All(parts.SkipLast(1), p => Assert.InRange(Encoding.UTF8.GetByteCount(p), TextParts.MessageBytes - bytes + 1, TextParts.MessageBytes));
            Assert.InRange(Encoding.UTF8.GetByteCount(parts[^1]), 1, TextParts.MessageBytes);
            Assert.All(parts.Skip(1), p => Assert.StartsWith(character, p, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("字")]
    [InlineData("😀")]
    [InlineData("👨‍👩‍👧")]
    public async Task To_The_Byte_One_Message_Or_Two_For_Whomever_It_Is(string character)
    {
        await using var house = Open("2026-12-31T10:00:00.000", out var ears);
        var size = Encoding.UTF8.GetByteCount(character);
        var full = string.Concat(Enumerable.Repeat(character, TextParts.MessageBytes / size));
        var exact = new string('x', TextParts.MessageBytes - Encoding.UTF8.GetByteCount(full)) + full;
        foreach (var text in new[] { exact, "x" + exact })
        {
            await PostAsync(house, new Notification.GroupMessage("p1", text, []));
            await PostAsync(house, new Notification.StaffMessage("officer-1", text));
            await PostAsync(house, new Notification.ResidentMessage(Channel.WeChat, "openid-1", text));
        }

        await house.RunUntilAsync(house.Clock.GetUtcNow().AddHours(1), house.Courier);
        Assert.Equal(3, ears.Heard.Select(h => h.Whom).Distinct().Count());
        foreach (var heard in ears.Heard.GroupBy(h => h.Whom, h => h.Text))
        {
            Assert.Equal([exact, ("x" + exact)[..^character.Length], character], heard);
        }

        Assert.All(await house.RowsAsync(), r => Assert.Equal(OutboxState.Sent, r.State));
    }

    private static ProofHouse Open(string local, out Ears ears, int failures = 0, string failure = Busy)
    {
        var clock = new ManualClock(TimeProvider.System);
        clock.HoldAt(At(local));
        ears = new Ears(clock, failures, failure);
        return new ProofHouse(City, Phrases, clock, ears, TimeSpan.FromSeconds(60));
    }

    private static async Task PostAsync(ProofHouse house, Notification message, bool atOnce = false)
    {
        await using var context = house.Store.CreateDbContext();
        context.Outbox.Add(new OutboxMessage
        {
            CreatedAt = house.Clock.GetUtcNow(),
            Destination = message.Destination,
            Payload = Senders.Write(message),
            AtOnce = atOnce,
            NextAttemptAt = house.Clock.GetUtcNow(),
        });
        await context.SaveChangesAsync();
    }

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    /// <summary>Fails so often first, and writes down what it is asked.</summary>
    private sealed class Ears(ManualClock clock, int failures, string failure) : HttpMessageHandler
    {
        private int _failures = failures;

        public ConcurrentQueue<(string Whom, string Text, DateTimeOffset At)> Heard { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = Fine;
            if (request.RequestUri!.AbsolutePath.EndsWith("/send", StringComparison.Ordinal))
            {
                using var body = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
                var whom = body.RootElement.TryGetProperty("touser", out var user) ? user.GetString()! : "robot";
                Heard.Enqueue((whom, body.RootElement.GetProperty("text").GetProperty("content").GetString()!, clock.GetUtcNow()));
                answer = Interlocked.Decrement(ref _failures) >= 0 ? failure : Fine;
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer) };
        }
    }
}
