using System.Globalization;
using System.Net;
using System.Text;
using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.PlatformApi;
using CaseStore.City;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using Conversation.Phrases;
using Shared;
using Xunit.Abstractions;

namespace BotGateway.Tests.Proofs;

/// <summary>Ten thousand notifications through platforms of which one answer in eight goes wrong; measured where they arrive.</summary>
public sealed class HostilePlatformTests(ITestOutputHelper output)
{
    private const int All = 10_000;
    private const int First = 10_000;
    private const int Robots = 4;
    private const int OfRobots = 2000;
    private const int OfCrowd = 1000;
    private const int Members = 40;
    private const int OfMembers = 3000;
    private const int OfNudges = 2000;
    private const int Desks = 20;
    private const int OfDesks = 1000;
    private const int Residents = 1500;

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>They are written one by one over this time.</summary>
    private static readonly TimeSpan Written = TimeSpan.FromMinutes(10);

    private static readonly PhraseBook Phrases = PhraseBook.Load(Path.Combine(AppContext.BaseDirectory, "config")).Book!;

    [Theory]
    [InlineData(20261124)]
    public async Task Ten_Thousand_Are_Heard_Once_In_Order_Within_The_Limits_And_In_The_Time_They_Allow(int seed)
    {
        var clock = new ManualClock(TimeProvider.System);
        clock.HoldAt(Start);
        var platform = new HostilePlatform(seed, share: 12, clock);
        using var network = new Network(platform, clock);
        await using var house = new ProofHouse(City(), Phrases, clock, network, TimeSpan.FromSeconds(10));
        var destinations = await WriteAsync(house, seed);
        await house.RunUntilAsync(Start.AddHours(8), house.Courier);

        // None lost, none given up.
        var rows = await house.RowsAsync();
        Assert.Empty(rows.Where(r => r.State != OutboxState.Sent).Select(r => $"{r.CaseNumber} {r.Destination} {r.State} {r.LastError}").Take(5));

        var copies = platform.Heard.SelectMany(h => h.Numbers.Select(n => (Number: n, h.Kind, h.At))).ToLookup(h => h.Number);
        var untold = platform.Calls.Where(c => c.IsUntold).SelectMany(c => c.Numbers).ToLookup(n => n);
        var heardUntold = platform.Calls.Where(c => c.What is Mishap.LostAfter or Mishap.GarbledAfter or Mishap.SilentAfter).SelectMany(c => c.Numbers).ToHashSet();
        Assert.Equal(Enumerable.Range(First, All), copies.Select(c => c.Key).Order());

        // Once where the platform can tell; where it cannot, twice exactly when it had been heard and we could not know.
        Assert.Empty(copies.Where(c => c.Count() != (c.First().Kind != "member" && heardUntold.Contains(c.Key) ? 2 : 1)).Select(c => $"{c.Key} {c.First().Kind}: {c.Count()}").Take(5));
        Assert.InRange(copies.Count(c => c.Count() == 2), 50, 1000);
        Assert.InRange(heardUntold.Count(n => copies[n].First().Kind == "member"), 50, 1000);

        // The ledger names these and no others.
        var numbers = rows.ToDictionary(r => r.Id, r => NumberOf(r.CaseNumber!));
        var unknown = (await house.SendsAsync()).Where(s => s.Outcome == SendOutcome.Unknown).Select(s => (Number: numbers[s.OutboxId], s.StartedAt)).Distinct().ToLookup(s => s.Number);
        Assert.Equal(
            untold.Select(u => (u.Key, u.Count())).Order(),
            unknown.Select(u => (u.Key, u.Count())).Order());
        Assert.DoesNotContain(await house.SendsAsync(), s => s.Outcome == SendOutcome.UnderWay);

        // The order of each destination, by the first time that each was heard.
        foreach (var told in copies.GroupBy(c => destinations[c.Key]))
        {
            var heard = platform.Heard.SelectMany(h => h.Numbers).Where(n => destinations[n] == told.Key).Distinct().ToList();
            Assert.Equal(heard.Order(), heard);
        }

        // The limits, over any minute.
        foreach (var lane in platform.Calls.SelectMany(c => c.Lanes.Select(l => (Lane: l, c.At))).GroupBy(l => l.Lane, l => l.At))
        {
            AssertAtMost(lane.Key.StartsWith("robot", StringComparison.Ordinal) ? 20 : lane.Key.StartsWith("member", StringComparison.Ordinal) ? 30 : int.MaxValue, lane);
        }

        AssertAtMost(2000, platform.Calls.Where(c => c.Kind == "member").Select(c => c.At));

        // The time: what a sender would need that goes on at the very moment at which limit and pause let it, at the slowest robot, and a tenth more.
        var took = copies.Max(c => c.Max(h => h.At)) - Start;
        var allowed = Enumerable.Range(0, Robots).Max(r => Ideal(platform, $"robot-{r}", rows)) - Start;
        output.WriteLine($"{platform.Calls.Count} calls, {copies.Count(c => c.Count() == 2)} heard twice, done in {took} of {allowed}");
        Assert.InRange(took, TimeSpan.FromMinutes((OfRobots / Robots / 20) - 1), allowed * 1.1);
        Assert.InRange(platform.Expiries, 4, 400);
    }

    private static void AssertAtMost(int cap, IEnumerable<DateTimeOffset> calls)
    {
        var times = calls.Order().ToList();
        for (var i = cap; i < times.Count; i++)
        {
            Assert.True(times[i] - times[i - cap] >= Minute, $"{cap + 1} within {times[i] - times[i - cap]} from {times[i - cap]:O}");
        }
    }

