namespace BotGateway.Clock;

/// <summary>One run of each work at a time on this node; while the clock is being moved, only its mover's.</summary>
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

    /// <summary>Waits for what is running; then nobody else runs anything until <see cref="Open"/>.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        var closed = 0;
        try
        {
            for (; closed < Works.Count; closed++)
            {
                await _gates[Works[closed]].WaitAsync(cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            while (closed > 0)
            {
                _gates[Works[--closed]].Release();
            }

            throw;
        }
    }

    public void Open()
    {
        foreach (var gate in _gates.Values)
        {
            gate.Release();
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
