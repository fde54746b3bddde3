using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>A write that waits for its commit.</summary>
internal abstract class Pending
{
    /// <summary>The incident that it changes; null for any other write.</summary>
    public virtual int? Incident => null;

    /// <summary>The identity of the message that it answers; null where there is none.</summary>
    public virtual string? MessageId => null;

    /// <summary>
    /// How far memory has its incident, where it may be decided by that alone, because the commit goes on from nothing else and the message's
    /// identity is unique; null where the database has to be asked first.
    /// </summary>
    public virtual long? Presumed => null;

    /// <summary>
    /// Whether it may be written a second time where nobody knows what became of the first: its message's identity tells, or it finds done what
    /// it would do.
    /// </summary>
    public virtual bool MayBeRepeated => MessageId is not null;

    /// <summary>Whether it was committed once, and a crash may have taken it: until the database has said so, nobody is told that nothing was recorded.</summary>
    public bool WasSent { get; set; }

    /// <summary>How often somebody else had written the same row first.</summary>
    public int Collisions { get; set; }

    /// <summary>Does the write inside the unit. May be called again in another unit, where this one is taken back.</summary>
    public abstract Task RunAsync(CommitUnit unit);

    /// <summary>Its unit is taken back because of it; what memory holds may be why.</summary>
    public virtual void OnTakenBack() { }

    /// <summary>It is committed, as far as others see: memory may know of it.</summary>
    public abstract void Succeed();

    /// <summary>Nothing was recorded.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Tells whoever waits what has become of it, and goes on with their work on this thread.</summary>
    public abstract void Answer();
}

/// <summary>A write with a result.</summary>
internal abstract class Pending<T> : Pending
{
    private readonly TaskCompletionSource<T> _done = new();
    private T? _result;
    private Exception? _failure;

    public Task<T> Done => _done.Task;

    public sealed override async Task RunAsync(CommitUnit unit)
    {
        if (SeesRows)
        {
            await unit.FlushAsync();
        }

        _result = await WriteAsync(unit);
        OnWritten(unit);
    }

    public sealed override void Succeed() => OnCommitted();

    public sealed override void Fail(Exception exception) => _failure = exception;

    public sealed override void Answer()
    {
        if (_failure is null)
        {
            _done.TrySetResult(_result!);
        }
        else
        {
            _done.TrySetException(_failure);
        }
    }

    protected abstract Task<T> WriteAsync(CommitUnit unit);

    /// <summary>Whether it reads rows that are sums, so that they have to be up to date before.</summary>
    protected virtual bool SeesRows => false;

    /// <summary>Its rows stay, if the commit succeeds: what the writes behind it in the batch should know.</summary>
    protected virtual void OnWritten(CommitUnit unit) { }

    /// <summary>Before the answer goes out: what memory should know of it.</summary>
    protected virtual void OnCommitted() { }
}

/// <summary>A write that wants to know the unit.</summary>
internal sealed class PendingUnitWrite<T>(Func<CommitUnit, Task<T>> write) : Pending<T>
{
    public override bool MayBeRepeated => true;

    protected override Task<T> WriteAsync(CommitUnit unit) => write(unit);
}

/// <summary>Any write.</summary>
internal sealed class PendingWrite<T>(Func<DbTransaction, Task<T>> write, (string Kind, string What)? news) : Pending<T>
{
    public override bool MayBeRepeated => true;

    protected override bool SeesRows => true;

    protected override Task<T> WriteAsync(CommitUnit unit) => write(unit.Transaction);

    protected override void OnWritten(CommitUnit unit)
    {
        if (news is { } told)
        {
            unit.Tell(told.Kind, told.What);
        }
    }
}
