using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>Hangfire's storage in the schema <c>hangfire</c> of a PostgreSQL database, with the bot's clock.</summary>
internal sealed class PostgresJobStore : PostgreSqlStorage
{
    private readonly TimeProvider _time;

    private PostgresJobStore(string connection, PostgreSqlStorageOptions options, TimeProvider time)
        : base(new NpgsqlConnectionFactory(connection, options), options) => _time = time;

    /// <summary>Opens the database, creates or migrates the schema.</summary>
    public static PostgresJobStore Open(string connection, TimeProvider time, TimeSpan polling) =>
        new(
            connection,
            new PostgreSqlStorageOptions
            {
                QueuePollInterval = polling,
                InvisibilityTimeout = JobStore.Abandoned,
                UseSlidingInvisibilityTimeout = true,
                // The bot tries again by itself, and says so.
                StartupConnectionMaxRetries = 0,
            },
            time
        );

    /// <inheritdoc />
    public override IStorageConnection GetConnection() => new Connection(this, _time);

    /// <inheritdoc />
    public override bool HasFeature(string featureId) => JobStore.IsClock(featureId) || base.HasFeature(featureId);

    private sealed class Connection(PostgreSqlStorage storage, TimeProvider time) : PostgreSqlConnection(storage)
    {
        public override DateTime GetUtcDateTime() => time.GetUtcNow().UtcDateTime;
    }
}
