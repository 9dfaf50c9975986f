using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator;

/// <summary>The page's live line: everything after the change it knows, then whatever happens; a pulse with the clock in between.</summary>
internal sealed class SimulatorEvents(SimulatorStage stage, SimulatorState state, TimeProvider clock, IHostApplicationLifetime life)
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <param name="after"><c>run:change</c> as the last event had it; of another run, the page is told to start over.</param>
    public IResult Follow(string? after, CancellationToken aborted) => TypedResults.ServerSentEvents(RunAsync(after, aborted));

    private async IAsyncEnumerable<SseItem<string>> RunAsync(string? after, [EnumeratorCancellation] CancellationToken aborted)
    {
        // An open page must not hold up the end of the program.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, life.ApplicationStopping);
        var known = after?.Split(':');
        long change = 0;
        if (known is [var run, var number] && run == stage.Run && long.TryParse(number, out change) is true)
            yield return Item("pulse", new { now = state.Now }, change);
        else
            yield return Item("reload", new { now = state.Now }, change);
        while (!end.IsCancellationRequested)
        {
            var news = stage.After(change);
            change = news.Change;
            yield return news.Lines.Count > 0
                ? Item("lines", new { now = state.Now, lines = news.Lines.Select(state.Local) }, change)
                : Item("pulse", new { now = state.Now }, change);
            try
            {
                await stage.WaitAsync(change).WaitAsync(Pulse, clock, end.Token);
            }
            catch (TimeoutException)
            {
                // Quiet: only the clock goes on.
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
        }
    }

    private SseItem<string> Item<T>(string kind, T data, long change) => new(JsonSerializer.Serialize(data, SimulatorJson.Options), kind)
    {
        EventId = $"{stage.Run}:{change}",
        ReconnectionInterval = Retry,
    };
}