    /// <summary>Its messages one after the other, each with the mishaps it had.</summary>
    private static DateTimeOffset Ideal(HostilePlatform platform, string robot, IReadOnlyList<OutboxMessage> rows)
    {
        var calls = platform.Calls.Where(c => c.Whom == robot).ToLookup(c => c.Numbers[0], c => c.What);
        var made = new List<DateTimeOffset>();
        var now = Start;
        var last = Start;
        foreach (var row in rows.Where(r => calls.Contains(NumberOf(r.CaseNumber!))))
        {
            now = Later(now, row.CreatedAt);
            var (before, alike) = ((Reaction?)null, 0);
            foreach (var what in calls[NumberOf(row.CaseNumber!)])
            {
                now = made.Count >= 20 ? Later(now, made[^20] + Minute) : now;
                made.Add(now);
                last = now;
                if (what == Mishap.Slow)
                {
                    now += Network.Slowness;
                }

                if (ReactionTo(what) is { } reaction)
                {
                    alike = reaction == before ? alike + 1 : 1;
                    before = reaction;
                    now = RetrySchedule.Next(reaction, alike, TimeSpan.Zero, now)!.Value;
                }
            }
        }

        return last;
    }

    private static Reaction? ReactionTo(Mishap what) => what switch
    {
        Mishap.None or Mishap.Slow => null,
        Mishap.NotReached => Reaction.NotReached,
        Mishap.Busy => Reaction.BackOff,
        Mishap.TooMany => Reaction.SlowDown,
        _ => Reaction.MaybeHeard,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static CityDirectory City() => new(new CityFile
    {
        Name = "示例市",
        TimeZone = "Asia/Shanghai",
        CommandCentre = new("指挥中心", []),
        Properties =
        [
            .. Enumerable.Range(0, Robots).Select(i => new PropertyEntry($"r{i}", $"物业{i}", [$"officer-{i}"], $"robot-{i}")),
            new("crowd", "热闹物业", ["officer-c"], "robot-crowd"),
            .. Enumerable.Range(0, Desks).Select(i => new PropertyEntry($"d{i}", $"无群物业{i}", [$"member-{i}", $"member-{i + Desks}"], null)),
        ],
    });

    /// <summary>All kinds shuffled among each other.</summary>
    /// <returns>Which destination each number belongs to.</returns>
    private static async Task<IReadOnlyDictionary<int, string>> WriteAsync(ProofHouse house, int seed)
    {
        var kinds = Enumerable.Range(0, All).ToArray();
        new Random(seed).Shuffle(kinds);
        await using var context = house.Store.CreateDbContext();
        var destinations = new Dictionary<int, string>();
        for (var i = 0; i < All; i++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"{HostilePlatform.Prefix}{First + i}");
            var message = MessageOf(kinds[i], number);
            destinations[First + i] = message.Destination;
            var at = Start + (Written * ((double)i / All));
            context.Outbox.Add(new OutboxMessage
            {
                CreatedAt = at,
                Destination = message.Destination,
                Payload = Senders.Write(message),
                CaseNumber = number,
                NextAttemptAt = at,
            });
        }

        await context.SaveChangesAsync();
        return destinations;
    }

    private static Notification MessageOf(int kind, string number) => kind switch
    {
        < OfRobots => new Notification.GroupMessage($"r{kind % Robots}", $"新工单 {number} 环境卫生😀", ["officer-1"]),
        < OfRobots + OfCrowd => new Notification.GroupMessage("crowd", $"超期 {number}", [], DigestLine.Write(number, "设施设备|望湖苑 3号楼"), Topic.Overdue),
        < OfRobots + OfCrowd + OfNudges => new Notification.StaffMessage(
            $"member-{kind % Members}", $"快到期 {number}", DigestLine.Write(number, "设施设备|望湖苑 3号楼"), Topic.DueSoon),
        < OfRobots + OfCrowd + OfMembers => new Notification.StaffMessage($"member-{kind % Members}", $"工单 {number} 又有新消息"),
        < OfRobots + OfCrowd + OfMembers + OfDesks => new Notification.CardMessage(
            $"d{kind % Desks}", [$"member-{kind % Desks}", $"member-{(kind % Desks) + Desks}"],
            new OfficerCard(number, $"{CaseWords.Short(number)} 环境卫生", "望湖苑", null, [], [new("accept:" + number, "受理")], null)),
        _ => new Notification.ResidentMessage(Channel.WeChat, $"openid-{kind % Residents}", $"您的工单 {number} 已受理"),
    };

    private static int NumberOf(string number) => int.Parse(CaseWords.Short(number), CultureInfo.InvariantCulture);

    /// <summary>The platform where the network would be. What takes time takes the clock's.</summary>
    private sealed class Network(HostilePlatform platform, ManualClock clock) : HttpMessageHandler
    {
        public static readonly TimeSpan Slowness = TimeSpan.FromSeconds(4);

        private readonly Lock _gate = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(CancellationToken.None);
            var arrived = clock.GetUtcNow();
            var (what, json) = platform.Answer(request.RequestUri!.AbsolutePath, request.RequestUri.Query, body);
            switch (what)
            {
                case Mishap.NotReached:
                    throw new HttpRequestException(HttpRequestError.ConnectionError);
                case Mishap.LostBefore or Mishap.LostAfter:
                    throw new HttpRequestException(HttpRequestError.ResponseEnded);
                case Mishap.SilentAfter:
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    break;
                case Mishap.Slow:
                    lock (_gate)
                    {
                        clock.HoldAt(Later(clock.GetUtcNow(), arrived + Slowness));
                    }

                    break;
                default:
                    break;
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) };
        }
    }
}
