using BotGateway.Clock;
using BotGateway.Tests.Infrastructure;
using BotGateway.Turns;
using CaseStore.People;
using Conversation;

namespace BotGateway.Tests.Turns;

public sealed class SilenceWorkerTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryStore _store = new();
    private readonly ManualClock _clock = new(TimeProvider.System);
    private readonly List<Inbound> _told = [];

    public SilenceWorkerTests() => _clock.HoldAt(Noon);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Who_Asked_To_Be_Woken_Is_Woken_At_That_Moment_And_Nobody_Else()
    {
        await RemindAsync("MiniProgram:o:1", Noon);
        await RemindAsync("WeChat:o2", Noon.AddMinutes(1));
        var worker = Worker(Told);

        Assert.Equal(Noon, await worker.NextAsync(default));
        Assert.Equal(1, await worker.RunDueAsync(default));

        var told = Assert.Single(_told);
        Assert.Equal((Channel.MiniProgram, "o:1", Noon), (told.Channel, told.Sender, told.SentAt));
        Assert.Equal(new InboundContent.Silence(Noon), told.Content);
    }

    [Fact]
    public async Task Telling_Again_After_A_Crash_Has_The_Same_Key_And_Names_Nobody()
    {
        await RemindAsync("WeChat:oSecret", Noon);
        var worker = Worker(Told);

        await worker.RunDueAsync(default);
        await worker.RunDueAsync(default);

        Assert.Equal(2, _told.Count);
        Assert.Equal(_told[0].Key, _told[1].Key);
        Assert.DoesNotContain("oSecret", _told[0].Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Talk_That_Cannot_Be_Woken_Does_Not_Keep_The_Others_Asleep()
    {
        await RemindAsync("WeChat:o1", Noon.AddMinutes(-1));
        await RemindAsync("WeChat:o2", Noon);
        var worker = Worker(inbound => inbound.Sender == "o1" ? throw new InvalidOperationException("our mistake") : Told(inbound));

        await Assert.ThrowsAsync<AggregateException>(() => worker.RunDueAsync(default));

        Assert.Equal("o2", Assert.Single(_told).Sender);
    }

    private SilenceWorker Worker(InboundHandler handle) => new(_store, _store, handle, _clock);

    private Task<string?> Told(Inbound inbound)
    {
        _told.Add(inbound);
        return Task.FromResult<string?>(null);
    }

    private Task<int> RemindAsync(string person, DateTimeOffset at) => _store.WriteAsync(async session =>
    {
        await session.RemindAsync(person, at);
        return 0;
    });
}
