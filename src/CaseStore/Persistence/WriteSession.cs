namespace CaseStore.Persistence;

/// <summary>
/// One transaction's view of the store. Everything done through it commits together or not at all.
/// The turn methods are the hot path and use prepared commands; everything else goes through <see cref="Cases"/>.
/// </summary>
public abstract class WriteSession
{
    private readonly List<Action> _afterCommit = [];

    /// <summary>The EF Core context on this transaction, made when first asked for; saved before the commit.</summary>
    public abstract CaseContext Cases { get; }

    /// <summary>
    /// Locks the conversation with <paramref name="person"/> until the transaction ends, and looks up
    /// <paramref name="key"/> among the answered messages.
    /// </summary>
    public abstract ValueTask<TurnStart> BeginTurnAsync(string person, string key);

    /// <summary>Keeps the conversation's new state, and the reply under the message's key for a redelivery.</summary>
    public abstract ValueTask KeepTurnAsync(string person, string key, string? state, string? reply, DateTimeOffset now);

    /// <summary>The next number of <paramref name="day"/>: 1, 2, 3 … without gaps or doubles, because a rollback gives it back.</summary>
    public abstract ValueTask<int> NextNumberAsync(DateOnly day);

    /// <summary>Runs once the transaction is durable, e.g. to wake a worker; never runs if it is rolled back.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Turns to an entity as the database has it now; on PostgreSQL its row is locked until the end.</summary>
    public abstract ValueTask<CaseStore.Cases.Case?> FindCaseAsync(string number);

    /// <summary>
    /// At most <paramref name="atMost"/> cases whose next moment has come, earliest first by the index on it. On PostgreSQL they stay
    /// locked until the end and those that another node has locked are left out (<c>FOR UPDATE SKIP LOCKED</c>).
    /// </summary>
    public abstract ValueTask<IReadOnlyList<CaseStore.Cases.Case>> ClaimDueCasesAsync(int atMost, DateTimeOffset now);

    internal void RunAfterCommit()
    {
        foreach (var action in _afterCommit)
        {
            action();
        }
    }
}
