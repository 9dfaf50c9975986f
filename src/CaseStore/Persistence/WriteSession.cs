using CaseStore.Cases;
using Microsoft.EntityFrameworkCore;

namespace CaseStore.Persistence;

/// <summary>
/// One transaction's view of the store. Everything done through it commits together or not at all.
/// The turn methods are the hot path and use prepared commands; everything else goes through <see cref="Cases"/>.
/// </summary>
public abstract class WriteSession
{
    private readonly List<Action> _afterCommit = [];

    private protected WriteSession(CaseQueries queries) => Queries = queries;

    /// <summary>The EF Core context on this transaction, made when first asked for; saved before the commit.</summary>
    public abstract CaseContext Cases { get; }

    internal CaseQueries Queries { get; }

    /// <summary>
    /// Locks the conversation with <paramref name="person"/> until the transaction ends, and looks up
    /// <paramref name="key"/> among the answered messages.
    /// </summary>
    /// <param name="present">The userid of a member of staff who is heard by this very message: whatever WeCom said of them before, they are there.</param>
    public abstract ValueTask<TurnStart> BeginTurnAsync(string person, string key, string? present = null);

    /// <summary>Keeps the conversation's new state, the reply under the message's key for a redelivery, and when the person was heard.</summary>
    /// <param name="didAt">The platform's own moment, if this was something that the person did.</param>
    public abstract ValueTask KeepTurnAsync(
        string person, string key, string? state, string? reply, DateTimeOffset now, Heard heard = Heard.Nothing, DateTimeOffset? didAt = null);

    /// <summary>Sets or clears that something waits to be told to this person first thing; nothing happens for somebody who never wrote.</summary>
    public async ValueTask SetNewsAsync(string person, bool news) =>
        await Cases.Set<ConversationRow>().Where(c => c.Person == person).ExecuteUpdateAsync(c => c.SetProperty(x => x.News, news));

    /// <summary>
    /// Whether this organisation's digest of a day is still to be written; from now on it is not. On PostgreSQL whoever asks at the same time
    /// waits, and hears that it is taken. Earlier days are forgotten.
    /// </summary>
    public async ValueTask<bool> TakeDigestAsync(string organisation, DateOnly day, DateTimeOffset now)
    {
        var key = NumberRow.DayKey(day);
        var at = now.ToUnixTimeMilliseconds();
        if (await Cases.Database.ExecuteSqlAsync($"""INSERT INTO digests ("Organisation", "Day", "At") VALUES ({organisation}, {key}, {at}) ON CONFLICT DO NOTHING""") == 0)
        {
            return false;
        }

        await Cases.Digests.Where(d => d.Organisation == organisation && string.Compare(d.Day, key) < 0).ExecuteDeleteAsync();
        return true;
    }

    /// <summary>The next number of <paramref name="day"/>: 1, 2, 3 … without gaps or doubles, because a rollback gives it back.</summary>
    public abstract ValueTask<int> NextNumberAsync(DateOnly day);

    /// <summary>Runs once the transaction is durable, e.g. to wake a worker; never runs if it is rolled back.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>
    /// The whole case (reporter, photos, history in order) as the database has it now; on PostgreSQL its row is locked until the end.
    /// Null when there is none of that number.
    /// </summary>
    public async ValueTask<Case?> FindCaseAsync(string number)
    {
        // First the lock, then the reading: what waited for the lock must not be read as it was before.
        await LockCaseAsync(number);
        return await Queries.ByNumber(Cases, number);
    }

    /// <summary>Forgets answered messages from before <paramref name="before"/>, oldest first; returns how many. Only safe once no redelivery can come.</summary>
    public async ValueTask<int> PurgeInboxAsync(DateTimeOffset before, int atMost) =>
        await Cases.Set<InboxRow>().Where(i => i.At < before).OrderBy(i => i.At).Take(atMost).ExecuteDeleteAsync();

    /// <summary>Sets or clears the moment at which this person is to be woken.</summary>
    public abstract ValueTask RemindAsync(string person, DateTimeOffset? at);

    /// <summary>At most <paramref name="atMost"/> people whose moment has come, earliest first by the index on it.</summary>
    public async ValueTask<IReadOnlyList<Reminder>> DueRemindersAsync(int atMost, DateTimeOffset now) =>
        await Cases.Reminders.AsNoTracking().Where(r => r.DueAt <= now).OrderBy(r => r.DueAt).ThenBy(r => r.Person).Take(atMost).ToListAsync();

    /// <summary>Userids that WeCom does not know any more, however they are capitalised.</summary>
    public async ValueTask<IReadOnlySet<string>> InvalidMembersAsync()
    {
        var gone = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var member in Queries.InvalidMembers(Cases))
        {
            gone.Add(member);
        }

        return gone;
    }

    internal async ValueTask MarkMemberInvalidAsync(string userId, DateTimeOffset now)
    {
        if (!(await InvalidMembersAsync()).Contains(userId))
        {
            Cases.InvalidMembers.Add(new InvalidMember { UserId = userId, Since = now });
            await Cases.SaveChangesAsync();
        }
    }

    /// <summary>They are back, or were never away.</summary>
    internal async ValueTask MarkMemberValidAsync(string userId)
    {
        var lower = userId.ToLowerInvariant();
#pragma warning disable CA1862 // What the database compares.
        await Cases.InvalidMembers.Where(m => m.UserId.ToLower() == lower).ExecuteDeleteAsync();
#pragma warning restore CA1862
    }

    protected abstract ValueTask LockCaseAsync(string number);

    /// <summary>
    /// One claims from the outbox at a time, on whatever node, until the transaction ends: what is counted against a limit must not be
    /// counted by two at once.
    /// </summary>
    public virtual ValueTask LockOutboxAsync() => default;

    /// <summary>
    /// Up to <paramref name="atMost"/> due outbox rows, urgent ones first, and none that must wait for an earlier one of its destination;
    /// also rows whose courier did not come back. On PostgreSQL they stay locked until the end.
    /// </summary>
    public ValueTask<IReadOnlyList<OutboxMessage>> DueOutboxAsync(int atMost, DateTimeOffset now) => OutboxClaim.DueAsync(Cases, atMost, now);

    /// <summary>The ordinary rows of one destination that are due, in their order.</summary>
    public ValueTask<IReadOnlyList<OutboxMessage>> DueOutboxOfAsync(string destination, int atMost, DateTimeOffset now) =>
        OutboxClaim.CrowdAsync(Cases, destination, atMost, now);

    /// <summary>
    /// At most <paramref name="atMost"/> cases whose next moment has come, earliest first by the index on it. On PostgreSQL they stay
    /// locked until the end and those that another node has locked are left out (<c>FOR UPDATE SKIP LOCKED</c>).
    /// </summary>
    public virtual async ValueTask<IReadOnlyList<CaseStore.Cases.Case>> ClaimDueCasesAsync(int atMost, DateTimeOffset now)
    {
        var due = await LockDueCasesAsync(atMost, now);
        return due.Count == 0 ? [] : await Queries.ByIds(Cases, [.. due]).ToListAsync();
    }

    /// <summary>The ids of due cases, earliest first, locked where the database locks rows.</summary>
    protected virtual async ValueTask<IReadOnlyList<long>> LockDueCasesAsync(int atMost, DateTimeOffset now) =>
        await Queries.Due(Cases, now, atMost).ToListAsync();

    internal void RunAfterCommit()
    {
        foreach (var action in _afterCommit)
        {
            action();
        }
    }
}
