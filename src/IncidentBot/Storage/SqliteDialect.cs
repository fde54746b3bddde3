using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>SQLite: one file, one writer, every commit on the disk before it is answered.</summary>
public sealed class SqliteDialect : Dialect
{
    private const int Readonly = 8;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int PrimaryKey = 1555;
    private const int Unique = 2067;

    private readonly string _connectionString;
    private volatile bool _hasFailedToFlush;

    static SqliteDialect() => SQLitePCL.Batteries_V2.Init();

    /// <summary>A database in a file.</summary>
    public SqliteDialect(string file) =>
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString();

    /// <inheritdoc />
    public override string Name => "sqlite";

    /// <inheritdoc />
    public override int Writers => 1;

    /// <inheritdoc />
    public override string SkippingLocked => "";

    /// <inheritdoc />
    // Of the type that Quartz makes, or it would not take part in our transactions.
    public override DbConnection Connect() => new TurnTakingConnection { ConnectionString = _connectionString };

    /// <inheritdoc />
    public override async Task PrepareAsync(DbConnection connection, CancellationToken cancellation)
    {
        var command = connection.CreateCommand();
        await using (command)
        {
            command.CommandText =
                $"pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 10000; pragma temp_store = memory; pragma wal_autocheckpoint = {SqliteCheckpoints.MostPages};";
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <inheritdoc />
    public override Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    // The transaction has the writer's lock already.
    /// <inheritdoc />
    public override Task LockForMigrationAsync(DbTransaction transaction, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public override string? Unavailable(Exception exception) =>
        (exception as SqliteException)?.SqliteErrorCode switch
        {
            Readonly =>
                "The bot's database is read-only, so nothing was recorded. Ask whoever runs the bot to make its file writable, then send it again.",
            Full =>
                "The disk of the bot's database is full, so nothing was recorded. Ask whoever runs the bot to make room, then send it again.",
            IoError or CannotOpen =>
                "The bot's database cannot be reached on its disk, so nothing was recorded. Ask whoever runs the bot to look at the disk, then send it again.",
            Busy or Locked => "The bot's database is locked by another program, so nothing was recorded. Send it again in a moment.",
            Corrupt or NotADatabase =>
                "The bot's database is damaged, so nothing was recorded. Ask whoever runs the bot to restore a backup.",
            _ => null,
        };

    /// <inheritdoc />
    public override bool IsConflict(Exception exception) => exception is SqliteException { SqliteExtendedErrorCode: PrimaryKey or Unique };

    /// <inheritdoc />
    public override bool IsLost(Exception exception) => false;

    /// <inheritdoc />
    public override string? TransactionId => null;

    /// <inheritdoc />
    public override Task<bool?> WasCommittedAsync(string transaction, CancellationToken cancellation) => Task.FromResult<bool?>(null);

    /// <inheritdoc />
    public override string? Tell => null;

    /// <inheritdoc />
    public override Task ListenAsync(Action begun, Action<string> heard, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public override void LetGo()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <inheritdoc />
    public override string LastRestoration => "select id from restorations order by turn desc limit 1";

    /// <inheritdoc />
    public override string Shrink => "pragma shrink_memory";

    /// <inheritdoc />
    internal override SqliteCheckpoints Checkpoints() => new(() => new SqliteConnection(_connectionString));

    /// <inheritdoc />
    internal override PreparedStatement Prepare(DbConnection connection, string sql) =>
        new SqliteStatement((SqliteConnection)connection, sql);

    /// <inheritdoc />
    internal override bool CanFlush => true;

    /// <inheritdoc />
    internal override async Task<FlushSession> OpenFlushAsync()
    {
        var own = new SqliteConnectionStringBuilder(_connectionString) { Pooling = false };
        var session = await SqliteFlush.OpenAsync(new SqliteConnection(own.ToString()), _hasFailedToFlush, () => _hasFailedToFlush = true);
        _hasFailedToFlush = false;
        return session;
    }

    /// <inheritdoc />
    internal override string Waiting(bool forTheDisk) => $"pragma synchronous = {(forTheDisk ? "full" : "normal")}";
}
