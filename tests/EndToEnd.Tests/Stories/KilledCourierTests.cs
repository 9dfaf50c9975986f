using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseStore.People;
using CaseStore.Persistence;
using Conversation.Announcements;
using EndToEnd.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shared;

namespace EndToEnd.Tests.Stories;

/// <summary>kill -9 again and again while the outbox is emptied towards platforms in a bad mood: measured where the messages arrive.</summary>
public sealed class KilledCourierTests : IDisposable
{
    private const int All = 10_000;
    private const int First = 10_000;
    private const int OfRobots = 120;
    private const int OfCrowd = 1000;
    private const int OfNudges = 2000;
    private const int OfMembers = 3000;
    private const int OfDesks = 1500;
    private const int Desks = 75;
    private const int Members = 150;
    private const int Kills = 10;

    private static readonly string[] Robots = ["p1", "p2", "p3", "c1", "c2"];
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(4);

    /// <summary>After the last kill: what may have been heard waits a minute, what was too much a little longer, and a member hears thirty a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("woodpecker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task However_often_it_is_killed_nothing_is_lost_said_too_often_too_fast_or_out_of_order()
    {
        await using var store = new ServiceCollection()
            .AddCaseStore(CaseStoreServices.Sqlite, $"Data Source={Path.Combine(_folder, "cases.db")};Pooling=False").BuildServiceProvider();
        await StoreSchema.MigrateAsync(store);
        var reads = store.GetRequiredService<IDbContextFactory<CaseContext>>();
        var destinations = await WriteAsync(reads);

        var platform = new HostilePlatform(seed: 5, share: 12, TimeProvider.System);
        await using var server = await ServeAsync(platform);
        await using var gateway = RunningGateway.Create(_folder, server.Urls.First(), new Dictionary<string, string> { ["Config__Directory"] = WithStaff(_folder) });
        for (var kills = 0; kills < Kills; kills++)
        {
            await gateway.StartAsync();
            await Task.Delay(Between);
            gateway.Kill();
        }

        // All that were killed in were at work.
        Assert.InRange(await LeftAsync(reads), 1, All - 1);
        platform.Calm();
        await gateway.StartAsync();
        for (var end = TimeProvider.System.GetUtcNow() + Patience; await LeftAsync(reads) > 0 && TimeProvider.System.GetUtcNow() < end;)
        {
            await Task.Delay(500);
        }

        gateway.Kill();
        await using var context = await reads.CreateDbContextAsync();
        var rows = await context.Outbox.AsNoTracking().ToListAsync();
        Assert.Empty(rows.Where(r => r.State != OutboxState.Sent).Select(r => $"{r.CaseNumber} {r.Destination} {r.State} {r.LastError}").Take(5));

        var copies = platform.Heard.SelectMany(h => h.Numbers.Select(n => (Number: n, h.Kind))).ToLookup(h => h.Number, h => h.Kind);
        Assert.Equal(Enumerable.Range(First, All), copies.Select(c => c.Key).Order());
        var numbers = rows.ToDictionary(r => r.Id, r => NumberOf(r.CaseNumber!));
        var unknown = (await context.Sends.AsNoTracking().Where(s => s.Outcome == SendOutcome.Unknown).ToListAsync())
            .Select(s => (Number: numbers[s.OutboxId], s.StartedAt)).Distinct().ToLookup(s => s.Number);

        // A process that died had something under way, and the ledger knows of it beside what the platform did not answer.
        var untold = platform.Calls.Where(c => c.IsUntold || c.What == Mishap.NotReached).SelectMany(c => c.Numbers).ToHashSet();
        Assert.InRange(unknown.Count(u => !untold.Contains(u.Key)), 1, Kills * 16 * 40);
        Assert.DoesNotContain(untold, n => !unknown.Contains(n));
        Assert.Empty(copies.Where(c => c.Count() > (c.First() == "member" ? 1 : 1 + unknown[c.Key].Count())).Select(c => $"{c.Key} {c.First()}: {c.Count()} of {unknown[c.Key].Count()}").Take(5));
        Assert.DoesNotContain(copies, c => c.Count() > 2 && unknown[c.Key].Count() < 2);

        foreach (var told in copies.GroupBy(c => destinations[c.Key]))
        {
            var heard = platform.Heard.SelectMany(h => h.Numbers).Where(n => destinations[n] == told.Key).Distinct().ToList();
            Assert.Equal(heard.Order(), heard);
        }

        foreach (var lane in platform.Calls.Where(c => c.Kind != "resident").SelectMany(c => c.Lanes.Select(l => (Lane: l, c.At))).GroupBy(l => l.Lane, l => l.At))
        {
            var cap = lane.Key.StartsWith("robot", StringComparison.Ordinal) ? 20 : 30;
            var times = lane.Order().ToList();
            Assert.Empty(times.Skip(cap).Zip(times).Where(pair => pair.First - pair.Second < Minute).Select(pair => $"{lane.Key}: {cap + 1} from {pair.Second:O} to {pair.First:O}").Take(3));
        }
    }

