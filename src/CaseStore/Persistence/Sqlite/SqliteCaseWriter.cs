using System.Threading.Channels;

namespace CaseStore.Persistence.Sqlite;

/// <summary>
/// The only one who writes to the file. Whatever is waiting goes into one transaction, a savepoint each, so that one flush to the disk
/// makes many turns durable. It has a thread of its own: a pool that is still growing (a restart at rush hour) cannot hold it up.
/// </summary>
internal sealed class SqliteCaseWriter : ICaseWriter, IDisposable
{
    private const int Queue = 4096;
    private const int BatchLimit = 256;

    private readonly string _connectionString;
    private readonly Channel<PendingWork> _waiting = Channel.CreateBounded<PendingWork>(new BoundedChannelOptions(Queue) { SingleReader = true });
    private readonly List<PendingWork> _done = new(BatchLimit);
    private readonly Thread _thread;
    private SqliteLink? _link;

    public SqliteCaseWriter(string connectionString)
    {
        _connectionString = connectionString;
        _thread = new Thread(WriteUntilClosed) { IsBackground = true, Name = "case writer" };
        _thread.Start();
    }

    public async Task<T> WriteAsync<T>(Func<WriteSession, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        var pending = new PendingWork<T>(work, cancellation);
        await _waiting.Writer.WriteAsync(pending, cancellation).ConfigureAwait(false);
        return await pending.End.ConfigureAwait(false);
    }

    /// <summary>Takes no more work, finishes what is waiting and closes the file.</summary>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _thread.Join();
    }

    private void WriteUntilClosed()
    {
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            CommitWhatWaits();
        }

        _link?.Dispose();
    }

#pragma warning disable CA1031 // Any failure belongs to the callers whose work it undid; the loop must go on for the next ones.
    private void CommitWhatWaits()
    {
        _done.Clear();
        try
        {
            // Opened by the first work, not at construction: by then the schema is there. Opened again after a failure of the connection.
            _link ??= SqliteLink.Open(_connectionString);
            _link.Begin();
        }
        catch (Exception failure)
        {
            FailWaiting(failure);
            CloseLink();
            return;
        }

        try
        {
            for (var taken = 0; taken < BatchLimit && _waiting.Reader.TryRead(out var work); taken++)
            {
                if (work.GivenUp)
                    work.Cancel();
                else if (RunAlone(_link, work))
                    _done.Add(work);
            }

            _link.Commit();
        }
        catch (Exception failure)
        {
            foreach (var work in _done)
            {
                work.Fail(failure);
            }

            CloseLink();
            return;
        }

        foreach (var work in _done)
        {
            work.Complete();
        }
    }

    /// <summary>Runs one work so that its failure undoes only its own. Throws when the whole transaction is lost.</summary>
    private static bool RunAlone(SqliteLink link, PendingWork work)
    {
        try
        {
            link.SetSavepoint();
            work.Run(link);
            link.ReleaseSavepoint();
            return true;
        }
        catch (Exception failure)
        {
            work.Fail(failure);
            if (!link.InTransaction)
                throw new InvalidOperationException("SQLite ended the transaction of the whole batch.", failure);

            link.RollbackToSavepoint();
            return false;
        }
    }
#pragma warning restore CA1031

    /// <summary>Nothing could begin, and for whoever is waiting now it would be no different.</summary>
    private void FailWaiting(Exception failure)
    {
        for (var waiting = _waiting.Reader.Count; waiting > 0 && _waiting.Reader.TryRead(out var work); waiting--)
        {
            work.Fail(failure);
        }
    }

    /// <summary>Closing rolls back whatever is open; the next batch starts on a fresh connection.</summary>
    private void CloseLink()
    {
        _link?.Dispose();
        _link = null;
    }
}
