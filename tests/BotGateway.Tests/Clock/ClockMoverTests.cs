using BotGateway.Clock;

namespace BotGateway.Tests.Clock;

public sealed class ClockMoverTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 5, 20, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly ManualClock _clock = new(TimeProvider.System);
    private readonly List<string> _done = [];
    private DueWorkGate? _gate;

    public ClockMoverTests() => _clock.HoldAt(Start);

    public void Dispose() => _gate?.Dispose();

    [Fact]
    public async Task Each_Moment_Comes_In_Its_Order_And_Finds_The_Clock_There()
    {
        await MoveAsync(TimeSpan.FromHours(5), new Work("deadline", this, 3, 1, 9), new Work("photo", this, 2, 3));
        Assert.Equal(["1 deadline", "2 photo", "3 deadline", "3 photo"], _done);
    }

    [Fact]
    public async Task What_One_Work_Leaves_For_Another_Is_Done_At_That_Very_Moment()
    {
        var outbox = new Work("outbox", this);
        await MoveAsync(TimeSpan.FromHours(5), outbox, new Work("deadline", this, 1, 2) { Then = outbox });
        Assert.Equal(["1 deadline", "1 outbox", "2 deadline", "2 outbox"], _done);
    }

    [Fact]
    public async Task A_Work_With_Nothing_Due_Is_Left_Alone_But_For_Once_At_The_End()
    {
        var keeper = new Work("keeper", this);
        await MoveAsync(TimeSpan.FromDays(30), new Work("deadline", this, [.. Enumerable.Range(1, 30)]), keeper);
        Assert.Equal(30, _done.Count);
        Assert.InRange(keeper.Runs, 1, 2);
    }

    [Fact]
    public async Task What_Cannot_Be_Done_Now_Does_Not_Stop_Time()
    {
        var stuck = new Work("stuck", this, 1) { Stuck = true };
        await MoveAsync(TimeSpan.FromHours(3), stuck, new Work("deadline", this, 2));
        Assert.Equal(["2 deadline"], _done);
    }

    [Fact]
    public async Task While_Time_Is_Moved_The_Loop_Waits()
    {
        Task<int>? looping = null;
        var cutIn = false;
        var work = new Work("deadline", this, 1, 2, 3);
        work.During = () =>
        {
            cutIn |= looping?.IsCompleted is true;
            looping ??= _gate!.RunAsync(work, CancellationToken.None);
        };
        await MoveAsync(TimeSpan.FromHours(4), work);
        Assert.False(cutIn);
        Assert.Equal(0, await looping!);
        Assert.Equal(["1 deadline", "2 deadline", "3 deadline"], _done);
    }

    private async Task MoveAsync(TimeSpan by, params Work[] works)
    {
        _gate = new DueWorkGate(works);
        using var mover = new ClockMover(_clock, _gate);
        Assert.Equal(Start + by, await mover.AdvanceAsync(by, CancellationToken.None));
    }

    /// <summary>Due at these whole hours after the start.</summary>
    private sealed class Work(string name, ClockMoverTests tests, params int[] hours) : IDueWork
    {
        private readonly PriorityQueue<DateTimeOffset, DateTimeOffset> _due = new(hours.Select(h => (Start.AddHours(h), Start.AddHours(h))));

        public Work? Then { get; init; }

        public bool Stuck { get; init; }

        public Action? During { get; set; }

        public int Runs { get; private set; }

        public Task<DateTimeOffset?> NextAsync(CancellationToken cancellation) =>
            Task.FromResult<DateTimeOffset?>(_due.TryPeek(out var next, out _) ? next : null);

        public Task<int> RunDueAsync(CancellationToken cancellation)
        {
            Runs++;
            var now = tests._clock.GetUtcNow();
            if (Stuck || !_due.TryPeek(out var next, out _) || next > now)
                return Task.FromResult(0);
            _due.Dequeue();
            tests._done.Add($"{(now - Start).TotalHours} {name}");
            Then?._due.Enqueue(now, now);
            During?.Invoke();
            return Task.FromResult(1);
        }

        public Task WaitForBellAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);
    }
}
