using System.Security.Cryptography;
using BotGateway.Simulator.Stage;

namespace BotGateway.Simulator.Platform;

/// <summary>The cards that were sent: who has them, what is on them, and the codes by which they may be changed, each once.</summary>
internal sealed class CardBook(SimulatorStage stage, TimeProvider clock)
{
    public const int MostCards = 2000;
    public static readonly TimeSpan CodeLife = TimeSpan.FromHours(72);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SentCard> _byTask = new(StringComparer.Ordinal);
    private readonly Queue<SentCard> _order = new();
    private readonly Dictionary<string, (SentCard Card, DateTimeOffset Until)> _codes = new(StringComparer.Ordinal);

    public bool Knows(string taskId)
    {
        lock (_gate)
        {
            return _byTask.ContainsKey(taskId);
        }
    }

    /// <returns>The response code; null for a card that cannot be clicked and so never changes.</returns>
    public string? Send(StageCard face, IEnumerable<string> users)
    {
        // Shown under the gate: whoever sees it may click it at once.
        lock (_gate)
        {
            var lines = users.ToDictionary(user => user, user => stage.Show(Chat(user), StageLine.Bot, new StageContent.Card(face)).Id, StringComparer.OrdinalIgnoreCase);
            if (face.TaskId is not { } taskId)
                return null;
            var card = new SentCard(taskId, lines);
            card.Keys.UnionWith(KeysOf(face));
            _byTask[taskId] = card;
            _order.Enqueue(card);
            if (_order.Count > MostCards)
                Forget(_order.Dequeue());
            return NewCode(card);
        }
    }

    /// <returns>The click to report, with a fresh code; null when this user has no such card or it never had that button.</returns>
    public CardClick? Click(string user, string taskId, string key)
    {
        lock (_gate)
        {
            return _byTask.TryGetValue(taskId, out var card) && card.Lines.ContainsKey(user) && card.Keys.Contains(key)
                ? new CardClick(card.TaskId, key, NewCode(card))
                : null;
        }
    }

    /// <param name="users">Null for everybody who got it.</param>
    /// <returns>Those who never got it; null when the code is unknown, old or used.</returns>
    public IReadOnlyList<string>? Update(string code, IReadOnlyList<string>? users, Func<StageCard, StageCard> change)
    {
        lock (_gate)
        {
            if (!_codes.Remove(code, out var open) || open.Until < clock.GetUtcNow())
                return null;
            var card = open.Card;
            foreach (var (user, line) in card.Lines)
            {
                if (users is null || users.Contains(user, StringComparer.OrdinalIgnoreCase))
                    stage.Change(Chat(user), line, content => content is StageContent.Card shown ? new StageContent.Card(Changed(card, change(shown.Face))) : content);
            }

            return users is null ? [] : [.. users.Where(user => !card.Lines.ContainsKey(user))];
        }
    }

    private StageCard Changed(SentCard card, StageCard face)
    {
        // Under a new task_id it is still the same card on the phone.
        if (face.TaskId is { } alias)
            _byTask.TryAdd(alias, card);
        card.Keys.UnionWith(KeysOf(face));
        return face with { TaskId = card.TaskId };
    }

    private string NewCode(SentCard card)
    {
        var code = "sim-" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        _codes[code] = (card, clock.GetUtcNow() + CodeLife);
        card.Codes.Add(code);
        return code;
    }

    private void Forget(SentCard card)
    {
        foreach (var (task, _) in _byTask.Where(known => known.Value == card).ToArray())
            _byTask.Remove(task);
        foreach (var code in card.Codes)
            _codes.Remove(code);
    }

    private static IEnumerable<string> KeysOf(StageCard face) => face.Buttons.Select(b => b.Key).OfType<string>();

    private static string Chat(string user) => new Player(SimulatedPlatform.WeCom, user).Chat;

    private sealed class SentCard(string taskId, Dictionary<string, long> lines)
    {
        public string TaskId => taskId;

        /// <summary>Whose phone shows it, and in which line.</summary>
        public Dictionary<string, long> Lines => lines;

        /// <summary>Every button it ever had: a phone may still show the old ones.</summary>
        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public List<string> Codes { get; } = [];
    }
}

internal sealed record CardClick(string TaskId, string Key, string ResponseCode);
