using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>A write that waits for its commit.</summary>
internal abstract class Pending
{
    /// <summary>
    /// Does the write inside the unit. False where it made a mistake of its own, which it remembers: the unit has to be begun anew
    /// without it. May be called again in another unit.
    /// </summary>
    public abstract Task<bool> RunAsync(CommitUnit unit);

    /// <summary>The commit is on the disk.</summary>
    public abstract void Succeed();

    /// <summary>The commit failed; nothing was recorded.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A write with a result.</summary>
internal abstract class Pending<T> : Pending
{
    private T? _result;
    private Exception? _mistake;

    public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public sealed override async Task<bool> RunAsync(CommitUnit unit)
    {
        if (SeesRows)
        {
            await unit.FlushAsync();
        }

        try
        {
            _result = await WriteAsync(unit);
            OnWritten(unit);
            return true;
        }
        catch (Exception exception) when (unit.IsOwnMistake(exception))
        {
            _mistake = exception;
            OnMistake();
            return false;
        }
    }

    public sealed override void Succeed()
    {
        try
        {
            OnCommitted();
        }
        finally
        {
            // It is on the disk: whatever a listener makes of it, the answer is that.
            Done.TrySetResult(_result!);
        }
    }

    public sealed override void Fail(Exception exception) => Done.TrySetException(_mistake ?? exception);

    protected abstract Task<T> WriteAsync(CommitUnit unit);

    /// <summary>Whether it reads rows that are sums, so that they have to be up to date before.</summary>
    protected virtual bool SeesRows => false;

    /// <summary>Its rows stay, if the commit succeeds: what the writes behind it in the batch should know.</summary>
    protected virtual void OnWritten(CommitUnit unit) { }

    /// <summary>Before the answer goes out: what memory should know of it.</summary>
    protected virtual void OnCommitted() { }

    /// <summary>It is taken back; its neighbours are done again without it.</summary>
    protected virtual void OnMistake() { }
}

/// <summary>Any write.</summary>
internal sealed class PendingWrite<T>(Func<DbTransaction, Task<T>> write) : Pending<T>
{
    protected override bool SeesRows => true;

    protected override Task<T> WriteAsync(CommitUnit unit) => write(unit.Transaction);
}
