using IncidentBot.Storage;
using Quartz.Impl.AdoJobStore;

namespace IncidentBot.Server.Jobs;

/// <summary>Quartz's lock where the database takes one writer: our own writer's gate, so that Quartz's transactions and ours take turns.</summary>
/// <remarks>
/// Quartz brings a lock of its own for SQLite. It would be taken before the database's lock in Quartz's transactions and after it in ours, and
/// each would wait for the other until one of them gives up.
/// </remarks>
internal sealed class WriterLock(WriterGate gate) : ILockHandler
{
    // Quartz is called from within our transaction: whoever holds the gate already is the batch that we are part of.
    private readonly AsyncLocal<bool> _isInside = new();
    private readonly Lock _lock = new();
    private Guid? _owner;
    private int _held;

    /// <inheritdoc />
    public bool RequiresConnection => false;

    /// <summary>What the caller calls from here on, until it returns, happens inside a transaction of our own.</summary>
    public void StepInside() => _isInside.Value = true;

    /// <inheritdoc />
    public void Initialize(LockHandlerContext context) { }

    /// <inheritdoc />
    public ValueTask<bool> AcquireLock(
        Guid requestorId,
        ConnectionAndTransactionHolder? conn,
        SchedulerLock lockKind,
        CancellationToken cancellationToken = default
    ) => _isInside.Value || TakeAgain(requestorId) ? ValueTask.FromResult(true) : EnterAsync(requestorId, cancellationToken);

    /// <inheritdoc />
    public ValueTask ReleaseLock(Guid requestorId, SchedulerLock lockKind, CancellationToken cancellationToken = default)
    {
        if (!_isInside.Value && IsLastRelease(requestorId))
        {
            gate.Leave();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Shutdown(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    private bool TakeAgain(Guid requestor)
    {
        lock (_lock)
        {
            if (_owner != requestor)
            {
                return false;
            }

            _held++;
            return true;
        }
    }

    private async ValueTask<bool> EnterAsync(Guid requestor, CancellationToken cancellation)
    {
        await gate.EnterAsync(cancellation);
        lock (_lock)
        {
            (_owner, _held) = (requestor, 1);
        }

        return true;
    }

    private bool IsLastRelease(Guid requestor)
    {
        lock (_lock)
        {
            if (_owner != requestor || --_held > 0)
            {
                return false;
            }

            _owner = null;
            return true;
        }
    }
}
