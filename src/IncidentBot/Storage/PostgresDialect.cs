using System.Data.Common;
using Dapper;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>PostgreSQL 15 or later: a server, several writers, many nodes.</summary>
public sealed class PostgresDialect : Dialect
{
    private const int Oldest = 15;

    // Any number that no other program uses in this database.
    private const long MigrationLock = 7_466_202_604;

    private readonly string _connectionString;

    /// <summary>A database on a server.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public PostgresDialect(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        Place = $"{builder.Database ?? builder.Username} at {builder.Host}";
        builder.MaxAutoPrepare = builder.MaxAutoPrepare == 0 ? 200 : builder.MaxAutoPrepare;
        builder.NoResetOnClose = true;
        // Of the writes that travel together, the one that was refused has to be found.
        builder.IncludeFailedBatchedCommand = true;
        builder.ApplicationName ??= "incidentbot";
        builder.KeepAlive = builder.KeepAlive == 0 ? 30 : builder.KeepAlive;
        _connectionString = builder.ToString();
    }

    /// <summary>Whether a connection string can be read, and names a server.</summary>
    public static bool Understands(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Host is { Length: > 0 };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public override string Name => "postgres";

    /// <summary>Which database where, without user and password.</summary>
    public string Place { get; }

    /// <inheritdoc />
    public override int Writers => WritersAtOnce;

    /// <summary>How many connections of this node write: each commits what waits for it together.</summary>
    public int WritersAtOnce { get; init; } = 4;

    /// <inheritdoc />
    public override string SkippingLocked => "for update skip locked";

    /// <inheritdoc />
    public override DbConnection Connect() => new NpgsqlConnection(_connectionString);

    /// <inheritdoc />
    public override Task PrepareAsync(DbConnection connection, CancellationToken cancellation)
    {
        var version = ((NpgsqlConnection)connection).PostgreSqlVersion;
        return version.Major >= Oldest
            ? Task.CompletedTask
            : throw new StorageUnavailableException($"The server is PostgreSQL {version}; the bot needs {Oldest} or later.");
    }

    /// <inheritdoc />
    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(cancellation);

    /// <inheritdoc />
    public override Task LockForMigrationAsync(DbTransaction transaction, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(
                "select pg_advisory_xact_lock(@MigrationLock)",
                new { MigrationLock },
                transaction,
                cancellationToken: cancellation
            )
        );

    /// <inheritdoc />
    public override string? Unavailable(Exception exception) =>
        exception switch
        {
            PostgresException postgres => Unavailable(postgres),
            NpgsqlException { InnerException: TimeoutException } =>
                "The bot's database does not answer in time, so nothing was recorded. Send it again in a moment.",
            NpgsqlException =>
                "The bot's database cannot be reached, so nothing was recorded. Ask whoever runs the bot to look at its PostgreSQL server, then send it again.",
            // The job engine and the driver wrap what the server said.
            { InnerException: { } inner } => Unavailable(inner),
            _ => null,
        };

    /// <inheritdoc />
    public override bool IsConflict(Exception exception) =>
        exception
            is PostgresException
            {
                SqlState: PostgresErrorCodes.UniqueViolation
                    or PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.DeadlockDetected
                    // The batch presumed something that is not so any more.
                    or PostgresErrorCodes.DivisionByZero
            };

    /// <inheritdoc />
    public override bool IsLost(Exception exception) =>
        exception switch
        {
            PostgresException postgres => postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
            NpgsqlException => true,
            { InnerException: { } inner } => IsLost(inner),
            _ => false,
        };

    /// <inheritdoc />
    public override string? TransactionId => "select pg_current_xact_id()::text";

    /// <inheritdoc />
    public override async Task<bool?> WasCommittedAsync(string transaction, CancellationToken cancellation)
    {
        for (var ask = 0; ask < 20; ask++)
        {
            try
            {
                await using var connection = Connect();
                await connection.OpenAsync(cancellation);
                var status = await connection.ExecuteScalarAsync<string>("select pg_xact_status(@transaction::xid8)", new { transaction });
                if (status != "in progress")
                {
                    return status == "committed";
                }
            }
            catch (NpgsqlException)
            {
                // Not there again yet.
            }

            LetGo();
            await Task.Delay(System.TimeSpan.FromMilliseconds(250), TimeProvider.System, cancellation);
        }

        return null;
    }

    /// <inheritdoc />
    public override string? Tell => "select pg_notify('incidentbot', @p0)";

    /// <inheritdoc />
    public override async Task ListenAsync(Action begun, Action<string> heard, CancellationToken cancellation)
    {
        // A connection of its own: it is never given back, and a dead one is noticed within seconds.
        var own = new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false, KeepAlive = 5 };
        await using var connection = new NpgsqlConnection(own.ToString());
        connection.Notification += (_, notice) => heard(notice.Payload);
        await connection.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("listen incidentbot", cancellationToken: cancellation));
        begun();
        while (true)
        {
            await connection.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc />
    public override void LetGo()
    {
        using var connection = new NpgsqlConnection(_connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static string? Unavailable(PostgresException exception) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.DiskFull =>
                "The disk of the bot's database is full, so nothing was recorded. Ask whoever runs the bot to make room, then send it again.",
            PostgresErrorCodes.TooManyConnections =>
                "The bot's database takes no more connections, so nothing was recorded. Send it again in a moment.",
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
                "The bot's database is being restarted, so nothing was recorded. Send it again in a moment.",
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                "The bot's database is read-only, so nothing was recorded. Ask whoever runs the bot whether it is a standby, then send it again.",
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "The bot's database does not let the bot in, so nothing was recorded. Ask whoever runs the bot to check user and password in ConnectionStrings__IncidentBot.",
            PostgresErrorCodes.InvalidCatalogName =>
                "The bot's database is not there, so nothing was recorded. Ask whoever runs the bot to create it, or to name another in ConnectionStrings__IncidentBot.",
            PostgresErrorCodes.InsufficientPrivilege =>
                "The bot's user may not do that in its database, so nothing was recorded. Ask whoever runs the bot to make it the owner of the database.",
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
                "The bot's database is damaged, so nothing was recorded. Ask whoever runs the bot to restore a backup.",
            ['5', '3', ..] or ['5', '8', ..] or ['0', '8', ..] or ['5', '7', 'P', ..] =>
                "The bot's database cannot take changes now, so nothing was recorded. Ask whoever runs the bot to look at its PostgreSQL server, then send it again.",
            _ => null,
        };

    /// <inheritdoc />
    internal override string BeginsLate => "set local synchronous_commit = off";

    /// <inheritdoc />
    internal override bool CanFlush => true;

    // The message is read by nobody; its commit brings the log to the disk up to its own place, and so all that was committed before.
    /// <inheritdoc />
    internal override Task<FlushSession> OpenFlushAsync() =>
        StatementFlush.OpenAsync(Connect(), "select pg_logical_emit_message(true, 'incidentbot', '')");
}