    /// <summary>Everybody whom the messages are for is on duty somewhere.</summary>
    private static string WithStaff(string folder)
    {
        var config = ConfigFolder.RoundTheClock(folder);
        var path = Path.Combine(config, "city.json");
        var city = JsonNode.Parse(File.ReadAllText(path))!;
        foreach (var desk in Enumerable.Range(0, Desks))
        {
            var members = Enumerable.Range(0, Members).Where(m => m % Desks == desk).Select(m => $"member-{m}");
            city["properties"]!.AsArray().Add(new JsonObject { ["id"] = $"d{desk}", ["name"] = $"物业{desk}", ["infoOfficers"] = new JsonArray([.. members.Select(m => JsonValue.Create(m))]) });
        }

        File.WriteAllText(path, city.ToJsonString());
        return config;
    }

    private static async Task<int> LeftAsync(IDbContextFactory<CaseContext> reads)
    {
        await using var context = await reads.CreateDbContextAsync();
        return await context.Outbox.CountAsync(m => m.State == OutboxState.Pending || m.State == OutboxState.Sending);
    }

    private static async Task<IReadOnlyDictionary<int, string>> WriteAsync(IDbContextFactory<CaseContext> reads)
    {
        var kinds = Enumerable.Range(0, All).ToArray();
        new Random(5).Shuffle(kinds);
        var now = TimeProvider.System.GetUtcNow();
        var destinations = new Dictionary<int, string>();
        await using var context = await reads.CreateDbContextAsync();
        for (var i = 0; i < All; i++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"{HostilePlatform.Prefix}{First + i}");
            var message = MessageOf(kinds[i], number);
            destinations[First + i] = message.Destination;
            context.Outbox.Add(new OutboxMessage
            {
                CreatedAt = now,
                Destination = message.Destination,
                Payload = JsonSerializer.Serialize(message),
                CaseNumber = number,
                NextAttemptAt = now,
            });
        }

        await context.SaveChangesAsync();
        return destinations;
    }

    private static Notification MessageOf(int kind, string number) => kind switch
    {
        < OfRobots => new Notification.GroupMessage(Robots[kind % Robots.Length], $"新工单 {number} 环境卫生😀", ["officer-1"]),
        < OfRobots + OfCrowd => new Notification.GroupMessage("t1", $"超期 {number}", [], DigestLine.Write(number, "设施设备|望湖苑 3号楼"), Topic.Overdue),
        < OfRobots + OfCrowd + OfNudges => new Notification.StaffMessage(
            $"member-{kind % Members}", $"快到期 {number}", DigestLine.Write(number, "设施设备|望湖苑 3号楼"), Topic.DueSoon),
        < OfRobots + OfCrowd + OfMembers => new Notification.StaffMessage($"member-{kind % Members}", $"工单 {number} 又有新消息"),
        < OfRobots + OfCrowd + OfMembers + OfDesks => new Notification.CardMessage(
            $"d{kind % Desks}", [$"member-{kind % Desks}", $"member-{(kind % Desks) + Desks}"],
            new OfficerCard(number, $"{number[^5..]} 环境卫生", "望湖苑", null, [], [new("accept:" + number, "受理")], null)),
        _ => new Notification.ResidentMessage(Channel.WeChat, $"openid-{kind % 1500}", $"您的工单 {number} 已受理"),
    };

    private static int NumberOf(string number) => int.Parse(number.AsSpan(number.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    /// <summary>On a port of its own, in this process, which nobody kills.</summary>
    private static async Task<WebApplication> ServeAsync(HostilePlatform platform)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var (what, json) = platform.Answer(context.Request.Path, context.Request.QueryString.Value ?? "", body.ToArray());
            switch (what)
            {
                case Mishap.NotReached or Mishap.LostBefore or Mishap.LostAfter:
                    context.Abort();
                    return;
                case Mishap.SilentAfter:
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return;
                case Mishap.Slow:
                    await Task.Delay(TimeSpan.FromSeconds(2));
                    break;
                default:
                    break;
            }

            await context.Response.WriteAsync(json);
        });
        await app.StartAsync();
        return app;
    }
}
