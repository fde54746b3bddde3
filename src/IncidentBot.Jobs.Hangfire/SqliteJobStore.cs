using Hangfire.Storage;
using Hangfire.Storage.SQLite;
using SQLite;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>Hangfire's storage in a SQLite file, with the bot's clock.</summary>
internal sealed class SqliteJobStore : SQLiteStorage
{
    private readonly SQLiteStorageOptions _options;
    private readonly TimeProvider _time;

    private SqliteJobStore(string file, SQLiteStorageOptions options, TimeProvider time)
        : base(new SQLiteDbConnectionFactory(() => Connect(file)), options) => (_options, _time) = (options, time);

    /// <summary>Opens the file, or creates it.</summary>
    public static SqliteJobStore Open(string file, TimeProvider time, TimeSpan polling) =>
        new(file, new SQLiteStorageOptions { QueuePollInterval = polling, InvisibilityTimeout = JobStore.Abandoned }, time);

    /// <inheritdoc />
    public override IStorageConnection GetConnection() => new Connection(CreateAndOpenConnection(), _options, QueueProviders, _time);

    /// <inheritdoc />
    public override bool HasFeature(string featureId) => JobStore.IsClock(featureId) || base.HasFeature(featureId);

    // What a power cut takes from it is given to it again at the next start.
    private static SQLiteConnection Connect(string file)
    {
        var flags = SQLiteOpenFlags.ReadWrite | SQLiteOpenFlags.Create | SQLiteOpenFlags.NoMutex;
        var connection = new SQLiteConnection(file, flags) { BusyTimeout = TimeSpan.FromSeconds(10) };
        connection.Execute("pragma synchronous = normal");
        return connection;
    }

    private sealed class Connection(
        HangfireDbContext context,
        SQLiteStorageOptions options,
        PersistentJobQueueProviderCollection queues,
        TimeProvider time
    ) : HangfireSQLiteConnection(context, options, queues)
    {
        public override DateTime GetUtcDateTime() => time.GetUtcNow().UtcDateTime;
    }
}
