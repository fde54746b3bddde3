using Quartz.Impl.AdoJobStore;

namespace IncidentBot.Server.Jobs;

/// <summary>Quartz's lock where a transaction excludes every other one by itself, ours as well as its own: there is nothing more to lock.</summary>
internal sealed class TransactionIsLock : ILockHandler
{
    /// <inheritdoc />
    public bool RequiresConnection => true;

    /// <inheritdoc />
    public void Initialize(LockHandlerContext context) { }

    /// <inheritdoc />
    public ValueTask<bool> AcquireLock(
        Guid requestorId,
        ConnectionAndTransactionHolder? conn,
        SchedulerLock lockKind,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(true);

    /// <inheritdoc />
    public ValueTask ReleaseLock(Guid requestorId, SchedulerLock lockKind, CancellationToken cancellationToken = default) =>
        ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask Shutdown(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
