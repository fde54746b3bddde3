using IncidentBot.Storage;

namespace IncidentBot.Testing;

/// <summary>The database of one story: a SQLite file, or in the assembly that says so a PostgreSQL database. It goes with the story.</summary>
public sealed class StoryStore : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string? _connection;
    private bool _isGone;

    private StoryStore(string folder, string? connection, bool isBreakable)
    {
        _folder = folder;
        _connection = connection;
        var file = Path.Combine(folder, "story.db");
        Disk = isBreakable ? new FaultySqlite(file) : null;
        Dialect =
            Disk is not null ? Disk
            : connection is null ? new SqliteDialect(file)
            : new PostgresDialect(connection);
    }

    /// <summary>Whether the stories of this process run on PostgreSQL.</summary>
    public static bool OnPostgres { get; set; }

    /// <summary>How to speak with it.</summary>
    public Dialect Dialect { get; }

    /// <summary>The disk, where it can be broken.</summary>
    public FaultySqlite? Disk { get; }

    /// <summary>What a program is told so that it uses it; nothing where its own file will do.</summary>
    public (string Name, string Value)[] Environment =>
        _connection is null ? [] : [("Database__Provider", "postgres"), ("ConnectionStrings__IncidentBot", _connection)];

    /// <summary>Why there is none; null where there is.</summary>
    public static Task<string?> MissingAsync() => OnPostgres ? PostgresCluster.MissingAsync() : Task.FromResult<string?>(null);

    /// <summary>Takes one. Where PostgreSQL is wanted and absent, the test is skipped and says so.</summary>
    public static async Task<StoryStore> TakeAsync()
    {
        if (await MissingAsync() is { } missing)
        {
            // How a test is skipped by what does not know the framework.
            throw new InvalidOperationException("$XunitDynamicSkip$" + missing);
        }

        var connection = OnPostgres ? await PostgresCluster.TakeDatabaseAsync() : null;
        return new StoryStore(Directory.CreateTempSubdirectory("incidentbot-story-").FullName, connection, isBreakable: false);
    }

    /// <summary>Takes a file on a disk that can be broken, whatever the other stories run on.</summary>
    public static StoryStore TakeBreakable() =>
        new(Directory.CreateTempSubdirectory("incidentbot-story-").FullName, connection: null, isBreakable: true);

    /// <summary>Takes it away; a second time there is nothing left to do.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isGone)
        {
            return;
        }

        _isGone = true;
        Dialect.LetGo();
        if (_connection is not null)
        {
            await PostgresCluster.GiveBackAsync(_connection);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
