using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.Deadlines;
using BotGateway.Digests;
using BotGateway.Turns;
using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;
using Microsoft.EntityFrameworkCore;

namespace BotGateway.Tests.Proofs;

/// <summary>A thousand cases of one group overdue at the same minute: from the clock's look at them to the group's last message, in the shipped city.</summary>
public sealed class CrowdedHourTests
{
    private const int Cases = 1000;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly DateTimeOffset Filed = new(2026, 11, 23, 9, 0, 0, China);
    private static readonly DateTimeOffset Evening = new(2026, 11, 23, 20, 0, 0, China);
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 8, 0, 0, China);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "config");
    private static readonly CityConfiguration.Loaded Config = (CityConfiguration.Loaded)CityConfiguration.Load(Folder);
    private static readonly CaseWords Words = new(PhraseBook.Load(Folder).Book!, Config.City, Config.Catalogue);
    private static readonly CaseDesk Desk = new(Config.City, Config.Catalogue, Config.Calendar);

    [Fact]
    public Task At_Half_Past_Two_In_The_Night_They_Are_Heard_In_The_Five_Minutes_After_Eight() => HeardAsync(new DateTimeOffset(2026, 11, 24, 2, 30, 0, China), Morning);

    [Fact]
    public Task At_Half_Past_Two_In_The_Afternoon_They_Are_Heard_In_The_Next_Five_Minutes() =>
        HeardAsync(new DateTimeOffset(2026, 11, 24, 14, 30, 0, China), new DateTimeOffset(2026, 11, 24, 14, 30, 0, China));

    private static async Task HeardAsync(DateTimeOffset due, DateTimeOffset decent)
    {
        var clock = new ManualClock(TimeProvider.System);
        clock.HoldAt(Filed);
        using var platform = new Ears(clock);
        Mornings? mornings = null;
        await using var house = new ProofHouse(
            Config.City, Words.Book, clock, platform, TimeSpan.FromSeconds(60), _ => now => mornings!.RunAsync(now, CancellationToken.None));
        var hours = house.Get<DecentHours>();
        var bell = house.Get<OutboxBell>();
        mornings = new Mornings(Config.City, new MorningDigest(Words), house.Store, house.Store, hours, bell, clock);
        var deadlines = new DeadlineWorker(
            house.Store, house.Store, Desk, new Announcer(Words, new CaseLinks(() => "https://city.example")), new Outgoing(hours, () => Config.City, bell), clock);

        var numbers = await FileAsync(house, due);
        clock.HoldAt(Evening);
        IDueWork[] works = [deadlines, mornings, house.Courier];
        await house.RunUntilAsync(decent == Morning ? due : decent, works);
        platform.Heard.Clear();
        clock.HoldAt(due);
        await house.RunUntilAsync(decent + TimeSpan.FromHours(2), works);

        Assert.Equal(Cases, await CountOverdueAsync(house, due));
        foreach (var robot in new[] { "robot-p1", "robot-c1" })
        {
            var messages = platform.Heard.Where(h => h.Whom == robot).OrderBy(h => h.At).ToList();
            Assert.Equal(numbers.Select(CaseWords.Short).Order(), messages.SelectMany(m => Digest.CasesIn(m.Text)).Order());
            Assert.All(messages, m => Assert.InRange(m.At, decent, decent + TimeSpan.FromMinutes(5)));
            Assert.All(messages, m => Assert.InRange(Encoding.UTF8.GetByteCount(m.Text), 1, 2048));
            Assert.All(messages.Skip(20).Zip(messages), pair => Assert.True(pair.First.At - pair.Second.At >= TimeSpan.FromMinutes(1)));
        }

        // Whoever is on duty is nudged as well: likewise, and within what one person may be sent.
        Assert.All(platform.Heard, h => Assert.True(h.At >= decent && Encoding.UTF8.GetByteCount(h.Text) <= 2048));
        foreach (var member in platform.Heard.Where(h => !h.Whom.StartsWith("robot-", StringComparison.Ordinal)).SelectMany(h => h.Whom.Split('|').Select(user => (user, h.At))).GroupBy(m => m.user, m => m.At))
        {
            Assert.All(member.Order().Skip(30).Zip(member.Order()), pair => Assert.True(pair.First - pair.Second >= TimeSpan.FromMinutes(1)));
        }

        Assert.DoesNotContain(await house.RowsAsync(), r => r.State is OutboxState.Dead or OutboxState.Sending);
    }

    /// <summary>In hand since they came, and promised for one and the same minute.</summary>
    private static async Task<IReadOnlyList<string>> FileAsync(ProofHouse house, DateTimeOffset due)
    {
        var numbers = await house.Store.WriteAsync(async session =>
        {
            var filed = new List<string>();
            for (var i = 0; i < Cases; i++)
            {
                var done = await Desk.FileAsync(
                    session, new NewReport(Channel.WeChat, $"o-{i}", CaseKind.PropertyService, "Sanitation", "x1", $"{i % 40}号楼2单元门口😀{new string('字', i % 50)}", new string('垃', 500), false, []), Filed);
                filed.Add(done.Case.Number);
            }

            return filed;
        });
        await using var context = house.Store.CreateDbContext();
        await context.Cases.ExecuteUpdateAsync(c => c
            .SetProperty(x => x.State, CaseState.Accepted).SetProperty(x => x.AcceptedAt, Filed).SetProperty(x => x.HandlerMember, "officer-1")
            .SetProperty(x => x.UnpausedDueAt, due).SetProperty(x => x.DueCounts, LimitUnit.ClockHours).SetProperty(x => x.NextDueAt, Evening));
        return numbers;
    }

    private static async Task<int> CountOverdueAsync(ProofHouse house, DateTimeOffset due)
    {
        await using var context = house.Store.CreateDbContext();
        return await context.Cases.CountAsync(c => c.DueAt == due && c.Nudges == 1);
    }


    /// <summary>The platform in its best mood.</summary>
    private sealed class Ears(ManualClock clock) : HttpMessageHandler
    {
        public ConcurrentQueue<(string Whom, string Text, DateTimeOffset At)> Heard { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            if (request.Content is not null && path.EndsWith("/send", StringComparison.Ordinal))
            {
                using var body = JsonDocument.Parse(await request.Content.ReadAsByteArrayAsync(cancellationToken));
                var whom = body.RootElement.TryGetProperty("touser", out var user) ? user.GetString()! : request.RequestUri.Query["?key=".Length..];
                var text = body.RootElement.TryGetProperty("text", out var words) ? words.GetProperty("content").GetString()! : "";
                Heard.Enqueue((whom, text, clock.GetUtcNow()));
            }

            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("""{"errcode":0,"errmsg":"ok","access_token":"token","expires_in":7200,"msgid":"m","response_code":"c"}"""),
            };
        }
    }
}
