namespace BotGateway.Clock;

/// <summary>One run of each work at a time on this node, whether the loop or the moved clock asks for it.</summary>
internal sealed class DueWorkGate(IEnumerable<IDueWork> works) : IDisposable
{
    private readonly Dictionary<IDueWork, SemaphoreSlim> _gates = works.ToDictionary(w => w, _ => new SemaphoreSlim(1, 1));

    public IReadOnlyList<IDueWork> Works { get; } = [.. works];

    public async Task<int> RunAsync(IDueWork work, CancellationToken cancellation)
    {
        await _gates[work].WaitAsync(cancellation);
        try
        {
            return await work.RunDueAsync(cancellation);
        }
        finally
        {
            _gates[work].Release();
        }
    }

    public void Dispose()
    {
        foreach (var gate in _gates.Values)
        {
            gate.Dispose();
        }
    }
}
