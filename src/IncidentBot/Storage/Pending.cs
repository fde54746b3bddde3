using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>A write that waits for its commit.</summary>
internal abstract class Pending
{
    /// <summary>Does the write inside the unit. Never throws for its own mistakes: it remembers them.</summary>
    public abstract Task RunAsync(CommitUnit unit);

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

    public sealed override async Task RunAsync(CommitUnit unit)
    {
        try
        {
            _result = await WriteAsync(unit);
        }
        catch (Exception exception) when (unit.IsOwnMistake(exception))
        {
            _mistake = exception;
        }
    }

    public sealed override void Succeed()
    {
        if (_mistake is not null)
        {
            Done.TrySetException(_mistake);
        }
        else
        {
            OnCommitted();
            Done.TrySetResult(_result!);
        }
    }

    public sealed override void Fail(Exception exception) => Done.TrySetException(_mistake ?? exception);

    protected abstract Task<T> WriteAsync(CommitUnit unit);

    /// <summary>Before the answer goes out: what memory should know of it.</summary>
    protected virtual void OnCommitted() { }
}

/// <summary>Any write, under a savepoint, so that its failure takes back nothing of its neighbours.</summary>
internal sealed class PendingWrite<T>(Func<DbTransaction, Task<T>> write) : Pending<T>
{
    private const string Savepoint = "one_write";

    protected override async Task<T> WriteAsync(CommitUnit unit)
    {
        await unit.FlushAsync();
        await unit.Transaction.SaveAsync(Savepoint);
        try
        {
            var result = await write(unit.Transaction);
            await unit.Transaction.ReleaseAsync(Savepoint);
            return result;
        }
        catch
        {
            await unit.Transaction.RollbackAsync(Savepoint);
            throw;
        }
    }
}
