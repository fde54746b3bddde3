using System.Data.Common;
using IncidentBot.Storage;

namespace IncidentBot.Testing;

/// <summary>What is wrong with the disk.</summary>
public enum DiskFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Files cannot be written.</summary>
    ReadOnly,

    /// <summary>Files cannot grow.</summary>
    Full,

    /// <summary>What is written does not come down to the disk.</summary>
    Stuck,
}

/// <summary>SQLite on a disk that a test can break and mend. The faults are SQLite's own: its pragmas make it answer as a broken disk does.</summary>
public sealed class FaultySqlite(string file) : Dialect
{
    private const int SqliteIoError = 10;

    private readonly SqliteDialect _sqlite = new(file);

    /// <summary>What is wrong from the next transaction on.</summary>
    public DiskFault Fault { get; set; }

    /// <inheritdoc />
    public override string Name => _sqlite.Name;

    /// <inheritdoc />
    public override string SkippingLocked => _sqlite.SkippingLocked;

    /// <inheritdoc />
    public override Task LockForMigrationAsync(DbTransaction transaction, CancellationToken cancellation) =>
        _sqlite.LockForMigrationAsync(transaction, cancellation);

    /// <inheritdoc />
    public override bool IsLost(Exception exception) => _sqlite.IsLost(exception);

    /// <inheritdoc />
    public override string? TransactionId => _sqlite.TransactionId;

    /// <inheritdoc />
    public override Task<bool?> WasCommittedAsync(string transaction, CancellationToken cancellation) =>
        _sqlite.WasCommittedAsync(transaction, cancellation);

    public override string? Tell => _sqlite.Tell;

    /// <inheritdoc />
    public override Task ListenAsync(Action begun, Action<string> heard, CancellationToken cancellation) =>
        _sqlite.ListenAsync(begun, heard, cancellation);

    /// <inheritdoc />
    public override void LetGo() => _sqlite.LetGo();

    /// <inheritdoc />
    public override int Writers => _sqlite.Writers;

    /// <inheritdoc />
    public override DbConnection Connect() => _sqlite.Connect();

    /// <inheritdoc />
    public override Task PrepareAsync(DbConnection connection, CancellationToken cancellation) =>
        _sqlite.PrepareAsync(connection, cancellation);

    /// <inheritdoc />
    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation)
    {
        var command = connection.CreateCommand();
        await using (command)
        {
            // A limit below the file's size means its size.
            command.CommandText =
                $"pragma query_only = {(Fault == DiskFault.ReadOnly ? 1 : 0)}; pragma max_page_count = {(Fault == DiskFault.Full ? 1 : 1_000_000)};";
            await command.ExecuteNonQueryAsync(cancellation);
        }

        return await _sqlite.BeginAsync(connection, cancellation);
    }

    /// <inheritdoc />
    public override string? Unavailable(Exception exception) => _sqlite.Unavailable(exception);

    /// <inheritdoc />
    public override bool IsConflict(Exception exception) => _sqlite.IsConflict(exception);

    /// <inheritdoc />
    internal override PreparedStatement Prepare(DbConnection connection, string sql) => _sqlite.Prepare(connection, sql);

    /// <inheritdoc />
    internal override bool CanFlush => _sqlite.CanFlush;

    /// <inheritdoc />
    internal override string Waiting(bool forTheDisk) => _sqlite.Waiting(forTheDisk);

    /// <inheritdoc />
    internal override async Task<FlushSession> OpenFlushAsync() =>
        Fault == DiskFault.Stuck && FailedFlushes > 0
            ? throw new Microsoft.Data.Sqlite.SqliteException("disk I/O error", SqliteIoError)
            : new FaultyFlush(await _sqlite.OpenFlushAsync(), this);

    /// <summary>How often the disk was waited for in vain.</summary>
    public int FailedFlushes { get; private set; }

    /// <summary>How many of the next waits for the disk are in vain, whatever else is wrong.</summary>
    public int FailingFlushes { get; set; }

    private sealed class FaultyFlush(FlushSession real, FaultySqlite disk) : FlushSession
    {
        private bool _isBroken;

        public override bool IsOpen => !_isBroken && real.IsOpen;

        public override Task FlushAsync()
        {
            if (disk.Fault != DiskFault.Stuck && disk.FailingFlushes == 0)
            {
                return real.FlushAsync();
            }

            disk.FailingFlushes = Math.Max(0, disk.FailingFlushes - 1);
            disk.FailedFlushes++;
            _isBroken = true;
            throw new IOException("Input/output error");
        }

        public override ValueTask DisposeAsync() => real.DisposeAsync();
    }
}
