using IncidentBot.Storage;
using IncidentBot.Testing;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Contracts.Store;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incidentbot-test");

    public SqliteTestDatabase() => Disk = new FaultySqlite(File);

    public string File => Path.Combine(_folder.FullName, "bot.db");

    /// <summary>The same database with faults.</summary>
    public FaultySqlite Disk { get; }

    public override Dialect Dialect => Disk;

    public override ValueTask DisposeAsync()
    {
        using var connection = (SqliteConnection)Disk.Connect();
        SqliteConnection.ClearPool(connection);
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class IncidentStoreOnSqlite() : IncidentStoreContract(new SqliteTestDatabase());

public sealed class CommitQueueOnSqlite() : CommitQueueContract(new SqliteTestDatabase());

public sealed class DeskOnSqlite() : DeskContract(new SqliteTestDatabase());

public sealed class PrivacyOnSqlite() : PrivacyContract(new SqliteTestDatabase());

public sealed class OutboxOnSqlite() : OutboxContract(new SqliteTestDatabase());

public sealed class RelayOnSqlite() : RelayContract(new SqliteTestDatabase());

public sealed class DueJobsOnSqlite() : DueJobsContract(new SqliteTestDatabase());

public sealed class WakeupsOnSqlite() : WakeupContract(new SqliteTestDatabase());

public sealed class NudgesOnSqlite() : NudgeContract(new SqliteTestDatabase());

public sealed class RemindersOnSqlite() : ReminderContract(new SqliteTestDatabase());

public sealed class DigestsOnSqlite() : DigestContract(new SqliteTestDatabase());

public sealed class ImportsOnSqlite() : ImportContract(new SqliteTestDatabase());

public sealed class TaskListsOnSqlite() : TaskListContract(new SqliteTestDatabase());

public sealed class RecurrenceOnSqlite() : RecurrenceContract(new SqliteTestDatabase());

public sealed class MemoryOnSqlite() : MemoryContract(new SqliteTestDatabase());

public sealed class VisibleChannelsOnSqlite() : VisibleChannelsContract(new SqliteTestDatabase());

public sealed class GivingWorkOnSqlite() : GivingWorkContract(new SqliteTestDatabase());

public sealed class GivenUpOnSqlite() : GivenUpContract(new SqliteTestDatabase());

public sealed class RetentionOnSqlite() : RetentionContract(new SqliteTestDatabase());

public sealed class PublicationsOnSqlite() : PublicationContract(new SqliteTestDatabase());

public sealed class ReviewsOnSqlite() : ReviewContract(new SqliteTestDatabase());
