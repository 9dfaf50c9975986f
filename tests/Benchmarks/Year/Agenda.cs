namespace Benchmarks.Year;

/// <summary>What people plan and what the clock has to do, in order; of two at one moment the one that was planned first.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> _plans = new();
    private int _order;

    public void Add(DateTimeOffset at, Func<Task> plan) => _plans.Enqueue(plan, (at, _order++));

    public bool TryNext(DateTimeOffset before, out DateTimeOffset at, out Func<Task> plan)
    {
        if (_plans.TryPeek(out plan!, out var next) && next.At < before)
        {
            _plans.Dequeue();
            at = next.At;
            return true;
        }

        at = default;
        return false;
    }
}
