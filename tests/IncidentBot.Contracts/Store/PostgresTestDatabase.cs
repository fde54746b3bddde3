using IncidentBot.Storage;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.Store;

/// <summary>A database of its own on the cluster of this process.</summary>
public sealed class PostgresTestDatabase : TestDatabase
{
    private string? _connection;

    /// <summary>How many transactions of a node may write at once.</summary>
    public int Writers { get; init; } = 4;

    public string Connection => _connection ?? throw new InvalidOperationException("The database has not been created.");

    public override Dialect Dialect => new PostgresDialect(Connection) { WritersAtOnce = Writers };

    public override async ValueTask InitializeAsync()
    {
        if (await PostgresCluster.MissingAsync() is { } missing)
        {
            Assert.Skip(missing);
        }

        _connection = await PostgresCluster.TakeDatabaseAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            Dialect.LetGo();
            await PostgresCluster.GiveBackAsync(_connection);
        }
    }
}

public sealed class IncidentStoreOnPostgres() : IncidentStoreContract(new PostgresTestDatabase());

// What waits together is one batch only where there is one writer.
public sealed class CommitQueueOnPostgres() : CommitQueueContract(new PostgresTestDatabase { Writers = 1 });

public sealed class DeskOnPostgres() : DeskContract(new PostgresTestDatabase());

public sealed class PrivacyOnPostgres() : PrivacyContract(new PostgresTestDatabase());

public sealed class OutboxOnPostgres() : OutboxContract(new PostgresTestDatabase());

public sealed class RelayOnPostgres() : RelayContract(new PostgresTestDatabase());

public sealed class DueJobsOnPostgres() : DueJobsContract(new PostgresTestDatabase());

public sealed class WakeupsOnPostgres() : WakeupContract(new PostgresTestDatabase());

public sealed class RemindersOnPostgres() : ReminderContract(new PostgresTestDatabase());

public sealed class NudgesOnPostgres() : NudgeContract(new PostgresTestDatabase());

public sealed class DigestsOnPostgres() : DigestContract(new PostgresTestDatabase());

public sealed class ImportsOnPostgres() : ImportContract(new PostgresTestDatabase());

public sealed class TaskListsOnPostgres() : TaskListContract(new PostgresTestDatabase());

public sealed class RecurrenceOnPostgres() : RecurrenceContract(new PostgresTestDatabase());

public sealed class MemoryOnPostgres() : MemoryContract(new PostgresTestDatabase());

public sealed class VisibleChannelsOnPostgres() : VisibleChannelsContract(new PostgresTestDatabase());

public sealed class GivingWorkOnPostgres() : GivingWorkContract(new PostgresTestDatabase());

public sealed class GivenUpOnPostgres() : GivenUpContract(new PostgresTestDatabase());

public sealed class RetentionOnPostgres() : RetentionContract(new PostgresTestDatabase());

public sealed class PublicationsOnPostgres() : PublicationContract(new PostgresTestDatabase());

public sealed class ReviewsOnPostgres() : ReviewContract(new PostgresTestDatabase());
