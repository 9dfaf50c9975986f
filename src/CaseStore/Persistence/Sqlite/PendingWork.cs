namespace CaseStore.Persistence.Sqlite;

/// <summary>A work that waits for its turn, and the caller who waits for its end.</summary>
internal abstract class PendingWork
{
    private WriteSession? _session;

    public abstract bool GivenUp { get; }

    /// <summary>Does the work on the writer's own thread, which may block: nobody else waits for it.</summary>
    public void Run(SqliteLink link)
    {
        using var session = new SqliteWriteSession(link);
        Run(session);
        session.Save();
        _session = session;
    }

    /// <summary>The commit is durable: whoever listens hears it, then the caller gets the result.</summary>
    public void Complete()
    {
        try
        {
            _session!.RunAfterCommit();
            Answer();
        }
#pragma warning disable CA1031 // Whatever a caller's own action throws is the caller's to see; the writer must live on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Fail(failure);
        }
    }

    public abstract void Fail(Exception failure);

    public abstract void Cancel();

    protected abstract void Run(SqliteWriteSession session);

    protected abstract void Answer();
}

internal sealed class PendingWork<T>(Func<WriteSession, ValueTask<T>> work, CancellationToken cancellation) : PendingWork
{
    private readonly TaskCompletionSource<T> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> End => _end.Task;

    public override bool GivenUp => cancellation.IsCancellationRequested;

    public override void Fail(Exception failure) => _end.SetException(failure);

    public override void Cancel() => _end.SetCanceled(cancellation);

    protected override void Run(SqliteWriteSession session)
    {
        var running = work(session);
        _result = running.IsCompleted ? running.GetAwaiter().GetResult() : running.AsTask().GetAwaiter().GetResult();
    }

    protected override void Answer() => _end.SetResult(_result!);
}
