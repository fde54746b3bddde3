using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>The one place that knows a database product by name: how to connect, lock for migrations, and read its errors.</summary>
public abstract class Dialect
{
    /// <summary>The product's short name, as it stands in the names of the few migrations that are written for one product only.</summary>
    public abstract string Name { get; }

    /// <summary>How many transactions may write at once.</summary>
    public abstract int Writers { get; }

    /// <summary>What a query ends with that takes rows nobody else is taking; nothing where there is one writer.</summary>
    public abstract string SkippingLocked { get; }

    /// <summary>A new connection, not yet open.</summary>
    public abstract DbConnection Connect();

    /// <summary>What each new connection is told first.</summary>
    public abstract Task PrepareAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Begins a transaction that writes.</summary>
    public abstract Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Waits until nobody else migrates; held until the transaction ends.</summary>
    public abstract Task LockForMigrationAsync(DbTransaction transaction, CancellationToken cancellation);

    /// <summary>A sentence for the person, where an exception means that the database cannot take changes now; null for our own mistakes.</summary>
    public abstract string? Unavailable(Exception exception);

    /// <summary>Whether somebody else wrote the same row first, so that deciding again is right.</summary>
    public abstract bool IsConflict(Exception exception);

    /// <summary>Whether the connection broke, so that what was not yet committed may be tried on another one.</summary>
    public abstract bool IsLost(Exception exception);

    /// <summary>The query that names a transaction, so that its outcome can be asked for; null where a commit never leaves that open.</summary>
    public abstract string? TransactionId { get; }

    /// <summary>Whether the transaction of that name was committed; null where nobody can tell.</summary>
    public abstract Task<bool?> WasCommittedAsync(string transaction, CancellationToken cancellation);

    /// <summary>The statement that tells other nodes @p0 once the transaction is committed; null where there are no other nodes.</summary>
    public abstract string? Tell { get; }

    /// <summary>Listens to what other nodes tell, until the connection breaks.</summary>
    public abstract Task ListenAsync(Action begun, Action<string> heard, CancellationToken cancellation);

    /// <summary>Closes the connections that are kept for later.</summary>
    public abstract void LetGo();

    /// <summary>The query that names the backup which was last put in the database's place; null where that cannot happen under a bot that runs.</summary>
    public virtual string? LastRestoration => null;

    /// <summary>What the writer's connection is told when it will not be needed for a while; null where that frees nothing here.</summary>
    public virtual string? Shrink => null;

    /// <summary>What the product wants done beside the writer, where there is something; the queue of commits owns it.</summary>
    internal virtual SqliteCheckpoints? Checkpoints() => null;

    /// <summary>What is said first in a transaction whose commit is not to wait for the disk; null where that is no matter of a transaction.</summary>
    internal virtual string? BeginsLate => null;

    /// <summary>What waits for the disk instead; to be used where <see cref="CanFlush"/>.</summary>
    internal virtual Task<FlushSession> OpenFlushAsync() => throw new NotSupportedException();

    /// <summary>Whether a commit need not wait for the disk, and the disk can be waited for afterwards.</summary>
    internal virtual bool CanFlush => false;

    /// <summary>What a connection is told, between its transactions, so that commits on it wait for the disk or do not; null where it is not told.</summary>
    internal virtual string? Waiting(bool forTheDisk) => null;

    /// <summary>A statement for a connection that is kept open from transaction to transaction. Parameters are named @p0, @p1 … in its text.</summary>
    internal virtual PreparedStatement Prepare(DbConnection connection, string sql) => new PreparedCommand(connection, sql);
}
