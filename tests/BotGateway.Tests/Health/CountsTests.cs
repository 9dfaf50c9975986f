using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using BotGateway.Clock;
using BotGateway.Couriers;
using BotGateway.Deadlines;
using BotGateway.Envelope;
using BotGateway.Health;
using BotGateway.Tests.Envelope;
using BotGateway.Tests.Infrastructure;
using BotGateway.Turns;
using CaseStore.Cases;
using CaseStore.City;
using CaseStore.People;
using Conversation.Announcements;
using Conversation.Phrases;

namespace BotGateway.Tests.Health;

/// <summary>One meter for the whole process: nobody else may count meanwhile.</summary>
[CollectionDefinition(nameof(CountsTests), DisableParallelization = true)]
public sealed class CountsAlone;

[Collection(nameof(CountsTests))]
public sealed class CountsTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));

    private readonly ConcurrentQueue<(string Name, string Tags, double Value)> _counted = [];
    private readonly MeterListener _listener = new()
    {
        InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Meter is { Name: Observability.Name, Scope: null })
            {
                all.EnableMeasurementEvents(instrument);
            }
        },
    };

    public CountsTests()
    {
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task What_Arrives_Is_Counted_By_Channel_And_Outcome_And_Names_Nobody()
    {
        const string Hello = "<xml><ToUserName>gh_1</ToUserName><FromUserName>o-secret</FromUserName><CreateTime>1767582000</CreateTime><MsgType>text</MsgType><Content>你好</Content><MsgId>1</MsgId></xml>";
        await using var host = await CallbackHost.StartAsync();
        var good = InboundPost.Seal(host.WeChat, Hello, CallbackHost.Now, "n");
        await host.PostAsync(good);
        await host.PostAsync(good.PathAndQuery.Replace("msg_signature=", "msg_signature=0", StringComparison.Ordinal), good.Body);
        await host.PostAsync(InboundPost.Seal(host.WeCom, Hello, CallbackHost.Now, "n"));
        host.Reply = _ => throw new InvalidOperationException("the disk is full");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.PostAsync(InboundPost.Seal(host.Settings.MiniProgram!, Hello, CallbackHost.Now, "n", InboundPost.MiniProgram))).Status);

        Assert.Equal(
            [
                ("woodpecker.inbound", "channel=WeChat outcome=taken", 1), ("woodpecker.inbound", "channel=WeChat outcome=refused", 1),
                ("woodpecker.inbound", "channel=WeCom outcome=taken", 1), ("woodpecker.inbound", "channel=MiniProgram outcome=failed", 1),
            ],
            _counted);
    }

    [Fact]
    public async Task Each_Sweep_Is_Timed_And_Says_Whether_Anything_Was_Due()
    {
        using var store = new TemporaryStore();
        var clock = new ManualClock(TimeProvider.System);
        clock.HoldAt(Noon);
        var folder = Path.Combine(AppContext.BaseDirectory, "config");
        var config = (CityConfiguration.Loaded)CityConfiguration.Load(folder);
        var words = new CaseWords(PhraseBook.Load(folder).Book!, config.City, config.Catalogue);
        var desk = new CaseDesk(config.City, config.Catalogue, config.Calendar);
        var worker = new DeadlineWorker(
            store, store, desk, new Announcer(words, new CaseLinks(() => "https://city.example")), new Outgoing(new DecentHours(() => config.City), () => config.City, new OutboxBell()), clock);
        await worker.RunDueAsync(default);
        await store.WriteAsync(session => desk.FileAsync(
            session, new NewReport(Channel.WeChat, "o1", CaseKind.PropertyService, "Sanitation", "x1", "3号楼2单元", "垃圾没人清", false, []), Noon));
        clock.HoldAt(Noon.AddDays(10));
        await worker.RunDueAsync(default);

        Assert.Equal([("woodpecker.sweep.duration", "due=False"), ("woodpecker.sweep.duration", "due=True")], _counted.Select(c => (c.Name, c.Tags)));
        Assert.All(_counted, c => Assert.InRange(c.Value, double.Epsilon, 60));
    }

    private void Count(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _counted.Enqueue((instrument.Name, string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}")), value));
}
