using Hangfire;
using Hangfire.Storage;
using IncidentBot.Storage;

namespace IncidentBot.Jobs.Hangfire;

/// <summary>
/// Where Hangfire's jobs stand: on PostgreSQL in a schema of the same database, on SQLite in a file beside it, so that its polling takes the
/// bot's one writer nothing. Both go by the bot's clock.
/// </summary>
internal static class JobStore
{
    /// <summary>A call takes seconds; after so long the node that had it is dead, and another one takes it.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(2);

    /// <summary>Opens it, creates or migrates it. Takes its time.</summary>
    public static JobStorage Open(Dialect dialect, TimeProvider time, TimeSpan polling)
    {
        using var connection = dialect.Connect();
        return dialect.Writers == 1
            ? SqliteJobStore.Open(Path.ChangeExtension(connection.DataSource, ".hangfire.db"), time, polling)
            : PostgresJobStore.Open(connection.ConnectionString, time, polling);
    }

    /// <summary>Whether Hangfire asks if its storage has a clock.</summary>
    public static bool IsClock(string feature) => feature == JobStorageFeatures.Connection.GetUtcDateTime;
}
