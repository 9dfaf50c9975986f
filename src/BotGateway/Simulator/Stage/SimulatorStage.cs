namespace BotGateway.Simulator.Stage;

/// <summary>
/// What everybody sees on their phones. Kept in memory and bounded: the last lines of the liveliest chats.
/// Readers pull everything newer than what they have, so a slow one misses nothing and costs nothing.
/// </summary>
internal sealed class SimulatorStage(TimeProvider clock)
{
    public const int LinesPerChat = 500;
    public const int MostChats = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Chat> _chats = new(StringComparer.Ordinal);
    private long _change;
    private TaskCompletionSource? _bell;

    /// <summary>Tells one run of the stage from the next: a page that knows another one starts over.</summary>
    public string Run { get; } = Guid.NewGuid().ToString("N");

    public StageLine Show(string chat, string from, StageContent content)
    {
        var at = clock.GetUtcNow();
        lock (_gate)
        {
            if (!_chats.TryGetValue(chat, out var kept))
            {
                MakeRoom();
                _chats[chat] = kept = new Chat();
            }

            var line = new StageLine(++_change, _change, chat, at, from, content);
            kept.Lines.Add(line);
            if (kept.Lines.Count > LinesPerChat)
                kept.Lines.RemoveAt(0);
            kept.Change = _change;
            Ring();
            return line;
        }
    }

    /// <returns>False when the line has left the stage.</returns>
    public bool Change(string chat, long id, Func<StageContent, StageContent> change)
    {
        lock (_gate)
        {
            if (!_chats.TryGetValue(chat, out var kept) || kept.Lines.FindIndex(line => line.Id == id) is var at && at < 0)
                return false;
            var line = kept.Lines[at];
            kept.Lines[at] = line with { Content = change(line.Content), Change = ++_change };
            kept.Change = _change;
            Ring();
            return true;
        }
    }

    /// <summary>Every line that appeared or changed after <paramref name="change"/>, oldest change first, and the newest change of all.</summary>
    public StageNews After(long change)
    {
        lock (_gate)
        {
            return new StageNews(
                [.. _chats.Values.Where(chat => chat.Change > change).SelectMany(chat => chat.Lines).Where(line => line.Change > change).OrderBy(line => line.Change)],
                _change);
        }
    }

    /// <summary>Completes once something happened after <paramref name="change"/>.</summary>
    public Task WaitAsync(long change)
    {
        lock (_gate)
        {
            if (_change > change)
                return Task.CompletedTask;
            _bell ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _bell.Task;
        }
    }

    private void MakeRoom()
    {
        if (_chats.Count >= MostChats)
            _chats.Remove(_chats.MinBy(chat => chat.Value.Change).Key);
    }

    private void Ring()
    {
        _bell?.SetResult();
        _bell = null;
    }

    private sealed class Chat
    {
        public List<StageLine> Lines { get; } = [];

        public long Change { get; set; }
    }
}

internal sealed record StageNews(IReadOnlyList<StageLine> Lines, long Change);
